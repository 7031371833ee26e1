/** Soft shadows on the floor: the light comes from many lamps above. */
import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Camera } from '../camera/camera.ts';
import { circlePoints } from '../camera/ellipse.ts';
import { type Body } from '../body/pose.ts';
import { sides } from '../body/side.ts';
import { lerp, type Vec3 } from '../geometry/vec.ts';
import { fill } from '../render/view.ts';

const RINGS = 6;

/** A blot about a place of the floor, darkest in the middle. */
function blot(c: SKRSContext2D, camera: Camera, at: Vec3, radius: number, darkness: number): void {
  const alpha = 1 - (1 - darkness) ** (1 / RINGS);
  for (let i = 1; i <= RINGS; i++) {
    const circle = circlePoints([at[0], at[1], 0], (radius * i) / RINGS, 20);
    fill(c, camera, circle, `rgba(38, 24, 12, ${alpha.toFixed(4)})`);
  }
}

export function bodyShadow(c: SKRSContext2D, camera: Camera, body: Body): void {
  blot(c, camera, body.trunk.pelvis, 0.55, 0.26);
  for (const side of sides) {
    const { heel, toe } = body.leg[side];
    const rise = Math.max(0, toe[2] - 0.02);
    const darkness = 0.42 / (1 + 12 * rise);
    for (const part of [0.15, 0.5, 0.85]) blot(c, camera, lerp(heel, toe, part), 0.1 + 0.5 * rise, darkness / 1.6);
  }
}

export function ballShadow(c: SKRSContext2D, camera: Camera, at: Vec3, radius: number): void {
  const rise = Math.max(0, at[2] - radius);
  blot(c, camera, at, radius * (1 + 0.9 * rise), 0.5 / (1 + 3 * rise));
}

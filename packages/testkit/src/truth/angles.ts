/** Angles of the shooting side, on the court and in the plane of the throw. */
import { add, angleAt, degrees, dot, lerp, scale, sub, type Vec3 } from '../geometry/vec.ts';
import type { Body } from '../body/pose.ts';
import type { Side } from '../body/side.ts';
import type { AngleTruth } from './truth.ts';

/** The plane of the throw: level, from the ball at release to the rim's centre; and towards the guide hand. */
export interface ThrowPlane {
  forward: Vec3;
  inward: Vec3;
}

export interface SideAngles {
  knee: AngleTruth;
  hip: AngleTruth;
  elbow: AngleTruth;
  upperArm: AngleTruth;
}

export function sideAngles(body: Body, side: Side, plane: ThrowPlane): SideAngles {
  const [arm, leg] = [body.arm[side], body.leg[side]];
  const at = (a: Vec3, joint: Vec3, b: Vec3): AngleTruth => ({
    value: angleAt(a, joint, b),
    sagittal: angleAt(flat(a, plane), flat(joint, plane), flat(b, plane)),
  });
  return {
    knee: at(leg.hip, leg.knee, leg.ankle),
    hip: at(arm.shoulder, leg.hip, leg.knee),
    elbow: at(arm.shoulder, arm.elbow, arm.wrist),
    upperArm: at(leg.hip, arm.shoulder, arm.elbow),
  };
}

/** A point seen exactly from the side. */
const flat = (p: Vec3, { forward }: ThrowPlane): Vec3 => [dot(p, forward), 0, p[2]];

/** Of the direction from `a` to `b` against the vertical: forward, and towards the guide hand, degrees. */
export function tilt(a: Vec3, b: Vec3, plane: ThrowPlane): { forward: number; inward: number } {
  const d = sub(b, a);
  return {
    forward: degrees(Math.atan2(dot(d, plane.forward), d[2])),
    inward: degrees(Math.atan2(dot(d, plane.inward), d[2])),
  };
}

export const midHip = (body: Body): Vec3 => body.trunk.pelvis;
export const midShoulder = ({ arm }: Body): Vec3 => lerp(arm.left.shoulder, arm.right.shoulder, 0.5);
export const midEye = (body: Body): Vec3 =>
  add(body.trunk.head.centre, scale(body.trunk.head.up, 0.13 * body.skeleton.headHalf.height));

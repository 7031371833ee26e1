/** What stands before what. */
import { clamp } from '../geometry/curve.ts';
import type { Vec2 } from '../geometry/vec.ts';
import type { Capsule } from '../body/solids.ts';
import { project, type Camera } from './camera.ts';

/** A capsule in the picture: ends, radii and depths, px and m. */
export interface Shade {
  capsule: Capsule;
  a: Vec2;
  b: Vec2;
  ra: number;
  rb: number;
  da: number;
  db: number;
}

export function shadesOf(camera: Camera, capsules: readonly Capsule[]): Shade[] {
  return capsules.flatMap((capsule) => {
    const [a, b] = [project(camera, capsule.a), project(camera, capsule.b)];
    if (!a || !b) return [];
    const radius = (r: number, depth: number) => (camera.focal * r) / depth;
    return [
      {
        capsule,
        a: [a[0], a[1]],
        b: [b[0], b[1]],
        ra: radius(capsule.ra, a[2]),
        rb: radius(capsule.rb, b[2]),
        da: a[2],
        db: b[2],
      },
    ];
  });
}

/** Whether the shade covers the pixel (x, y) of something `depth` metres away and is nearer by more than `margin`. */
export function covers(shade: Shade, x: number, y: number, depth: number, margin: number): boolean {
  const [dx, dy] = [shade.b[0] - shade.a[0], shade.b[1] - shade.a[1]];
  const length = dx * dx + dy * dy;
  const k = length > 0 ? clamp(((x - shade.a[0]) * dx + (y - shade.a[1]) * dy) / length, 0, 1) : 0;
  const [px, py] = [shade.a[0] + k * dx, shade.a[1] + k * dy];
  const radius = shade.ra + k * (shade.rb - shade.ra);
  if ((x - px) ** 2 + (y - py) ** 2 > radius * radius) return false;
  return shade.da + k * (shade.db - shade.da) < depth - margin;
}

/** The part of a ball's disc that shades nearer than it cover, 0-1. */
export function hiddenPart(shades: readonly Shade[], x: number, y: number, diameter: number, depth: number): number {
  let [hidden, all] = [0, 0];
  for (let i = -3; i <= 3; i++) {
    for (let j = -3; j <= 3; j++) {
      if (i * i + j * j > 10) continue;
      all++;
      const [u, v] = [x + (i * diameter) / 7, y + (j * diameter) / 7];
      if (shades.some((shade) => covers(shade, u, v, depth, 0))) hidden++;
    }
  }
  return hidden / all;
}

import type { Camera } from '@shotform/contracts';
import type { Vector } from './shapes.ts';

/** Takes a pixel of one frame to where the same spot of the scene lies in another; itself where that is not known. */
export function follow(camera: Camera, point: Vector, from: number, to: number): Vector {
  const a = camera.transforms?.[from];
  const b = camera.transforms?.[to];
  if (!a || !b || from === to) return point;
  const x = a[0]! * point.x + a[2]! * point.y + a[4]! - b[4]!;
  const y = a[1]! * point.x + a[3]! * point.y + a[5]! - b[5]!;
  const determinant = b[0]! * b[3]! - b[1]! * b[2]!;
  if (Math.abs(determinant) < 1e-9) return point;
  return { x: (b[3]! * x - b[2]! * y) / determinant, y: (b[0]! * y - b[1]! * x) / determinant };
}

/** Circles in perspective. */
import type { Camera } from './camera.ts';
import { add, degrees, dot, sub, type Vec3 } from '../geometry/vec.ts';

export interface Ellipse {
  x: number;
  y: number;
  /** Semi-axes, px: `a` along `angleDegrees`, `b` across. */
  a: number;
  b: number;
  /** The major axis against the picture's x axis, clockwise on the screen, in (-90, 90]. */
  angleDegrees: number;
}

/**
 * The picture of a level circle: an ellipse exactly. The plane's points (u, v, 1) map to the picture by a homography H;
 * the circle's conic C becomes H^-T C H^-1. `null` where the circle is not wholly ahead of the camera.
 */
export function projectCircle(camera: Camera, centre: Vec3, radius: number): Ellipse | null {
  const axis = (v: Vec3): Vec3 => [dot(v, camera.right), dot(v, camera.down), dot(v, camera.ahead)];
  const [u, v, o] = [axis([radius, 0, 0]), axis([0, radius, 0]), axis(sub(centre, camera.at))];
  if (o[2] - Math.hypot(u[2], v[2]) < 0.05) return null;
  // Rows of the homography in px about the principal point.
  const h: Vec3[] = [
    [camera.focal * u[0], camera.focal * v[0], camera.focal * o[0]],
    [camera.focal * u[1], camera.focal * v[1], camera.focal * o[1]],
    [u[2], v[2], o[2]],
  ];
  const inverse = adjugate(h);
  // H^-T diag(1, 1, -1) H^-1, up to a factor.
  const conic = (i: number, j: number): number =>
    inverse[0]![i]! * inverse[0]![j]! + inverse[1]![i]! * inverse[1]![j]! - inverse[2]![i]! * inverse[2]![j]!;
  const [A, B, C, D, E, F] = [conic(0, 0), conic(0, 1), conic(1, 1), conic(0, 2), conic(1, 2), conic(2, 2)];
  const det = A * C - B * B;
  if (det === 0) return null;
  const [x, y] = [(B * E - C * D) / det, (B * D - A * E) / det];
  const level = -(D * x + E * y + F);
  const mean = (A + C) / 2;
  const spread = Math.hypot((A - C) / 2, B);
  const sign = Math.sign(mean);
  const [small, large] = [(mean * sign - spread) / (level * sign), (mean * sign + spread) / (level * sign)];
  // The major axis belongs to the conic's smaller eigenvalue.
  const angle = degrees(0.5 * Math.atan2(2 * B * sign, (A - C) * sign)) + 90;
  return {
    x: camera.centre[0] + x,
    y: camera.centre[1] + y,
    a: Math.sqrt(1 / Math.max(small, 1e-12)),
    b: Math.sqrt(Math.max(0, 1 / large)),
    angleDegrees: angle > 90 ? angle - 180 : angle,
  };
}

function adjugate(m: readonly Vec3[]): Vec3[] {
  const minor = (r: number, c: number): number => {
    const [r1, r2, c1, c2] = [(r + 1) % 3, (r + 2) % 3, (c + 1) % 3, (c + 2) % 3];
    return m[r1]![c1]! * m[r2]![c2]! - m[r1]![c2]! * m[r2]![c1]!;
  };
  return [0, 1, 2].map((i) => [minor(0, i), minor(1, i), minor(2, i)] as Vec3);
}

/** Points of a level circle, for drawing. */
export function circlePoints(centre: Vec3, radius: number, count: number): Vec3[] {
  return Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / count;
    return add(centre, [radius * Math.cos(angle), radius * Math.sin(angle), 0]);
  });
}

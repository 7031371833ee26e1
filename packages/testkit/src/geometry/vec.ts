/** Vectors in metres. The court's axes: x from the shooter's spot to the basket, y to the shooter's left, z up. */
export type Vec3 = readonly [number, number, number];
export type Vec2 = readonly [number, number];

export const add = (a: Vec3, b: Vec3): Vec3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const sub = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: Vec3, k: number): Vec3 => [a[0] * k, a[1] * k, a[2] * k];
/** a + k b */
export const along = (a: Vec3, b: Vec3, k: number): Vec3 => [a[0] + k * b[0], a[1] + k * b[1], a[2] + k * b[2]];
export const lerp = (a: Vec3, b: Vec3, k: number): Vec3 => along(scale(a, 1 - k), b, k);
export const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export const norm = (a: Vec3): number => Math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
export const distance = (a: Vec3, b: Vec3): number => norm(sub(a, b));

/** Of length one; a vector of length zero stays zero. */
export function unit(a: Vec3): Vec3 {
  const length = norm(a);
  return length > 0 ? scale(a, 1 / length) : a;
}

/** The part of `a` at right angles to the unit vector `axis`, of length one. */
export const perpendicular = (a: Vec3, axis: Vec3): Vec3 => unit(along(a, axis, -dot(a, axis)));

export const radians = (degrees: number): number => (degrees * Math.PI) / 180;
export const degrees = (radians: number): number => (radians * 180) / Math.PI;

/** Interior angle at `joint`, degrees, 180 = straight. */
export function angleAt(a: Vec3, joint: Vec3, b: Vec3): number {
  const u = sub(a, joint);
  const v = sub(b, joint);
  return degrees(Math.atan2(norm(cross(u, v)), dot(u, v)));
}

/** Three unit vectors at right angles. */
export interface Axes {
  forward: Vec3;
  left: Vec3;
  up: Vec3;
}

/** Axes facing `facing` (degrees counter-clockwise from +x seen from above), pitched forward, then tilted to the left. */
export function axes(facing: number, pitchForward = 0, tiltLeft = 0): Axes {
  const [cf, sf] = [Math.cos(radians(facing)), Math.sin(radians(facing))];
  const [cp, sp] = [Math.cos(radians(pitchForward)), Math.sin(radians(pitchForward))];
  const [ct, st] = [Math.cos(radians(tiltLeft)), Math.sin(radians(tiltLeft))];
  const forward: Vec3 = [cf * cp, sf * cp, -sp];
  const level: Vec3 = [-sf, cf, 0];
  const upright: Vec3 = [cf * sp, sf * sp, cp];
  return { forward, left: along(scale(level, ct), upright, -st), up: along(scale(upright, ct), level, st) };
}

/** A vector given along `a.forward`, `a.left`, `a.up`, in the court's axes. */
export const fromAxes = (a: Axes, v: Vec3): Vec3 => [
  a.forward[0] * v[0] + a.left[0] * v[1] + a.up[0] * v[2],
  a.forward[1] * v[0] + a.left[1] * v[1] + a.up[1] * v[2],
  a.forward[2] * v[0] + a.left[2] * v[1] + a.up[2] * v[2],
];

export const toAxes = (a: Axes, v: Vec3): Vec3 => [dot(a.forward, v), dot(a.left, v), dot(a.up, v)];

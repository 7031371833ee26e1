/** What figures and balls are made of: rods with round ends that may taper and be flattened. */
import { unit, type Axes, type Vec3 } from '../geometry/vec.ts';
import type { Colour } from './colour.ts';

/** A place on a shape's surface, in the shape's own axes. */
export interface Spot {
  /** From end `a`, along the shape's axes, undoing the flattening, m. */
  place: Vec3;
  /** Outwards, in the court's axes. */
  normal: Vec3;
}

/** `null`: there is a hole. */
export type Paint = (spot: Spot) => Colour | null;

export interface Shape {
  a: Vec3;
  b: Vec3;
  /** Radii at `a` and `b` across the unflattened axes, m. */
  ra: number;
  rb: number;
  /** Unit vectors at right angles; the shape is `flatness[i]` times as thick along `axes[i]`. */
  axes: readonly [Vec3, Vec3, Vec3];
  flatness: Vec3;
  paint: Colour | Paint;
}

const courtAxes: Shape['axes'] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

export const rod = (a: Vec3, b: Vec3, ra: number, rb: number, paint: Shape['paint']): Shape => ({
  a,
  b,
  ra,
  rb,
  axes: courtAxes,
  flatness: [1, 1, 1],
  paint,
});

export const sphere = (centre: Vec3, radius: number, paint: Shape['paint']): Shape =>
  rod(centre, centre, radius, radius, paint);

/** A rod whose cross-section is flattened along body axes: `flatness` forward, to the left, up. */
export const flatRod = (
  a: Vec3,
  b: Vec3,
  ra: number,
  rb: number,
  { forward, left, up }: Axes,
  flatness: Vec3,
  paint: Shape['paint'],
): Shape => ({ a, b, ra, rb, axes: [forward, left, up], flatness, paint });

/** An ellipsoid of the given half lengths forward, to the left, up. */
export const ellipsoid = (centre: Vec3, axes: Axes, half: Vec3, paint: Shape['paint']): Shape =>
  flatRod(centre, centre, 1, 1, axes, half, paint);

/** From above, from the left behind the camera: gym lights are many, so shadows on bodies are soft. */
const towardsLight: Vec3 = unit([-0.35, -0.45, 0.82]);

/**
 * How bright a surface looks, about 0.4 to 1.15. `facing`: the cosine between its normal and the way to the camera; what
 * turns away is darker, as in a room whose walls give back little light, so that a limb before another stands out.
 */
export function brightness(normal: Vec3, facing: number): number {
  const lit = normal[0] * towardsLight[0] + normal[1] * towardsLight[1] + normal[2] * towardsLight[2];
  const edge = 0.66 + 0.34 * Math.sqrt(Math.max(0, facing));
  return edge * (0.66 + 0.12 * normal[2] + 0.42 * Math.max(0, lit));
}

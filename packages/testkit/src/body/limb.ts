/** A limb of two bones. */
import { clamp } from '../geometry/curve.ts';
import { along, cross, distance, dot, norm, perpendicular, sub, unit, type Vec3 } from '../geometry/vec.ts';

/** A limb is never bent or stretched beyond this: bones have flesh around them. */
const STRAIGHTEST = 0.998;
const MOST_BENT = 0.3;

/** How far apart a limb's ends are when its joint has the interior angle `angle` (degrees): the law of cosines. */
export function limbSpan(upper: number, lower: number, angle: number): number {
  return Math.sqrt(upper * upper + lower * lower - 2 * upper * lower * Math.cos((angle * Math.PI) / 180));
}

/**
 * Elbow and wrist (or knee and ankle) of a limb that begins at `root` and reaches for `target`, its joint on the side
 * of the point `hint`. A target out of reach is reached for: the end then stops short of it.
 */
export function reach(root: Vec3, target: Vec3, hint: Vec3, upper: number, lower: number): { joint: Vec3; end: Vec3 } {
  const axis = unit(sub(target, root));
  const span = clamp(distance(root, target), MOST_BENT * (upper + lower), STRAIGHTEST * (upper + lower));
  const ahead = (upper * upper - lower * lower + span * span) / (2 * span);
  const aside = Math.sqrt(Math.max(0, upper * upper - ahead * ahead));
  const joint = along(along(root, axis, ahead), sideways(root, axis, hint), aside);
  return { joint, end: along(root, axis, span) };
}

function sideways(root: Vec3, axis: Vec3, hint: Vec3): Vec3 {
  const side = perpendicular(sub(hint, root), axis);
  if (norm(side) > 0) return side;
  return unit(cross(axis, Math.abs(dot(axis, [0, 0, 1])) < 0.9 ? [0, 0, 1] : [1, 0, 0]));
}

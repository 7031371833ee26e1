/**
 * To which side of the line from shoulder to wrist an elbow points, as an angle that changes smoothly however the arm
 * moves: 0 is behind a hanging arm, below one held out ahead, ahead of a raised one; + is outwards. Degrees.
 */
import {
  along,
  cross,
  degrees,
  dot,
  perpendicular,
  radians,
  scale,
  sub,
  unit,
  type Axes,
  type Vec3,
} from '../geometry/vec.ts';
import { signOf, type Side } from './side.ts';

/** The two directions across the arm that a swivel of 0 and of 90 degrees point in. */
function across(axis: Vec3, trunk: Axes, side: Side): { natural: Vec3; outward: Vec3 } {
  const turned = along(scale(trunk.forward, dot(axis, trunk.up)), trunk.up, -dot(axis, trunk.forward));
  const natural = perpendicular(turned, axis);
  return { natural, outward: scale(cross(axis, natural), signOf(side)) };
}

/** The direction from the line between shoulder and wrist to the elbow. */
export function elbowDirection(shoulder: Vec3, wrist: Vec3, trunk: Axes, side: Side, swivel: number): Vec3 {
  const { natural, outward } = across(unit(sub(wrist, shoulder)), trunk, side);
  return along(scale(natural, Math.cos(radians(swivel))), outward, Math.sin(radians(swivel)));
}

/** The swivel of an arm whose elbow is known. */
export function swivelOf(shoulder: Vec3, elbow: Vec3, wrist: Vec3, trunk: Axes, side: Side): number {
  const axis = unit(sub(wrist, shoulder));
  const { natural, outward } = across(axis, trunk, side);
  const to = sub(elbow, shoulder);
  return degrees(Math.atan2(dot(to, outward), dot(to, natural)));
}

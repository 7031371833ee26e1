/** How somebody stands. */
import { axes, fromAxes, add, type Vec3 } from '../geometry/vec.ts';
import { type FootPlace } from '../body/pose.ts';
import { signOf, type Side } from '../body/side.ts';
import type { Skeleton } from '../body/skeleton.ts';

/** Height of the toes' landmark above the floor: the sole and half a toe, m. */
export const SOLE = 0.03;
const TOES_OUT = 8;

export interface Stance {
  at: { x: number; y: number };
  facing: number;
  /** Between the ankles over shoulder width. */
  width: number;
  /** The right foot ahead by, m. */
  stagger: number;
}

export function footAt(s: Skeleton, stance: Stance, side: Side): FootPlace {
  const level = axes(stance.facing);
  const apart = stance.width * s.shoulderHalf;
  const ankle: Vec3 = [-signOf(side) * (stance.stagger / 2), signOf(side) * apart, 0];
  const facing = stance.facing + signOf(side) * TOES_OUT;
  const toe = add(fromAxes(level, ankle), fromAxes(axes(facing), [s.toeAhead, 0, 0]));
  return { toe: [stance.at.x + toe[0], stance.at.y + toe[1], SOLE], facing, pitch: 0 };
}

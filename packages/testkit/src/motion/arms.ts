/** What the arms do besides shooting, and how one thing goes over into the next. */
import { minimumJerk, clamp } from '../geometry/curve.ts';
import { add, fromAxes, lerp, scale, unit, type Vec3 } from '../geometry/vec.ts';
import { type ArmTarget, type Trunk } from '../body/pose.ts';
import { signOf, type Side } from '../body/side.ts';
import type { Skeleton } from '../body/skeleton.ts';

export type ArmMotion = (t: number, trunk: Trunk) => ArmTarget;

/** From the time `from` on an arm goes over to `motion`, within `fade` seconds. */
export interface ArmPhase {
  from: number;
  fade: number;
  motion: ArmMotion;
}

/** An arm through its phases, in order; the first one holds from the beginning. */
export function armThrough(phases: readonly ArmPhase[]): ArmMotion {
  const upTo = (last: number, t: number, trunk: Trunk): ArmTarget => {
    const { from, fade, motion } = phases[last]!;
    const part = last === 0 ? 1 : minimumJerk((t - from) / fade);
    if (part >= 1) return motion(t, trunk);
    return blend(upTo(last - 1, t, trunk), motion(t, trunk), part);
  };
  return (t, trunk) =>
    upTo(
      Math.max(
        0,
        phases.findLastIndex((phase) => phase.from <= t),
      ),
      t,
      trunk,
    );
}

const blend = (a: ArmTarget, b: ArmTarget, part: number): ArmTarget => ({
  wrist: lerp(a.wrist, b.wrist, part),
  swivel: a.swivel + (b.swivel - a.swivel) * part,
  fingers: unit(lerp(a.fingers, b.fingers, part)),
  palm: unit(lerp(a.palm, b.palm, part)),
});

/** A place given ahead, outwards and up from the shoulder in parts of stature, in the trunk's axes. */
export function fromShoulder(s: Skeleton, trunk: Trunk, side: Side, [ahead, out, up]: Vec3): Vec3 {
  return add(trunk.shoulder[side], fromAxes(trunk.shoulders, scale([ahead, signOf(side) * out, up], s.stature)));
}

/** A pose that moves with the trunk: the wrist from the shoulder in parts of stature, directions in its axes (outwards second). */
function restingArm(
  s: Skeleton,
  side: Side,
  pose: { wrist: Vec3; swivel: number; fingers: Vec3; palm: Vec3 },
): ArmMotion {
  const direct = (trunk: Trunk, [ahead, out, up]: Vec3): Vec3 =>
    unit(fromAxes(trunk.shoulders, [ahead, signOf(side) * out, up]));
  return (_, trunk) => ({
    wrist: fromShoulder(s, trunk, side, pose.wrist),
    swivel: pose.swivel,
    fingers: direct(trunk, pose.fingers),
    palm: direct(trunk, pose.palm),
  });
}

/** The arm hangs. */
export const hanging = (s: Skeleton, side: Side): ArmMotion =>
  restingArm(s, side, { wrist: [0.05, 0.045, -0.302], swivel: 25, fingers: [0.2, 0, -1], palm: [0, -1, 0] });

/** The free arm of one who dribbles: bent, the forearm ahead. */
export const guarding = (s: Skeleton, side: Side): ArmMotion =>
  restingArm(s, side, { wrist: [0.14, 0.03, -0.2], swivel: 30, fingers: [1, 0, -0.1], palm: [0, -1, -0.3] });

/** The arms swing: `phase` in turns. */
export function swinging(s: Skeleton, side: Side, phase: (t: number) => number): ArmMotion {
  const hang = hanging(s, side);
  return (t, trunk) => {
    const swing = -signOf(side) * Math.sin(2 * Math.PI * phase(t));
    const rest = hang(t, trunk);
    const by = fromAxes(trunk.shoulders, scale([0.075 * swing, 0, 0.012 + 0.02 * clamp(swing, 0, 1)], s.stature));
    return { ...rest, wrist: add(rest.wrist, by) };
  };
}

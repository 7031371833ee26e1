/** The guide arm (the left one): beside the ball until it leaves, then left behind. */
import { minimumJerk } from '../geometry/curve.ts';
import { add, fromAxes, lerp, scale, unit, type Axes, type Vec3 } from '../geometry/vec.ts';
import type { ArmTarget } from '../body/pose.ts';
import type { Skeleton } from '../body/skeleton.ts';
import type { FormSpec } from '../spec/spec.ts';
import { fromShoulder, guarding, hanging, type ArmMotion, type ArmPhase } from './arms.ts';
import { handOnBall } from './hands.ts';
import { IN_HAND } from './shot-arm.ts';
import { REACH_FOR_PASS_SECONDS, type ShotHands } from './shooting-arm.ts';
import { ARM_DOWN_SECONDS, type ShotTimes } from './timing.ts';

/** The wrist from the ball's centre before the set point, in level axes; and how far beside it is at the set point. */
const HELD: Vec3 = [-0.1, 0.94, -0.28];
const BESIDE_AT_SET = 0.9;
/** To which side of the ball the fingers go. */
const AROUND: Vec3 = [0.5, 0, 0.85];
/**
 * Where the wrist stays when it has let go, ahead of and outwards from its shoulder in parts of stature, and for how long
 * after the release; then it sinks.
 */
const LEFT_BEHIND = { ahead: 0.19, out: -0.03 };
const STAYS_SECONDS = 0.5;
const SUNK: Vec3 = [0.2, 0.02, 0.02];
/** The hand opens off the ball and slows down in this time, seconds. */
const LET_GO_SECONDS = 0.16;

export function guideArm(s: Skeleton, shots: readonly ShotHands[], level: Axes, radius: number): ArmPhase[] {
  const phases: ArmPhase[] = [{ from: -Infinity, fade: 0, motion: hanging(s, 'left') }];
  for (const { times, route, form } of shots) {
    const { pass, dribble, release, lowered } = times;
    const beside =
      (ball: (t: number) => Vec3): ArmMotion =>
      (t) =>
        guide(ball(t), t - release, times, level, radius, form);
    // Once the ball flies, the hand does not follow.
    const guiding = beside((t) => route.at(Math.min(release, Math.max(t, route.from))));
    if (pass) {
      const from = pass.caught - REACH_FOR_PASS_SECONDS;
      phases.push({ from, fade: REACH_FOR_PASS_SECONDS - 0.05, motion: beside(() => route.at(pass.caught)) });
    }
    phases.push({ from: pass ? pass.caught : -Infinity, fade: 0.05, motion: guiding });
    if (dribble) {
      phases.push({ from: dribble.from - 0.35, fade: 0.4, motion: guarding(s, 'left') });
      phases.push({ from: dribble.until, fade: 0.3, motion: guiding });
    }
    phases.push({
      from: release - form.guideLeaves,
      fade: LET_GO_SECONDS,
      motion: leftBehind(s, release, level, form),
    });
    phases.push({ from: lowered, fade: ARM_DOWN_SECONDS, motion: hanging(s, 'left') });
  }
  return phases;
}

function guide(
  ball: Vec3,
  since: number,
  { shape }: ShotTimes,
  level: Axes,
  radius: number,
  { guideAhead, guideBelow, guideElbowOut }: FormSpec,
): ArmTarget {
  const up = minimumJerk((since - shape.armLow) / (shape.set - shape.armLow));
  const aside = fromAxes(level, unit(lerp(HELD, [guideAhead, BESIDE_AT_SET, -guideBelow], up)));
  const wrist = add(ball, scale(aside, radius + IN_HAND));
  return {
    wrist,
    swivel: guideElbowOut,
    ...handOnBall(wrist, ball, radius, fromAxes(level, AROUND)),
  };
}

function leftBehind(s: Skeleton, release: number, level: Axes, form: FormSpec): ArmMotion {
  return (t, trunk) => {
    const sunk = minimumJerk((t - release - STAYS_SECONDS) / 0.7);
    return {
      wrist: fromShoulder(s, trunk, 'left', lerp([LEFT_BEHIND.ahead, LEFT_BEHIND.out, form.guideStays], SUNK, sunk)),
      swivel: form.guideElbowOut,
      fingers: unit(fromAxes(level, lerp([0.25, 0, 1], [0.8, 0, 0.2], sunk))),
      palm: unit(fromAxes(level, [0, -1, 0.1])),
    };
  };
}

/** The shooting arm (the right one) through everything it does with a ball. */
import { clamp, minimumJerk } from '../geometry/curve.ts';
import { add, fromAxes, lerp, sub, unit, type Axes, type Vec3 } from '../geometry/vec.ts';
import { dribbleCycle } from '../ball/dribble.ts';
import type { BallRoute } from '../ball/route.ts';
import type { ArmTarget, Trunk } from '../body/pose.ts';
import type { Skeleton } from '../body/skeleton.ts';
import type { FormSpec } from '../spec/spec.ts';
import { swivelOf } from '../body/swivel.ts';
import { hanging, type ArmMotion, type ArmPhase } from './arms.ts';
import { dribblingArm } from './dribbling-arm.ts';
import { handOnBall, pitchOf, wavingHand, type HandOnBall } from './hands.ts';
import type { ShotArm } from './shot-arm.ts';
import { ARM_DOWN_SECONDS, type ShotTimes } from './timing.ts';

export const REACH_FOR_PASS_SECONDS = 0.4;

/** One shot, as far as hands have to do with it. */
export interface ShotHands {
  times: ShotTimes;
  form: FormSpec;
  arm: ShotArm;
  route: BallRoute;
}

/** To which side of the ball the fingers go, in level axes. */
const AROUND = { held: [0.5, 0, 0.85], set: [-1, -0.1, 0.15] } as const satisfies Record<string, Vec3>;
/** After the release the hand falls over: to this pitch (degrees), in this time. */
const GOOSENECK = { pitch: -14, seconds: 0.2 };

export function shootingArm(s: Skeleton, shots: readonly ShotHands[], level: Axes, radius: number): ArmPhase[] {
  const phases: ArmPhase[] = [{ from: -Infinity, fade: 0, motion: hanging(s, 'right') }];
  for (const hands of shots) {
    const { pass, dribble, held, lowered } = hands.times;
    const { route } = hands;
    const ball = (t: number): Vec3 => route.at(Math.max(t, route.from));
    const carrying: ArmMotion = (t, trunk) => carry(ball(t), hands, level, radius, trunk, t);
    if (pass) {
      const wait: ArmMotion = (t, trunk) => carry(route.at(pass.caught), hands, level, radius, trunk, t);
      const from = pass.caught - REACH_FOR_PASS_SECONDS;
      phases.push({ from, fade: REACH_FOR_PASS_SECONDS - 0.05, motion: wait });
    }
    phases.push({ from: pass ? pass.caught : -Infinity, fade: 0.05, motion: carrying });
    if (dribble) {
      const cycle = dribbleCycle(radius);
      const centre = (t: number): Vec3 => {
        const [x, y, z] = ball(t);
        return [x, y, t < dribble.from ? z : cycle.hand(t - dribble.from)];
      };
      phases.push({ from: dribble.from - 0.4, fade: 0.35, motion: dribblingArm(level, radius, centre) });
      phases.push({ from: dribble.until, fade: 0.22, motion: carrying });
    }
    phases.push({ from: held, fade: 0.05, motion: (t, trunk) => shoot(t, trunk, hands, level, radius) });
    phases.push({ from: lowered, fade: ARM_DOWN_SECONDS, motion: hanging(s, 'right') });
  }
  return phases;
}

/** The ball lies in the hand as it does before the shot, wherever it is. */
function carry(ball: Vec3, { times, arm }: ShotHands, level: Axes, radius: number, trunk: Trunk, t: number): ArmTarget {
  const before = Math.min(t - times.release, times.shape.armDipFrom);
  const wrist = sub(ball, fromAxes(level, arm.ballInHand(before)));
  const hand = handOnBall(wrist, ball, radius, fromAxes(level, AROUND.held));
  return { wrist, swivel: swivelAt(arm, before, trunk), ...hand };
}

function shoot(t: number, trunk: Trunk, { times, arm, route }: ShotHands, level: Axes, radius: number): ArmTarget {
  const since = t - times.release;
  const { wrist } = arm.at(since, trunk);
  const swivel = swivelAt(arm, since, trunk);
  const up = minimumJerk((since - times.shape.armLow) / (times.shape.set - times.shape.armLow));
  const around = fromAxes(level, lerp(AROUND.held, AROUND.set, up));
  if (since <= 0) return { wrist, swivel, ...handOnBall(wrist, route.at(t), radius, around) };
  const leaving = handOnBall(wrist, add(wrist, fromAxes(level, arm.ballAtRelease)), radius, around);
  return { wrist, swivel, ...fallingOver(leaving, level.forward, since) };
}

function swivelAt(arm: ShotArm, since: number, trunk: Trunk): number {
  const { shoulder, elbow, wrist } = arm.at(since, trunk);
  return swivelOf(shoulder, elbow, wrist, trunk.shoulders, 'right');
}

/** The hand after the release, from how it let go: it already turns by then, and slows down. */
function fallingOver(leaving: HandOnBall, forward: Vec3, since: number): HandOnBall {
  const from = pitchOf(leaving.fingers, forward);
  const part = clamp(since / GOOSENECK.seconds, 0, 1);
  const fallen = wavingHand(forward, from + (GOOSENECK.pitch - from) * part * (2 - part));
  const free = minimumJerk(since / 0.05);
  return {
    fingers: unit(lerp(leaving.fingers, fallen.fingers, free)),
    palm: unit(lerp(leaving.palm, fallen.palm, free)),
  };
}

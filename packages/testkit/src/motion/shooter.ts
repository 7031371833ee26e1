/** The shooter and the balls they shoot. Right-handed: left-handers are seen in a mirror (`world`). */
import { clamp, minimumJerk } from '../geometry/curve.ts';
import { random, type Random } from '../geometry/random.ts';
import { add, axes, fromAxes, lerp, norm, scale, sub, unit, type Axes, type Vec3 } from '../geometry/vec.ts';
import { aimed } from '../ball/aim.ts';
import { dribble as dribbling, dribbleCycle } from '../ball/dribble.ts';
import { ballRoute, type BallRoute, type Path } from '../ball/route.ts';
import { poseBody, poseTrunk, type ArmTarget, type Body, type Trunk } from '../body/pose.ts';
import { skeleton, type Skeleton } from '../body/skeleton.ts';
import type { FormSpec, ShooterSpec } from '../spec/spec.ts';
import { armThrough, fromShoulder, guarding, hanging, type ArmMotion, type ArmPhase } from './arms.ts';
import { handOnBall, pitchOf, wavingHand } from './hands.ts';
import { shooterLegs } from './legs.ts';
import { shotArm, type ShotArm } from './shot-arm.ts';
import { ARM_DOWN_SECONDS, type ShotTimes } from './timing.ts';

/** Where the ball is dribbled: ahead and to the right of the spot, in parts of stature. */
const DRIBBLE_SPOT = { ahead: 0.22, right: 0.19 };
/** A pass comes from here when nothing better is known. */
const REACH_FOR_PASS_SECONDS = 0.4;

export interface Shot {
  times: ShotTimes;
  form: FormSpec;
  route: BallRoute;
}

export interface Shooter {
  body(t: number): Body;
  shots: Shot[];
}

export interface ShooterSetting {
  spec: ShooterSpec;
  forms: FormSpec[];
  times: ShotTimes[];
  /** Where passes come from. */
  passer: Vec3;
  until: number;
}

interface ShotHands {
  times: ShotTimes;
  arm: ShotArm;
  route: BallRoute;
}

export function makeShooter({ spec, forms, times, passer, until }: ShooterSetting): Shooter {
  const source = random(spec.seed).fork('shooter');
  const s = skeleton(spec.shooter.stature);
  const first = forms[0] ?? spec.shooter.form;
  const level = axes(first.turn);
  const stance = { at: { x: 0, y: 0 }, facing: first.turn, width: first.stanceWidth, stagger: first.stagger };
  const legs = shooterLegs(
    s,
    stance,
    times.map((t, i) => ({ times: t, form: forms[i]! })),
    source,
  );
  const trunkAt = (t: number): Trunk => poseTrunk(s, legs.trunk(t));
  const radius = spec.court.ballDiameter / 2;
  const aim = source.fork('aim');
  const hands: ShotHands[] = times.map((time, i) => {
    const arm = shotArm(s, forms[i]!, time.shape, radius);
    return {
      times: time,
      arm,
      route: routeOf(spec, i, time, forms[i]!, { s, arm, trunkAt, level, passer, until, aim }),
    };
  });
  const rightArm = armThrough(rightPhases(s, hands, level, radius));
  const leftArm = armThrough(leftPhases(s, hands, level, radius));
  return {
    body: (t) => {
      const trunk = trunkAt(t);
      return poseBody(s, trunk, legs.feet(t), { left: leftArm(t, trunk), right: rightArm(t, trunk) });
    },
    shots: hands.map(({ times: time, route }, i) => ({ times: time, form: forms[i]!, route })),
  };
}

interface RouteSetting {
  s: Skeleton;
  arm: ShotArm;
  trunkAt: (t: number) => Trunk;
  level: Axes;
  passer: Vec3;
  until: number;
  aim: Random;
}

function routeOf(spec: ShooterSpec, i: number, times: ShotTimes, form: FormSpec, set: RouteSetting): BallRoute {
  const { s, arm, trunkAt, level } = set;
  const radius = spec.court.ballDiameter / 2;
  const wrist: Path = (t) => arm.at(t - times.release, trunkAt(t)).wrist;
  const held: Path = (t) => add(wrist(t), fromAxes(level, arm.ballInHand(t - times.release)));
  const from = add(wrist(times.release), fromAxes(level, arm.ballAtRelease));
  const outcome = spec.shots[i]!.outcome;
  const { thrown, flight } = aimed(
    { from, at: times.release, until: set.until, angle: form.releaseAngle, outcome, court: spec.court },
    set.aim,
  );
  const spot = fromAxes(level, [DRIBBLE_SPOT.ahead * s.stature, -DRIBBLE_SPOT.right * s.stature, 0]);
  return ballRoute(
    times,
    {
      held,
      dribbleSpot: { x: spot[0], y: spot[1] },
      dribbleHeight: dribbling.height,
      cycle: dribbleCycle(radius),
      passer: set.passer,
    },
    thrown,
    arm.flickSeconds,
    flight,
  );
}

/** Over a dribbled ball: wrist from the ball's centre, and the hand's directions, in level axes. */
const onTop = { wrist: [-0.085, -0.01, 0.033], fingers: [0.95, 0.05, -0.3], palm: [-0.25, 0, -1] } as const;

function rightPhases(s: Skeleton, shots: readonly ShotHands[], level: Axes, radius: number): ArmPhase[] {
  const phases: ArmPhase[] = [{ from: -Infinity, fade: 0, motion: hanging(s, 'right') }];
  for (const { times, arm, route } of shots) {
    const { pass, dribble, held, release, lowered } = times;
    const carrying: ArmMotion = (t, trunk) =>
      carry(route.at(Math.max(t, route.from)), times, arm, level, radius, trunk, t);
    if (pass) {
      const wait: ArmMotion = (t, trunk) => carry(route.at(pass.caught), times, arm, level, radius, trunk, t);
      phases.push({ from: pass.caught - REACH_FOR_PASS_SECONDS, fade: REACH_FOR_PASS_SECONDS - 0.05, motion: wait });
      phases.push({ from: pass.caught, fade: 0.05, motion: carrying });
    } else {
      phases.push({ from: -Infinity, fade: 0, motion: carrying });
    }
    if (dribble) {
      const cycle = dribbleCycle(radius);
      const motion: ArmMotion = (t, trunk) => {
        const [x, y, z] = route.at(Math.max(route.from, t));
        const ball: Vec3 = [x, y, t < dribble.from ? z : cycle.hand(t - dribble.from)];
        return {
          wrist: add(add(ball, [0, 0, radius]), fromAxes(level, onTop.wrist)),
          elbow: fromShoulder(s, trunk, 'right', [-0.16, 0.08, -0.13]),
          fingers: unit(fromAxes(level, onTop.fingers)),
          palm: unit(fromAxes(level, onTop.palm)),
        };
      };
      phases.push(
        { from: dribble.from - 0.4, fade: 0.35, motion },
        { from: dribble.until, fade: 0.22, motion: carrying },
      );
    }
    phases.push({ from: held, fade: 0.05, motion: (t, trunk) => shoot(t, trunk, times, arm, route, level, radius) });
    phases.push({ from: lowered, fade: ARM_DOWN_SECONDS, motion: hanging(s, 'right') });
    void release;
  }
  return phases;
}

/** The ball lies in the right hand as it does before the shot, wherever it is. */
function carry(
  ball: Vec3,
  times: ShotTimes,
  arm: ShotArm,
  level: Axes,
  radius: number,
  trunk: Trunk,
  t: number,
): ArmTarget {
  const before = Math.min(t - times.release, times.shape.armDipFrom);
  const wrist = sub(ball, fromAxes(level, arm.ballInHand(before)));
  return {
    wrist,
    elbow: arm.at(before, trunk).elbow,
    ...handOnBall(wrist, ball, radius, fromAxes(level, AROUND.held)),
  };
}

/** To which side of the ball the fingers go, in level axes. */
const AROUND = { held: [0.5, 0, 0.85], set: [-1, -0.1, 0.15], guide: [0.5, 0, 0.85] } as const satisfies Record<
  string,
  Vec3
>;
/** After the release the hand falls over: to this pitch, in this time. */
const GOOSENECK = { pitch: -38, seconds: 0.2 };

function shoot(
  t: number,
  trunk: Trunk,
  times: ShotTimes,
  arm: ShotArm,
  route: BallRoute,
  level: Axes,
  radius: number,
): ArmTarget {
  const since = t - times.release;
  const { elbow, wrist } = arm.at(since, trunk);
  const up = minimumJerk((since - times.shape.armLow) / (times.shape.set - times.shape.armLow));
  const around = fromAxes(level, lerp(AROUND.held, AROUND.set, up));
  if (since <= 0) return { elbow, wrist, ...handOnBall(wrist, route.at(t), radius, around) };
  const from = add(wrist, sub(route.at(times.release), arm.at(0, trunk).wrist));
  const leaving = handOnBall(wrist, add(wrist, fromAxes(level, arm.ballAtRelease)), radius, around);
  void from;
  const start = pitchOf(leaving.fingers, level.forward);
  // Begun in mid-movement: the hand already turns as it lets go.
  const part = clamp((since / GOOSENECK.seconds) * (2 - since / GOOSENECK.seconds), 0, 1);
  const fallen = since >= GOOSENECK.seconds ? 1 : part;
  const waving = wavingHand(level.forward, start + (GOOSENECK.pitch - start) * fallen);
  const free = minimumJerk(since / 0.05);
  return {
    elbow,
    wrist,
    fingers: unit(lerp(leaving.fingers, waving.fingers, free)),
    palm: unit(lerp(leaving.palm, waving.palm, free)),
  };
}

/** The guide hand's wrist from the ball's centre, in level axes, before and at the set point. */
const BESIDE = { held: [-0.1, 0.94, -0.28], set: [0.12, 0.9, -0.42] } as const satisfies Record<string, Vec3>;
/** Where it stays after the release, from its shoulder in parts of stature. */
const LEFT_BEHIND: Vec3 = [0.19, 0.0, 0.17];
const SUNK: Vec3 = [0.2, 0.02, 0.02];
const GUIDE_LEAVES_SECONDS = 0.04;

function leftPhases(s: Skeleton, shots: readonly ShotHands[], level: Axes, radius: number): ArmPhase[] {
  const phases: ArmPhase[] = [{ from: -Infinity, fade: 0, motion: hanging(s, 'left') }];
  for (const { times, route } of shots) {
    const { pass, dribble, release, lowered } = times;
    const beside =
      (ball: (t: number) => Vec3): ArmMotion =>
      (t, trunk) =>
        guide(s, ball(t), t - release, times, level, radius, trunk);
    const guiding = beside((t) => route.at(Math.max(t, route.from)));
    if (pass) {
      const waiting = beside(() => route.at(pass.caught));
      phases.push({ from: pass.caught - REACH_FOR_PASS_SECONDS, fade: REACH_FOR_PASS_SECONDS - 0.05, motion: waiting });
      phases.push({ from: pass.caught, fade: 0.05, motion: guiding });
    } else {
      phases.push({ from: -Infinity, fade: 0, motion: guiding });
    }
    if (dribble) {
      phases.push({ from: dribble.from - 0.35, fade: 0.4, motion: guarding(s, 'left') });
      phases.push({ from: dribble.until, fade: 0.3, motion: guiding });
    }
    phases.push({ from: release - GUIDE_LEAVES_SECONDS, fade: 0.22, motion: leftBehind(s, release, level) });
    phases.push({ from: lowered, fade: ARM_DOWN_SECONDS, motion: hanging(s, 'left') });
  }
  return phases;
}

function guide(
  s: Skeleton,
  ball: Vec3,
  since: number,
  { shape }: ShotTimes,
  level: Axes,
  radius: number,
  trunk: Trunk,
): ArmTarget {
  const up = minimumJerk((since - shape.armLow) / (shape.set - shape.armLow));
  const aside = fromAxes(level, unit(lerp(BESIDE.held, BESIDE.set, up)));
  const wrist = add(ball, scale(aside, radius + 0.037));
  return {
    wrist,
    elbow: fromShoulder(s, trunk, 'left', [0.05, 0.2, -0.12]),
    ...handOnBall(wrist, ball, radius, fromAxes(level, AROUND.guide)),
  };
}

function leftBehind(s: Skeleton, release: number, level: Axes): ArmMotion {
  return (t, trunk) => {
    const sunk = minimumJerk((t - release - 0.15) / 0.7);
    return {
      wrist: fromShoulder(s, trunk, 'left', lerp(LEFT_BEHIND, SUNK, sunk)),
      elbow: fromShoulder(s, trunk, 'left', [0.05, 0.2, -0.12]),
      fingers: unit(fromAxes(level, lerp([0.25, 0, 1], [0.8, 0, 0.2], sunk))),
      palm: unit(fromAxes(level, [0, -1, 0.1])),
    };
  };
}

/** Height of the fingertips above the wrist is no part of a body's stature: a ball in reach is one the arm can touch. */
export const armLength = (s: Skeleton): number => s.upperArm + s.forearm;
export const lengthOf = norm;

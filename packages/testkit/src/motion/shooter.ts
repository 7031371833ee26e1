/** The shooter and the balls they shoot. Right-handed: left-handers are seen in a mirror (`world`). */
import { random, type Random } from '../geometry/random.ts';
import { add, axes, fromAxes, type Axes, type Vec3 } from '../geometry/vec.ts';
import { aimed } from '../ball/aim.ts';
import { dribble as dribbling, dribbleCycle } from '../ball/dribble.ts';
import { ballRoute, type BallRoute, type Path } from '../ball/route.ts';
import { poseBody, poseTrunk, type Body, type Trunk } from '../body/pose.ts';
import { skeleton, type Skeleton } from '../body/skeleton.ts';
import type { FormSpec, ShooterSpec } from '../spec/spec.ts';
import { armThrough } from './arms.ts';
import { DRIBBLE_SPOT } from './dribbling-arm.ts';
import { guideArm } from './guide-arm.ts';
import { legsOf } from './legs.ts';
import { restingPosture } from './posture.ts';
import { shootingArm } from './shooting-arm.ts';
import { shotArm, type ShotArm } from './shot-arm.ts';
import type { ShotTimes } from './timing.ts';
import { walk } from './walk.ts';

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
  /** One a shot. */
  forms: FormSpec[];
  times: ShotTimes[];
  /** When the shooter who walks in stands at the spot, and how fast they walk, m/s. */
  arrives: number;
  walkingSpeed: number;
  /** Where passes come from. */
  passer: Vec3;
  /** Balls are followed until then. */
  until: number;
}

export function makeShooter(setting: ShooterSetting): Shooter {
  const { spec, forms, times } = setting;
  const source = random(spec.seed).fork('shooter');
  const s = skeleton(spec.shooter.stature);
  const form = forms[0] ?? spec.shooter.form;
  const level = axes(form.turn);
  const stance = { at: { x: 0, y: 0 }, facing: form.turn, width: form.stanceWidth, stagger: form.stagger };
  const walked = spec.walkIn > 0 ? walk(s, stance, spec.walkIn, setting.walkingSpeed, setting.arrives) : null;
  const moves = times.map((time, i) => ({ times: time, form: forms[i]! }));
  const legs = legsOf(s, stance, restingPosture('standing'), moves, walked, 0, source);
  const trunkAt = (t: number): Trunk => poseTrunk(s, legs.trunk(t));
  const radius = spec.court.ballDiameter / 2;
  const aim = source.fork('aim');
  const hands = times.map((time, i) => {
    const arm = shotArm(s, forms[i]!, time.shape, radius);
    return { times: time, form: forms[i]!, arm, route: routeOf(setting, i, { s, arm, trunkAt, level, aim }) };
  });
  const right = armThrough(shootingArm(s, hands, level, radius));
  const left = armThrough(guideArm(s, hands, level, radius));
  return {
    body: (t) => {
      const trunk = trunkAt(t);
      return poseBody(s, trunk, legs.feet(t), { left: left(t, trunk), right: right(t, trunk) });
    },
    shots: hands.map(({ times: time, form: own, route }) => ({ times: time, form: own, route })),
  };
}

interface Thrower {
  s: Skeleton;
  arm: ShotArm;
  trunkAt: (t: number) => Trunk;
  level: Axes;
  aim: Random;
}

function routeOf({ spec, forms, times, passer, until }: ShooterSetting, i: number, thrower: Thrower): BallRoute {
  const { s, arm, trunkAt, level } = thrower;
  const time = times[i]!;
  const { release } = time;
  const wrist: Path = (t) => arm.at(t - release, trunkAt(t)).wrist;
  const held: Path = (t) => add(wrist(t), fromAxes(level, arm.ballInHand(t - release)));
  const { thrown, flight } = aimed(
    {
      from: add(wrist(release), fromAxes(level, arm.ballAtRelease)),
      at: release,
      until,
      angle: forms[i]!.releaseAngle,
      outcome: spec.shots[i]!.outcome,
      court: spec.court,
    },
    thrower.aim,
  );
  const [x, y] = fromAxes(level, [DRIBBLE_SPOT.ahead * s.stature, -DRIBBLE_SPOT.right * s.stature, 0]);
  const cycle = dribbleCycle(spec.court.ballDiameter / 2);
  const hands = { held, dribbleSpot: { x, y }, dribbleHeight: dribbling.height, cycle, passer };
  return ballRoute(time, hands, thrown, arm.flickSeconds, flight);
}

/** Everything that is true of one shot. */
import type { EventName } from '@shotform/contracts';
import { cameraOf } from '../camera/camera.ts';
import { fallsThrough, RIM_HEIGHT, RIM_RADIUS } from '../ball/flight.ts';
import { degrees, distance, dot, norm, sub, unit, type Vec3 } from '../geometry/vec.ts';
import { bothSides } from '../body/pose.ts';
import { reflectPoint } from '../body/reflect.ts';
import { gapTo } from '../motion/hands.ts';
import type { Shot } from '../motion/shooter.ts';
import type { World } from '../world/world.ts';
import { midHip, midShoulder, sideAngles, tilt, type ThrowPlane } from './angles.ts';
import { eventsOf } from './events.ts';
import type { FlightSample, ShotMetrics, ShotTruth } from './truth.ts';

/** A gap between hand and ball is seen from this width on, m. */
const VISIBLE_GAP = 0.02;
const FLIGHT_STEP = 0.005;

type Times = Record<EventName, number | null>;

export function shotTruth(world: World, index: number, frameTimes: readonly number[]): ShotTruth {
  const shot = world.shots[index]!;
  const { hand } = world.spec.shooter;
  const release = shot.times.release;
  const rim: Vec3 = [world.spec.court.distance, 0, RIM_HEIGHT];
  const ballAt = (t: number): Vec3 => world.balls[index]!.at(t)!;
  const forward = level(sub(rim, ballAt(release)));
  const inward: Vec3 = hand === 'right' ? [-forward[1], forward[0], 0] : [forward[1], -forward[0], 0];
  const events = eventsOf(world, shot, index, { forward, inward });
  const flight = flightOf(world, shot);
  const { outcome } = world.spec.shots[index]!;
  return {
    index,
    hand,
    release: { timeSeconds: release, frame: gapFrame(world, index, frameTimes) },
    events,
    outcome: {
      result: outcome === 'made' ? 'made' : 'missed',
      miss: outcome === 'made' ? null : outcome,
      rimTimeSeconds: release + flight.crossing.seconds,
    },
    ...yaws(world, release),
    metrics: metricsOf(world, shot, index, events, { forward, inward }, flight),
    flight: flight.samples,
  };
}

const level = (v: Vec3): Vec3 => unit([v[0], v[1], 0]);

/** The camera's direction from the shooter against the direction of the basket, and against the way the hips look. */
function yaws(world: World, release: number): { yawDegrees: number; bodyYawDegrees: number } {
  const body = world.shooter(release);
  const at = midHip(body);
  const heading = (v: Vec3) => degrees(Math.atan2(v[1], v[0]));
  const towards = heading(sub(cameraOf(world.spec)(release).at, at));
  const basket = heading(sub([world.spec.court.distance, 0, 0], at));
  return { yawDegrees: wrap(basket - towards), bodyYawDegrees: wrap(heading(body.trunk.hips.forward) - towards) };
}

const wrap = (angle: number): number => 180 - ((((180 - angle) % 360) + 360) % 360) || 0;

function gapFrame(world: World, index: number, frameTimes: readonly number[]): number | null {
  const { hand } = world.spec.shooter;
  const ball = world.balls[index]!;
  const frame = frameTimes.findIndex((t) => {
    if (t < world.shots[index]!.times.release) return false;
    const body = world.shooter(t);
    const { wrist, fingers } = body.arm[hand];
    return gapTo(ball.at(t)!, ball.radius, wrist, fingers, body.skeleton.hand) > VISIBLE_GAP;
  });
  return frame < 0 ? null : frame;
}

interface FlightTruth {
  velocity: Vec3;
  crossing: { p: Vec3; v: Vec3; seconds: number };
  samples: FlightSample[];
  apex: number;
}

/** In the court's own axes: mirrored shots are thrown in the mirror. */
function flightOf(world: World, shot: Shot): FlightTruth {
  const mirrored = world.spec.shooter.hand === 'left';
  const real = (v: Vec3): Vec3 => (mirrored ? reflectPoint(v) : v);
  const { release, flight } = shot.route;
  const velocity = flight.velocityAt(release);
  const crossing = fallsThrough({ p: flight.at(release), v: velocity }, RIM_HEIGHT);
  if (!crossing) throw new RangeError('the ball never reaches the height of the rim');
  const until = Math.min(flight.touchedSeconds ?? Infinity, release + crossing.seconds);
  const samples: FlightSample[] = [];
  for (let t = release; t <= until; t += FLIGHT_STEP) samples.push({ timeSeconds: t, position: real(flight.at(t)) });
  return {
    velocity: real(velocity),
    crossing: { p: real(crossing.p), v: real(crossing.v), seconds: crossing.seconds },
    samples,
    apex: Math.max(...samples.map(({ position }) => position[2])),
  };
}

function metricsOf(
  world: World,
  shot: Shot,
  index: number,
  events: Times,
  plane: ThrowPlane,
  flight: FlightTruth,
): ShotMetrics {
  const side = world.spec.shooter.hand;
  const { release, pass, dribble, shape } = shot.times;
  const [dip, set] = [world.shooter(events.dip ?? release), world.shooter(events.setPoint ?? release)];
  const now = world.shooter(release);
  const angles = {
    dip: sideAngles(dip, side, plane),
    set: sideAngles(set, side, plane),
    now: sideAngles(now, side, plane),
  };
  const rim: Vec3 = [world.spec.court.distance, 0, RIM_HEIGHT];
  const shoulders = distance(now.arm.left.shoulder, now.arm.right.shoulder);
  const ankles = bothSides((s) => dip.leg[s].ankle);
  const gained = pass?.caught ?? dribble?.until ?? null;
  const landed = midHip(world.shooter(release + shape.lands));
  const off = sub(flight.crossing.p, rim);
  return {
    kneeAtDip: angles.dip.knee,
    hipAtDip: angles.dip.hip,
    elbowAtSet: angles.set.elbow,
    upperArmAtSet: angles.set.upperArm,
    elbowAtRelease: angles.now.elbow,
    upperArmAtRelease: angles.now.upperArm,
    maxElbowExtension: straightest(world, release, plane),
    forearmAtSet: tilt(set.arm[side].elbow, set.arm[side].wrist, plane).forward,
    flareAtSet: tilt(set.arm[side].elbow, set.arm[side].wrist, plane).inward,
    flareAtRelease: tilt(now.arm[side].elbow, now.arm[side].wrist, plane).inward,
    elbowOffsetAtSet: elbowOffset(world, index, events.setPoint ?? release, rim) / shoulders,
    elbowOffsetAtRelease: elbowOffset(world, index, release, rim) / shoulders,
    trunkLeanAtDip: tilt(midHip(dip), midShoulder(dip), plane).forward,
    trunkLeanAtRelease: tilt(midHip(now), midShoulder(now), plane).forward,
    releaseHeight: world.balls[index]!.at(release)![2],
    releaseAngle: degrees(Math.atan2(flight.velocity[2], Math.hypot(flight.velocity[0], flight.velocity[1]))),
    releaseSpeed: norm(flight.velocity),
    apexHeight: flight.apex,
    entryAngle: degrees(Math.atan2(-flight.crossing.v[2], Math.hypot(flight.crossing.v[0], flight.crossing.v[1]))),
    lateral: -dot(off, [-plane.forward[1], plane.forward[0], 0]),
    depth: RIM_RADIUS + dot(off, plane.forward),
    followThroughHold: (events.followThroughEnd ?? world.durationSeconds) - release,
    stanceWidth: distance(ankles.left, ankles.right) / shoulders,
    jumpHeight: shape.takeOffSpeed > 0 ? shot.form.jumpHeight : 0,
    drift: distance([midHip(dip)[0], midHip(dip)[1], 0], [landed[0], landed[1], 0]) / shoulders,
    releaseTime: gained === null ? null : release - gained,
    guideHandAtRelease: distance(now.arm.left.wrist, now.arm.right.wrist),
  };
}

/** The shooting elbow's distance outside the vertical plane through ball and rim, m. */
function elbowOffset(world: World, index: number, t: number, rim: Vec3): number {
  const side = world.spec.shooter.hand;
  const ball = world.balls[index]!.at(t)!;
  const forward = level(sub(rim, ball));
  const outward: Vec3 = side === 'right' ? [forward[1], -forward[0], 0] : [-forward[1], forward[0], 0];
  return dot(sub(world.shooter(t).arm[side].elbow, ball), outward);
}

function straightest(world: World, release: number, plane: ThrowPlane) {
  let best = { value: 0, sagittal: 0 };
  for (let t = release; t <= release + 0.5; t += 0.005) {
    const { elbow } = sideAngles(world.shooter(t), world.spec.shooter.hand, plane);
    if (elbow.value > best.value) best = elbow;
  }
  return best;
}

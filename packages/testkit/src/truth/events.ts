/** The exact times of a shot's events: the rules of `docs/domain.md`, section 2, on motion without noise. */
import type { EventName } from '@shotform/contracts';
import { distance, norm, sub } from '../geometry/vec.ts';
import type { Side } from '../body/side.ts';
import type { Shot } from '../motion/shooter.ts';
import type { World } from '../world/world.ts';
import { midEye, midHip, sideAngles, type ThrowPlane } from './angles.ts';

const STEP = 0.002;

type Curve = (t: number) => number;

export function eventsOf(world: World, shot: Shot, ball: number, plane: ThrowPlane): Record<EventName, number | null> {
  const side = world.spec.shooter.hand;
  const { release, held, pass, dribble, shape } = shot.times;
  const angle = (t: number) => sideAngles(world.shooter(t), side, plane);
  const knee: Curve = (t) => angle(t).knee.value;
  const elbow: Curve = (t) => angle(t).elbow.value;
  const jumps = shape.takeOffSpeed > 0;
  const dip = lowest(knee, release - 1, release);
  const setPoint = lowest(
    (t) => (wristAbove(world, side, t, 'shoulder') ? elbow(t) : Infinity),
    release - 0.6,
    release,
  );
  const ballHeight: Curve = (t) => world.balls[ball]!.at(t)?.[2] ?? Infinity;
  const gained = dribble?.until ?? pass?.caught ?? null;
  const events: Record<EventName, number | null> = {
    preparation: preparation(world, dip, gained),
    dip,
    ballLow: lowest(ballHeight, Math.max(held, setPoint - 1), setPoint),
    setPoint,
    liftStart: first((t) => slope(knee, t) > 50, dip + STEP, release),
    takeOff: jumps ? release + shape.top : null,
    release,
    jumpApex: jumps ? lowest((t) => -midHip(world.shooter(t))[2], release + shape.top, release + shape.lands) : null,
    followThroughEnd: first(
      (t) => !wristAbove(world, side, t, 'eye') || elbow(t) < 130,
      release + 0.1,
      world.durationSeconds,
    ),
    landing: jumps ? release + shape.lands : null,
  };
  for (const name of Object.keys(events) as EventName[]) {
    const t = events[name];
    if (t !== null && (t > world.durationSeconds || t < 0)) events[name] = null;
  }
  return events;
}

function wristAbove(world: World, side: Side, t: number, mark: 'shoulder' | 'eye'): boolean {
  const body = world.shooter(t);
  const level = mark === 'eye' ? midEye(body) : body.arm[side].shoulder;
  return body.arm[side].wrist[2] > level[2];
}

/** The last time before the dip at which the hips have been still for 0.1 s, but not before the ball was gained. */
function preparation(world: World, dip: number, gained: number | null): number | null {
  const body = world.shooter(dip);
  const slow = 0.1 * norm(sub(body.trunk.chest, body.trunk.pelvis));
  const speed: Curve = (t) => distance(midHip(world.shooter(t + STEP)), midHip(world.shooter(t - STEP))) / (2 * STEP);
  let still = 0;
  for (let t = dip - 0.15; t > Math.max(0, gained ?? 0); t -= STEP) {
    still = speed(t) < slow ? still + STEP : 0;
    if (still >= 0.1) return t + 0.1;
  }
  return gained;
}

const slope = (curve: Curve, t: number): number => (curve(t + STEP) - curve(t - STEP)) / (2 * STEP);

/** Where a curve is lowest in [from, to]: on a grid, then by the parabola through the three lowest points. */
function lowest(curve: Curve, from: number, to: number): number {
  let [best, value] = [from, Infinity];
  for (let t = from; t <= to; t += STEP) {
    const here = curve(t);
    if (here < value) [best, value] = [t, here];
  }
  const [before, after] = [curve(best - STEP), curve(best + STEP)];
  const bend = before - 2 * value + after;
  if (!Number.isFinite(bend) || bend <= 0) return best;
  return best + Math.max(-STEP, Math.min(STEP, (STEP * (before - after)) / (2 * bend)));
}

function first(holds: (t: number) => boolean, from: number, to: number): number | null {
  for (let t = from; t <= to; t += STEP) if (holds(t)) return t;
  return null;
}

/** The way of one shot's ball: passed, dribbled, held, thrown, and then left to itself. */
import { quinticVectorAt, stateOf, type VectorState } from '../geometry/curve.ts';
import { along, sub, unit, type Vec3 } from '../geometry/vec.ts';
import type { DribbleCycle } from './dribble.ts';
import { airAcceleration, flown, velocityIn, type Moving } from './flight.ts';
import type { ShotTimes } from '../motion/timing.ts';
import { GATHER_SECONDS } from '../motion/timing.ts';
import type { BallPath } from './simulate.ts';

export type Path = (t: number) => Vec3;

interface Leg {
  from: number;
  at: Path;
}

export interface Hands {
  /** The ball as it lies in the shooting hand, at any time before the release. */
  held: Path;
  /** Where a dribble is made: the ball's place on the floor. */
  dribbleSpot: { x: number; y: number };
  dribbleHeight: number;
  cycle: DribbleCycle;
  passer: Vec3;
}

/** A pass is caught this far from the chest and stopped in this time: half its speed times that. m, seconds */
const CAUGHT_AHEAD = 0.13;
const STOP_SECONDS = 0.04;

export interface BallRoute {
  /** There is no such ball before. */
  from: number;
  at: Path;
  /** From when on it is on its own, and where it was then. */
  release: number;
  flight: BallPath;
}

/** `throwFrom` is where the ball leaves the fingertips, with what velocity; `flickSeconds` before that it still lies in the hand. */
export function ballRoute(
  times: ShotTimes,
  hands: Hands,
  thrown: Moving,
  flickSeconds: number,
  flight: BallPath,
): BallRoute {
  const legs: Leg[] = [];
  const { pass, dribble, held, release } = times;
  if (pass) {
    const rest = hands.held(pass.caught + STOP_SECONDS);
    const caughtAt = along(rest, unit(sub(hands.passer, rest)), CAUGHT_AHEAD);
    const seconds = pass.caught - pass.from;
    const start: Moving = { p: hands.passer, v: velocityIn(hands.passer, caughtAt, seconds) };
    legs.push({ from: pass.from, at: (t) => flown(start, t - pass.from).p });
    const caught: VectorState = { ...flown(start, seconds), a: [0, 0, 0] };
    const stopped: VectorState = { p: rest, v: [0, 0, 0], a: [0, 0, 0] };
    const stops = pass.caught + STOP_SECONDS;
    const until = dribble ? pass.caught + GATHER_SECONDS : held;
    legs.push({ from: pass.caught, at: between(caught, pass.caught, stopped, stops) });
    legs.push({ from: stops, at: between(stopped, stops, stateOf(hands.held, until), until) });
    legs.push({ from: until, at: hands.held });
  } else {
    legs.push({ from: -Infinity, at: hands.held });
  }
  if (dribble) legs.push(...dribbleLegs(dribble, held, hands, legs.at(-1)!.from));
  legs.push({ from: held, at: hands.held });
  const flickFrom = release - flickSeconds;
  const leaving = { ...thrown, a: airAcceleration(thrown.v) };
  legs.push({ from: flickFrom, at: between(stateOf(hands.held, flickFrom), flickFrom, leaving, release) });
  legs.push({ from: release, at: flight.at });
  return {
    from: legs[0]!.from,
    at: (t) => legs.findLast((leg) => leg.from <= t)!.at(t),
    release,
    flight,
  };
}

const between =
  (a: VectorState, from: number, b: VectorState, to: number): Path =>
  (t) =>
    quinticVectorAt(a, b, to - from, t - from);

function dribbleLegs(
  { from, until }: { from: number; until: number },
  held: number,
  hands: Hands,
  since: number,
): Leg[] {
  const { cycle, dribbleSpot: spot } = hands;
  const inHand: VectorState = { p: [spot.x, spot.y, hands.dribbleHeight], v: [0, 0, cycle.back], a: [0, 0, -9.81] };
  const lowerFrom = Math.max(since, from - 0.45);
  const lowering: Leg[] =
    since < from
      ? [{ from: lowerFrom, at: between(stateOf(hands.held, lowerFrom), lowerFrom, { ...inHand, a: [0, 0, 0] }, from) }]
      : [];
  return [
    ...lowering,
    { from, at: (t) => [spot.x, spot.y, cycle.ball(t - from)] },
    { from: until, at: between(inHand, until, stateOf(hands.held, held), held) },
  ];
}

/** Throwing so that the ball goes in, or misses as told. */
import type { Random } from '../geometry/random.ts';
import { add, type Vec3 } from '../geometry/vec.ts';
import type { CourtSpec, ShotSpec } from '../spec/spec.ts';
import { RIM_HEIGHT, velocityTo, type Moving } from './flight.ts';
import { simulate, type BallPath } from './simulate.ts';

export interface Throw {
  from: Vec3;
  at: number;
  /** The ball is followed until then, seconds. */
  until: number;
  /** Above the horizontal, degrees. */
  angle: number;
  outcome: ShotSpec['outcome'];
  court: CourtSpec;
}

/** Where the ball crosses the rim's plane, from its centre, m: the middle and the spread of each kind. */
const crossings = {
  made: { ahead: 0.01, left: 0, spread: 0.03 },
  short: { ahead: -0.25, left: 0, spread: 0.04 },
  long: { ahead: 0.27, left: 0, spread: 0.04 },
  left: { ahead: 0, left: 0.27, spread: 0.04 },
  right: { ahead: 0, left: -0.27, spread: 0.04 },
} as const;

const TRIES = 60;
/** By then a ball has gone in or not. */
const DECIDED_SECONDS = 3.5;

/** Draws throws of the wanted kind until one ends as told: rim and board have their say. Throws where none of many does. */
export function aimed(t: Throw, source: Random): { thrown: Moving; flight: BallPath } {
  const { ahead, left, spread } = crossings[t.outcome];
  for (let i = 0; i < TRIES; i++) {
    const narrower = spread * (1 - i / TRIES);
    const off: Vec3 = [ahead + source.normal(narrower), left + source.normal(narrower), 0];
    const target = add([t.court.distance, 0, RIM_HEIGHT], off);
    const thrown: Moving = { p: t.from, v: velocityTo(t.from, target, t.angle) };
    const around = { rimX: t.court.distance, radius: t.court.ballDiameter / 2, basket: t.court.basket };
    const { madeSeconds } = simulate(thrown, t.at, t.at + DECIDED_SECONDS, around);
    if (!t.court.basket || (madeSeconds !== null) === (t.outcome === 'made')) {
      return { thrown, flight: simulate(thrown, t.at, Math.max(t.until, t.at + DECIDED_SECONDS), around) };
    }
  }
  throw new RangeError(`no throw at ${t.angle} degrees from ${t.court.distance} m ends ${t.outcome}`);
}

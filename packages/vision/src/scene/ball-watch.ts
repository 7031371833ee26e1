/** What the network says of balls at the hoop, where nets, boards and blur hide them from everything else. */
import type { BallCandidate } from '@shotform/contracts';
import type { BallDetector, DetectorWindow, Place } from '../detector/index.ts';
import { windowsAround } from '../detector/index.ts';
import type { BallFinder } from './ball-finder.ts';
import { FOUND_BY, type Measured } from './candidates.ts';
import { ballsAtHoop, beliefIn } from './hoop-watch.ts';
import type { HoopWatch } from './hoop-watch.ts';
import type { PersonScale } from './people.ts';
import type { Held } from './timeline.ts';

/** The network looks where a candidate of which this much moves is this near to a hoop, in diameters of a ball there. */
const MOVING = 0.3;
const NEAR = 4;
/** Such a candidate is at most this much larger or smaller than a ball at the hoop. */
const GROWTH = 2;
/** It looks on for so long: in the net a ball hardly moves. */
const LOOKS_ON_SECONDS = 0.5;
const MOST_WINDOWS = 1;
/** Of a hoop, that it is one: seen in half of the looks as likely as not. */
const LEAST_BELIEF = 0.25;
/**
 * A ball is where a candidate is if their centres are this near, in diameters, and the larger is at most so much larger:
 * what differs more may be a piece of it, as the cords of a net cut it up.
 */
const SAME = { away: 0.2, growth: 1.2 } as const;
/** What the network does not tell is taken to be this likely. */
const LEAST = 0.1;

export class BallWatch {
  readonly #detector: BallDetector;
  readonly #finder: BallFinder;
  readonly #hoops: HoopWatch;
  #looksUntil = -Infinity;

  constructor(detector: BallDetector, finder: BallFinder, hoops: HoopWatch) {
    this.#detector = detector;
    this.#finder = finder;
    this.#hoops = hoops;
  }

  /** Says of each candidate at a hoop what the network sees there, and adds what only the network sees. */
  async look(held: Held, candidates: Measured[], people: readonly PersonScale[]): Promise<void> {
    const { pyramid, registration } = held;
    if (!registration) return;
    const { scale } = pyramid.fine;
    const hoops = this.#hoops.places.filter((hoop) => beliefIn(hoop) >= LEAST_BELIEF);
    const atHoops = ballsAtHoop(hoops, registration);
    const comes = atHoops.filter((place) => candidates.some((candidate) => comesTo(place, candidate)));
    if (comes.length > 0) this.#looksUntil = held.timeSeconds + LOOKS_ON_SECONDS;
    else if (held.timeSeconds > this.#looksUntil) return;
    const places = (comes.length > 0 ? comes : atHoops).map((place) => shrunk(place, scale));
    const frame = pyramid.frame(held.colour);
    const windows = windowsAround(places, frame, MOST_WINDOWS);
    const { balls } = await this.#detector.detect(frame, windows);
    for (const candidate of candidates) {
      if (windows.some((window) => covers(window, shrunk(candidate, scale)))) candidate.seen = logOdds(LEAST);
    }
    for (const ball of balls) this.#take(held, grown(ball, scale), candidates, people);
  }

  #take({ pyramid }: Held, ball: BallCandidate, candidates: Measured[], people: readonly PersonScale[]): void {
    const known = candidates.filter((candidate) => isSame(candidate, ball));
    for (const candidate of known) {
      candidate.seen = logOdds(ball.confidence);
      candidate.source |= FOUND_BY.network;
    }
    if (known.length > 0) return;
    candidates.push({ ...this.#finder.seen(pyramid, people, ball), seen: logOdds(ball.confidence) });
  }
}

function comesTo(place: Place, candidate: Measured): boolean {
  const growth = candidate.diameter / place.diameter;
  const away = Math.hypot(candidate.x - place.x, candidate.y - place.y) / place.diameter;
  return candidate.moving >= MOVING && away < NEAR && growth < GROWTH && growth > 1 / GROWTH;
}

/** From full pixels to those of the finest level. */
function shrunk({ x, y, diameter }: Place, scale: number): Place {
  return { x: (x - (scale - 1) / 2) / scale, y: (y - (scale - 1) / 2) / scale, diameter: diameter / scale };
}

function grown(ball: BallCandidate, scale: number): BallCandidate {
  const offset = (scale - 1) / 2;
  return { ...ball, x: ball.x * scale + offset, y: ball.y * scale + offset, diameter: ball.diameter * scale };
}

/** Whether a ball there would lie in the window and be of a size that the network knows. */
function covers({ left, top, width, height, step }: DetectorWindow, { x, y, diameter }: Place): boolean {
  const r = diameter / 2;
  const across = x - r >= left && x + r <= left + width * step;
  return across && y - r >= top && y + r <= top + height * step && diameter >= 7 * step && diameter <= 46 * step;
}

function isSame(a: Place, b: Place): boolean {
  const larger = Math.max(a.diameter, b.diameter);
  const smaller = Math.min(a.diameter, b.diameter);
  return Math.hypot(a.x - b.x, a.y - b.y) < SAME.away * larger && larger < SAME.growth * smaller;
}

function logOdds(p: number): number {
  return Math.log(p / (1 - p));
}

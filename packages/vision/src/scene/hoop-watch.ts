/** Where the network sees hoops, look after look, in the coordinates of each chain's first frame. */
import type { BallDetector, DetectorWindow, Place, RimCandidate } from '../detector/index.ts';
import { wholeFrame, windowsAround } from '../detector/index.ts';
import type { VideoFrame } from '../frame.ts';
import type { Registration } from './camera.ts';
import { applyX, applyY, invert, scaleOf } from './transform.ts';

/** Rings of this width the network can see, px of its own picture. */
const SEEN_WIDTH = { from: 14, to: 90 } as const;
/** A rim is 45.7 cm wide inside, a ball 24.3 cm. */
const BALLS_PER_RING = 1.88;
/** Known hoops are looked at this often. */
const CHECK_SECONDS = 1;
/** The whole picture is looked through at once, then ever more seldom: what was not there for long seldom comes. */
const SEARCH_SECONDS = { first: 0.5, last: 8 } as const;
/** Longer sides of the pictures it is looked through in, px: far hoops in the one, near ones in the other. */
const SEARCH_SIDES = [960, 480, 240, 120] as const;
/** Hoops nearer to each other than this, in widths, and at most this much larger are one. */
const SAME = { away: 0.4, growth: 1.6 } as const;
/** A hoop that was not seen once in this many looks is none. */
const PATIENCE = 6;
const MOST_PLACES = 6;

/** One sight of a ring, px of the chain's first frame. */
export interface RingSight {
  x: number;
  y: number;
  a: number;
  b: number;
  /** As the network says, 0-1. */
  confidence: number;
}

/** A place where a hoop was seen. */
export interface HoopPlace {
  chain: number;
  sights: RingSight[];
  /** How often the network could have seen it. */
  looks: number;
}

export class HoopWatch {
  readonly #detector: BallDetector;
  #places: HoopPlace[] = [];
  #nextCheck = -Infinity;
  #nextSearch = -Infinity;
  #pause: number = SEARCH_SECONDS.first;

  constructor(detector: BallDetector) {
    this.#detector = detector;
  }

  get places(): readonly HoopPlace[] {
    return this.#places;
  }

  /** Looks at a frame where it is time to; frames come in order. */
  async next(frame: VideoFrame, registration: Registration): Promise<void> {
    if (frame.timeSeconds >= this.#nextSearch) {
      this.#nextSearch = frame.timeSeconds + this.#pause;
      this.#pause = Math.min(SEARCH_SECONDS.last, 2 * this.#pause);
      await this.#look(frame, registration, searchWindows(frame));
    } else if (frame.timeSeconds >= this.#nextCheck) {
      await this.#look(frame, registration, this.#checkWindows(frame, registration));
    } else return;
    this.#nextCheck = frame.timeSeconds + CHECK_SECONDS;
  }

  #checkWindows(frame: VideoFrame, registration: Registration): DetectorWindow[] {
    const places = ballsAtHoop(this.#places, registration).filter(
      ({ x, y }) => x >= 0 && y >= 0 && x < frame.width && y < frame.height,
    );
    return windowsAround(places, frame, MOST_PLACES);
  }

  async #look(frame: VideoFrame, registration: Registration, windows: readonly DetectorWindow[]): Promise<void> {
    const { chain, toReference } = registration;
    const { rims } = await this.#detector.detect(frame, windows);
    const toFrame = invert(toReference);
    for (const place of this.#places) {
      if (place.chain === chain && windows.some((window) => shows(window, ringOf(place), toFrame))) place.looks++;
    }
    // Over the picture's edge its pixels only go on.
    const inside = rims.filter(({ x, y }) => x >= 0 && y >= 0 && x < frame.width && y < frame.height);
    for (const rim of inside) this.#take(chain, sightOf(rim, toReference));
    this.#places = this.#places
      .filter(({ sights, looks }) => looks < PATIENCE * sights.length)
      .toSorted((p, q) => beliefIn(q) - beliefIn(p))
      .slice(0, MOST_PLACES);
  }

  #take(chain: number, sight: RingSight): void {
    const known = this.#places.find((place) => place.chain === chain && isSame(ringOf(place), sight));
    if (known) known.sights.push(sight);
    else this.#places.push({ chain, sights: [sight], looks: 1 });
  }
}

/** Where a ball that is at one of the hoops would be in a frame, and how large. */
export function ballsAtHoop(places: readonly HoopPlace[], { chain, toReference }: Registration): Place[] {
  const toFrame = invert(toReference);
  return places
    .filter((place) => place.chain === chain)
    .map((place) => {
      const { x, y, a } = ringOf(place);
      const diameter = (2 * a * scaleOf(toFrame)) / BALLS_PER_RING;
      return { x: applyX(toFrame, x, y), y: applyY(toFrame, x, y), diameter };
    });
}

function searchWindows(frame: VideoFrame): DetectorWindow[] {
  const side = Math.max(frame.width, frame.height);
  const steps = new Set(SEARCH_SIDES.map((wanted) => Math.max(1, Math.round(side / wanted))));
  return [...steps].map((step) => wholeFrame(frame, step));
}

/** Whether the network could see the ring in the window. */
function shows(window: DetectorWindow, ring: RingSight, toFrame: ReturnType<typeof invert>): boolean {
  const width = (2 * ring.a * scaleOf(toFrame)) / window.step;
  const x = (applyX(toFrame, ring.x, ring.y) - window.left) / window.step;
  const y = (applyY(toFrame, ring.x, ring.y) - window.top) / window.step;
  const inside = x >= 0 && y >= 0 && x < window.width && y < window.height;
  return inside && width >= SEEN_WIDTH.from && width <= SEEN_WIDTH.to;
}

function sightOf({ x, y, a, b, confidence }: RimCandidate, t: Registration['toReference']): RingSight {
  const scale = scaleOf(t);
  return { x: applyX(t, x, y), y: applyY(t, x, y), a: a * scale, b: b * scale, confidence };
}

function isSame(p: RingSight, q: RingSight): boolean {
  const larger = Math.max(p.a, q.a);
  return Math.hypot(p.x - q.x, p.y - q.y) < 2 * SAME.away * larger && larger < SAME.growth * Math.min(p.a, q.a);
}

/** The ring of a place: medians of its sights, each as often as it is believed. */
export function ringOf({ sights }: HoopPlace): RingSight {
  const of = (key: keyof RingSight): number => weightedMedian(sights, key);
  return { x: of('x'), y: of('y'), a: of('a'), b: of('b'), confidence: of('confidence') };
}

/** Mean confidence over all looks, 0-1. */
export function beliefIn({ sights, looks }: HoopPlace): number {
  return Math.min(1, sights.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(looks, sights.length));
}

function weightedMedian(sights: readonly RingSight[], key: keyof RingSight): number {
  const sorted = sights.toSorted((p, q) => p[key] - q[key]);
  const half = sorted.reduce((sum, { confidence }) => sum + confidence, 0) / 2;
  let sum = 0;
  for (const sight of sorted) {
    sum += sight.confidence;
    if (sum >= half) return sight[key];
  }
  return sorted.at(-1)![key];
}

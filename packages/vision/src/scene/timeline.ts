/** The few frames that are held: those that wait for later ones to be compared with, and coarse copies of earlier ones. */
import type { PersonPose } from '@shotform/contracts';
import type { ColourSpace } from '../frame.ts';
import type { Registration } from './camera.ts';
import { motionLevels } from './ball-finder.ts';
import type { MotionLevels, Reference } from './motion.ts';
import type { Pixels } from './pixels/pixels.ts';
import { Pyramid } from './planes.ts';
import type { Level } from './planes.ts';
import { IDENTITY, compose, invert, rescale } from './transform.ts';
import type { Transform } from './transform.ts';

/** Compare with frames about this far before and after: a ball in flight moves a few diameters in it. */
const LAG_SECONDS = 0.1;
const SHORT_LAG_SECONDS = 0.025;
/** But wait for no more than this many, which is memory. */
const MAX_AHEAD = 6;
const HISTORY = 4;

/** A frame that is held in full. */
export interface Held {
  /** Row of the results; repeated frames share one. */
  row: number;
  timeSeconds: number;
  pyramid: Pyramid;
  registration: Registration | null;
  people: readonly PersonPose[];
  colour: ColourSpace;
}

interface Past {
  timeSeconds: number;
  levels: MotionLevels;
  registration: Registration | null;
}

export class Timeline {
  readonly #size: { width: number; height: number };
  readonly #pixels: Pixels;
  readonly #motionIndex: number;
  readonly #waiting: Held[] = [];
  readonly #free: Pyramid[] = [];
  readonly #past: Past[] = [];

  /** `first` is the first pyramid to be taken; the others share its memory. */
  constructor(size: { width: number; height: number }, motionIndex: number, first: Pyramid) {
    this.#size = size;
    this.#pixels = first.pixels;
    this.#free.push(first);
    this.#motionIndex = motionIndex;
  }

  get newest(): Held | undefined {
    return this.#waiting.at(-1);
  }

  /** A pyramid to fill and add or give back. */
  take(): Pyramid {
    return this.#free.pop() ?? new Pyramid(this.#size.width, this.#size.height, this.#pixels);
  }

  giveBack(pyramid: Pyramid): void {
    this.#free.push(pyramid);
  }

  add(held: Held): void {
    this.#waiting.push(held);
  }

  /** The next frame to be looked at, once enough came after it or `last` says that no more will. It stays until `done`. */
  ready(last: boolean): Held | null {
    const [next] = this.#waiting;
    const newest = this.#waiting.at(-1);
    if (!next || !newest) return null;
    const waited = newest.timeSeconds - next.timeSeconds >= LAG_SECONDS || this.#waiting.length > MAX_AHEAD;
    return waited || last ? next : null;
  }

  /** What to compare the frame from `ready` with: earlier, later, or both, as far as they are of one chain. */
  references(): Reference[] {
    const current = this.#waiting[0]!;
    const early = this.#past.findLast((past) => past.timeSeconds <= current.timeSeconds - LAG_SECONDS) ?? this.#past[0];
    const late = this.#waiting.at(-1)!;
    const references: Reference[] = [];
    if (early) this.#compare(current, early, references);
    if (late !== current) {
      const levels = motionLevels(late.pyramid, this.#motionIndex);
      this.#compare(current, { levels, registration: late.registration }, references);
    }
    return references;
  }

  /** A frame a little before the one from `ready`, the newest far enough away for a swinging net to differ. */
  before(): Reference | null {
    const current = this.#waiting[0]!;
    const past = this.#past.findLast(({ timeSeconds }) => timeSeconds <= current.timeSeconds - SHORT_LAG_SECONDS);
    const references: Reference[] = [];
    if (past) this.#compare(current, past, references);
    return references[0] ?? null;
  }

  #compare(current: Held, other: Pick<Past, 'levels' | 'registration'>, into: Reference[]): void {
    const between = relate(current.registration, other.registration);
    if (!between) return;
    const { scale } = current.pyramid.levels[this.#motionIndex]!;
    into.push({ levels: other.levels, fromCurrent: rescale(between, scale) });
  }

  /** Lets the frame from `ready` go. */
  done(): void {
    const held = this.#waiting.shift();
    if (!held) return;
    this.#remember(held);
    this.#free.push(held.pyramid);
  }

  #remember(held: Held): void {
    const last = this.#past.at(-1);
    if (last && held.timeSeconds - last.timeSeconds < LAG_SECONDS / (HISTORY - 1) - 1e-3) return;
    const from = motionLevels(held.pyramid, this.#motionIndex);
    const reused = this.#past.length >= HISTORY ? this.#past.shift()!.levels : null;
    const levels = {
      base: copyLevel(from.base, reused?.base, this.#pixels),
      coarse: copyLevel(from.coarse, reused?.coarse, this.#pixels),
    };
    this.#past.push({ timeSeconds: held.timeSeconds, registration: held.registration, levels });
  }
}

function copyLevel(from: Level, into: Level | undefined, pixels: Pixels): Level {
  const { width, height } = from.luma;
  const to = into ?? { scale: from.scale, luma: pixels.plane(width, height), warmth: pixels.plane(width, height) };
  to.luma.data.set(from.luma.data);
  to.warmth!.data.set(from.warmth!.data);
  return to;
}

/**
 * Full pixels of one frame to those of another; `null` across a cut. A frame that could not be related is taken to lie where the
 * other does: too much then seems to move, which is better than nothing.
 */
function relate(from: Registration | null, to: Registration | null): Transform | null {
  if (!from || !to) return IDENTITY;
  if (from.chain !== to.chain) return null;
  return compose(invert(to.toReference), from.toReference);
}

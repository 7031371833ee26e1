/** Where a frame differs from one shortly before and one shortly after, the camera's own movement taken out. */
import type { Level, Plane } from './planes.ts';
import { makePlane } from './planes.ts';
import { largestShift } from './transform.ts';
import type { Transform } from './transform.ts';

/** A frame to compare with. `fromCurrent` takes the level's pixels of the current frame to those of this one. */
export interface Reference {
  luma: Plane;
  warmth: Plane;
  fromCurrent: Transform;
}

/** Movement under this many pixels is left uncompensated: resampling would add more than it takes away. */
const STILL_PX = 0.2;
const MIN_THRESHOLD = 10;
const MAX_THRESHOLD = 40;

/** Difference maps in grey levels, at one level's size. */
export class MotionMap {
  /** Larger of the two differences: what moves, and where it was or will be. */
  readonly either: Plane;
  /** Smaller of the two: what is here now and neither before nor after. */
  readonly both: Plane;
  /** Grey levels over which a difference is not noise. */
  threshold = MIN_THRESHOLD;
  readonly #histogram = new Uint32Array(256);

  constructor(width: number, height: number) {
    this.either = makePlane(width, height);
    this.both = makePlane(width, height);
  }

  /** Compares with one or two frames; with none nothing is known to move. */
  update(level: Level, references: readonly Reference[]): void {
    this.#histogram.fill(0);
    const [first, second] = references;
    if (!first) {
      this.either.data.fill(0);
      this.both.data.fill(0);
      this.threshold = MIN_THRESHOLD;
      return;
    }
    this.#compare(level, first, this.both.data);
    if (second) {
      this.#compare(level, second, this.either.data);
      order(this.both.data, this.either.data);
    } else {
      this.either.data.set(this.both.data);
    }
    this.threshold = this.#noiseThreshold();
  }

  #compare(level: Level, reference: Reference, out: Uint8Array): void {
    const { width, height } = level.luma;
    if (largestShift(reference.fromCurrent, width, height) < STILL_PX) compareStill(level, reference, out);
    else compareMoved(level, reference, out);
  }

  #noiseThreshold(): number {
    const { data } = this.both;
    const histogram = this.#histogram;
    let n = 0;
    for (let i = 0; i < data.length; i += 7, n++) histogram[data[i]!]!++;
    let seen = 0;
    let value = 0;
    // Most of a picture stands still: its 70th percentile is noise, about one standard deviation of it.
    while (value < 255 && (seen += histogram[value]!) < 0.7 * n) value++;
    return Math.min(MAX_THRESHOLD, Math.max(MIN_THRESHOLD, 5 + 4 * value));
  }
}

/** Puts the smaller of each pair into `low` and the larger into `high`. */
function order(low: Uint8Array, high: Uint8Array): void {
  for (let i = 0; i < low.length; i++) {
    const a = low[i]!;
    const b = high[i]!;
    if (a > b) {
      low[i] = b;
      high[i] = a;
    }
  }
}

function compareStill(level: Level, reference: Reference, out: Uint8Array): void {
  const luma = level.luma.data;
  const warmth = level.warmth!.data;
  const otherLuma = reference.luma.data;
  const otherWarmth = reference.warmth.data;
  for (let i = 0; i < out.length; i++) {
    const l = luma[i]! - otherLuma[i]!;
    const w = (warmth[i]! - otherWarmth[i]!) << 1;
    const dl = l < 0 ? -l : l;
    const dw = w < 0 ? -w : w;
    const d = dl > dw ? dl : dw;
    out[i] = d > 255 ? 255 : d;
  }
}

/** Nearest pixel, less half the local gradient: what the rounding can have caused. Outside the other frame: no difference. */
function compareMoved(level: Level, reference: Reference, out: Uint8Array): void {
  const { width, height, data: luma } = level.luma;
  const warmth = level.warmth!.data;
  const otherLuma = reference.luma.data;
  const otherWarmth = reference.warmth.data;
  const [a, b, c, d, e, f] = reference.fromCurrent;
  out.fill(0);
  for (let y = 1; y < height - 1; y++) {
    let sx = c * y + e + a + 0.5;
    let sy = d * y + f + b + 0.5;
    for (let x = 1; x < width - 1; x++, sx += a, sy += b) {
      if (sx < 0 || sy < 0 || sx >= width || sy >= height) continue;
      const i = y * width + x;
      const j = (sy | 0) * width + (sx | 0);
      const gx = luma[i + 1]! - luma[i - 1]!;
      const gy = luma[i + width]! - luma[i - width]!;
      const allowance = ((gx < 0 ? -gx : gx) + (gy < 0 ? -gy : gy)) >> 2;
      const l = luma[i]! - otherLuma[j]!;
      const w = (warmth[i]! - otherWarmth[j]!) << 1;
      const dl = (l < 0 ? -l : l) - allowance;
      const dw = w < 0 ? -w : w;
      const difference = dl > dw ? dl : dw;
      out[i] = difference > 255 ? 255 : difference;
    }
  }
}

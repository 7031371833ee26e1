/** Where a frame differs from one shortly before and one shortly after, the camera's own movement taken out. */
import type { Level, Plane } from './planes.ts';
import { makePlane } from './planes.ts';
import { Tiles } from './tiles.ts';
import type { Rect } from './tiles.ts';
import { applyX, applyY, largestShift, rescale } from './transform.ts';
import type { Transform } from './transform.ts';

/** Two sizes of a frame that motion is looked for in: a coarse one to find where, the base one to see what. */
export interface MotionLevels {
  base: Level;
  coarse: Level;
}

/** A frame to compare with. `fromCurrent` takes the base level's pixels of the current frame to those of this one. */
export interface Reference {
  levels: MotionLevels;
  fromCurrent: Transform;
}

const MIN_THRESHOLD = 10;
const MAX_THRESHOLD = 40;
/** A chroma level weighs as much as two of luma, or less where chroma is noisier than that. */
const MAX_WARMTH_GAIN = 2;
/**
 * Averaging four pixels halves their noise, and the threshold where there is little; with grain the largest of all a tile's
 * differences must still be no noise.
 */
const MIN_COARSE_THRESHOLD = 5;
const COARSE_RISE = 0.85;
/** Of all tiles: more than this cannot be looked at in time, so only those that change most are. */
const MAX_ACTIVE = 0.2;
/** Movement under this many pixels needs no allowance for what rounding it leaves over. */
const EVEN_PX = 0.15;

/** Difference maps in grey levels, at the base level's size; nought outside the active tiles. */
export class MotionMap {
  /** Larger of the two differences: what moves, and where it was or will be. */
  readonly either: Plane;
  /** Smaller of the two: what is here now and neither before nor after. */
  readonly both: Plane;
  readonly tiles: Tiles;
  /** Grey levels over which a difference is not noise. */
  threshold = MIN_THRESHOLD;
  /** Grey levels that one level of warmth counts for, so that its noise stays under the threshold as well. */
  warmthGain = MAX_WARMTH_GAIN;
  /** Largest difference in each tile of the coarse level. */
  readonly #change: Uint8Array;
  readonly #rect: Rect = { x0: 0, y0: 0, x1: 0, y1: 0 };

  constructor(base: Level) {
    this.either = makePlane(base.luma.width, base.luma.height);
    this.both = makePlane(base.luma.width, base.luma.height);
    this.tiles = new Tiles(base);
    this.#change = new Uint8Array(this.tiles.active.length);
  }

  /** Compares with one or two frames; with none nothing is known to move. */
  update(current: MotionLevels, references: readonly Reference[]): void {
    this.both.data.fill(0);
    this.either.data.fill(0);
    this.#change.fill(0);
    const [first, second] = references;
    if (first) this.#measureNoise(current.base, first);
    for (const reference of references) this.#seek(current, reference);
    this.#activate();
    if (!first) return;
    this.#compareActive(current.base, first, this.both.data);
    if (second) this.#compareActive(current.base, second, this.either.data);
    for (const rect of this.tiles.rects(current.base, 1)) {
      if (second) order(this.both, this.either, rect);
      else copyRect(this.both, this.either, rect);
    }
  }

  #compareActive(base: Level, reference: Reference, out: Uint8Array): void {
    const uneven = isUneven(reference.fromCurrent, base);
    for (const rect of this.tiles.rects(base, 1)) {
      compare(base, reference, shiftAt(reference.fromCurrent, rect, uneven), rect, this.warmthGain, out);
    }
  }

  /** The largest difference of each tile, in the coarse picture. */
  #seek({ base, coarse }: MotionLevels, { levels, fromCurrent }: Reference): void {
    const t = rescale(fromCurrent, coarse.scale / base.scale);
    const uneven = isUneven(t, coarse);
    for (let tile = 0; tile < this.#change.length; tile++) {
      const rect = this.tiles.rect(tile, coarse, 1, this.#rect);
      const shift = shiftAt(t, rect, uneven);
      const most = largestDifference(coarse, levels.coarse, shift, rect, this.warmthGain);
      if (most > this.#change[tile]!) this.#change[tile] = most;
    }
  }

  /** Takes the tiles that change most, no more of them than can be looked at. */
  #activate(): void {
    const { tiles } = this;
    let least = MIN_COARSE_THRESHOLD + COARSE_RISE * (this.threshold - MIN_THRESHOLD);
    const limit = MAX_ACTIVE * tiles.active.length;
    for (;;) {
      let count = 0;
      for (let tile = 0; tile < tiles.active.length; tile++) {
        const active = this.#change[tile]! > least ? 1 : 0;
        tiles.active[tile] = active;
        count += active;
      }
      if (count <= limit) break;
      least += 2;
    }
    tiles.collect();
  }

  /** Most of a picture stands still: a low percentile of the differences is its noise. */
  #measureNoise(base: Level, { levels, fromCurrent }: Reference): void {
    const { width, height, data } = base.luma;
    const luma = new Uint32Array(256);
    const warmth = new Uint32Array(256);
    const [a, b, c, d, e, f] = fromCurrent;
    let n = 0;
    for (let y = 5; y < height; y += 11) {
      for (let x = 5; x < width; x += 13) {
        const px = Math.round(a * x + c * y + e);
        const py = Math.round(b * x + d * y + f);
        if (px < 0 || py < 0 || px >= width || py >= height) continue;
        const i = y * width + x;
        const j = py * width + px;
        luma[Math.abs(data[i]! - levels.base.luma.data[j]!)]!++;
        warmth[Math.abs(base.warmth!.data[i]! - levels.base.warmth!.data[j]!)]!++;
        n++;
      }
    }
    this.threshold = Math.min(MAX_THRESHOLD, Math.max(MIN_THRESHOLD, 5 + 3 * noiseOf(luma, n)));
    this.warmthGain = Math.min(MAX_WARMTH_GAIN, (this.threshold - 2) / (4 * noiseOf(warmth, n) + 0.1));
  }
}

/** The 70th percentile, about one standard deviation of what stands still. */
function noiseOf(histogram: Uint32Array, count: number): number {
  let seen = 0;
  let value = 0;
  while (value < 255 && (seen += histogram[value]!) < 0.7 * count) value++;
  return value;
}

/** Puts the smaller of each pair into `low` and the larger into `high`. */
function order(low: Plane, high: Plane, { x0, y0, x1, y1 }: Rect): void {
  for (let y = y0; y < y1; y++) {
    for (let i = y * low.width + x0, end = y * low.width + x1; i < end; i++) {
      const a = low.data[i]!;
      const b = high.data[i]!;
      if (a <= b) continue;
      low.data[i] = b;
      high.data[i] = a;
    }
  }
}

function copyRect(from: Plane, to: Plane, { x0, y0, x1, y1 }: Rect): void {
  for (let y = y0; y < y1; y++) {
    const start = y * from.width + x0;
    to.data.set(from.data.subarray(start, start + x1 - x0), start);
  }
}

/** A whole-pixel step from a place in the current frame to the same place in another; part of a pixel is left over. */
interface Shift {
  dx: number;
  dy: number;
  /** Whether that part is worth an allowance. */
  uneven: boolean;
}

/** Where the middle of a tile went: turning and zooming move its corners by less than a pixel more. */
function shiftAt(t: Transform, { x0, y0, x1, y1 }: Rect, uneven: boolean): Shift {
  const x = (x0 + x1) / 2;
  const y = (y0 + y1) / 2;
  const dx = applyX(t, x, y) - x;
  const dy = applyY(t, x, y) - y;
  return { dx: Math.round(dx), dy: Math.round(dy), uneven };
}

function isUneven(t: Transform, { luma }: Level): boolean {
  return largestShift(t, luma.width, luma.height) > EVEN_PX;
}

/** The part of a rect whose shifted pixels lie inside the other frame. */
function clip(rect: Rect, { dx, dy }: Shift, { width, height }: Plane): Rect {
  return {
    x0: Math.max(rect.x0, -dx),
    y0: Math.max(rect.y0, -dy),
    x1: Math.min(rect.x1, width - dx),
    y1: Math.min(rect.y1, height - dy),
  };
}

function largestDifference(level: Level, other: Level, shift: Shift, rect: Rect, gain: number): number {
  const { width, data: luma } = level.luma;
  const warmth = level.warmth!.data;
  const otherLuma = other.luma.data;
  const otherWarmth = other.warmth!.data;
  const { x0, y0, x1, y1 } = clip(rect, shift, level.luma);
  const step = shift.dy * width + shift.dx;
  let most = 0;
  // Nothing worth finding is one coarse row high.
  for (let y = y0; y < y1; y += 2) {
    for (let i = y * width + x0, end = y * width + x1; i < end; i++) {
      let dl = Math.abs(luma[i]! - otherLuma[i + step]!);
      const dw = gain * Math.abs(warmth[i]! - otherWarmth[i + step]!);
      if (dl <= most && dw <= most) continue;
      if (shift.uneven) dl -= allowance(luma, i, width);
      if (dl > most) most = dl;
      if (dw > most) most = dw;
    }
  }
  return Math.min(255, most);
}

/** Half the local gradient: what the part of a pixel left over can have caused. */
function allowance(luma: Uint8Array, i: number, width: number): number {
  return (Math.abs(luma[i + 1]! - luma[i - 1]!) + Math.abs(luma[i + width]! - luma[i - width]!)) >> 2;
}

/** Differences in a rect; none where the other frame does not reach. */
function compare(base: Level, { levels }: Reference, shift: Shift, rect: Rect, gain: number, out: Uint8Array): void {
  const { width, data: luma } = base.luma;
  const warmth = base.warmth!.data;
  const otherLuma = levels.base.luma.data;
  const otherWarmth = levels.base.warmth!.data;
  const { x0, y0, x1, y1 } = clip(rect, shift, base.luma);
  const step = shift.dy * width + shift.dx;
  for (let y = y0; y < y1; y++) {
    for (let i = y * width + x0, end = y * width + x1; i < end; i++) {
      let dl = Math.abs(luma[i]! - otherLuma[i + step]!);
      if (shift.uneven && dl > MIN_THRESHOLD) dl -= allowance(luma, i, width);
      const dw = gain * Math.abs(warmth[i]! - otherWarmth[i + step]!);
      const difference = dl > dw ? dl : dw;
      out[i] = difference > 255 ? 255 : difference;
    }
  }
}

/** Where a frame differs from one shortly before and one shortly after, the camera's own movement taken out. */
import type { Level, Plane } from './planes.ts';
import { makePlane } from './planes.ts';
import { Tiles } from './tiles.ts';
import type { Rect } from './tiles.ts';
import { largestShift, rescale } from './transform.ts';
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

/** Movement under this many pixels is left uncompensated: resampling would add more than it takes away. */
const STILL_PX = 0.25;
const MIN_THRESHOLD = 10;
const MAX_THRESHOLD = 40;
/** Side of a tile in pixels of the coarse level, as a power of two. */
const COARSE_TILE_BITS = 3;

/** Difference maps in grey levels, at the base level's size; nought outside the active tiles. */
export class MotionMap {
  /** Larger of the two differences: what moves, and where it was or will be. */
  readonly either: Plane;
  /** Smaller of the two: what is here now and neither before nor after. */
  readonly both: Plane;
  readonly tiles: Tiles;
  /** Grey levels over which a difference is not noise. */
  threshold = MIN_THRESHOLD;
  readonly #histogram = new Uint32Array(256);
  readonly #rect: Rect = { x0: 0, y0: 0, x1: 0, y1: 0 };

  constructor(base: Level) {
    this.either = makePlane(base.luma.width, base.luma.height);
    this.both = makePlane(base.luma.width, base.luma.height);
    this.tiles = new Tiles(base);
  }

  /** Compares with one or two frames; with none nothing is known to move. */
  update(current: MotionLevels, references: readonly Reference[]): void {
    this.both.data.fill(0);
    this.either.data.fill(0);
    this.tiles.clear();
    this.threshold = this.#noiseThreshold(current, references);
    for (const reference of references) {
      flagTiles(current.coarse, reference, current.base, this.threshold / 2, this.tiles);
    }
    this.tiles.collect();
    const [first, second] = references;
    if (!first) return;
    for (let n = 0; n < this.tiles.count; n++) {
      const rect = this.tiles.rect(this.tiles.list[n]!, current.base, 1, this.#rect);
      compare(current.base, first, rect, this.both.data);
      if (second) {
        compare(current.base, second, rect, this.either.data);
        order(this.both, this.either, rect);
      } else {
        copyRect(this.both, this.either, rect);
      }
    }
  }

  /** Most of a picture stands still: a low percentile of the differences is its noise. */
  #noiseThreshold({ base }: MotionLevels, references: readonly Reference[]): number {
    const [reference] = references;
    if (!reference) return MIN_THRESHOLD;
    const histogram = this.#histogram.fill(0);
    const { width, height } = base.luma;
    const [a, b, c, d, e, f] = reference.fromCurrent;
    let n = 0;
    for (let y = 5; y < height; y += 11) {
      for (let x = 5; x < width; x += 13) {
        const px = Math.round(a * x + c * y + e);
        const py = Math.round(b * x + d * y + f);
        if (px < 0 || py < 0 || px >= width || py >= height) continue;
        const i = y * width + x;
        histogram[Math.abs(base.luma.data[i]! - reference.levels.base.luma.data[py * width + px]!)]!++;
        n++;
      }
    }
    let seen = 0;
    let value = 0;
    while (value < 255 && (seen += histogram[value]!) < 0.7 * n) value++;
    return Math.min(MAX_THRESHOLD, Math.max(MIN_THRESHOLD, 5 + 3 * value));
  }
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

/** Activates the tiles of `coarse` with a difference over `threshold`. */
function flagTiles(coarse: Level, reference: Reference, base: Level, threshold: number, tiles: Tiles): void {
  const t = rescale(reference.fromCurrent, coarse.scale / base.scale);
  const { width, height } = coarse.luma;
  const still = largestShift(t, width, height) < STILL_PX;
  if (still) flagStill(coarse, reference.levels.coarse, threshold, tiles);
  else flagMoved(coarse, reference.levels.coarse, t, threshold, tiles);
}

function flagStill(coarse: Level, other: Level, threshold: number, { active, columns }: Tiles): void {
  const { width, height, data: luma } = coarse.luma;
  const warmth = coarse.warmth!.data;
  const otherLuma = other.luma.data;
  const otherWarmth = other.warmth!.data;
  for (let y = 1; y < height - 1; y++) {
    const tileRow = (y >> COARSE_TILE_BITS) * columns;
    const row = y * width;
    for (let x = 1; x < width - 1; x++) {
      const i = row + x;
      const dl = luma[i]! - otherLuma[i]!;
      const dw = (warmth[i]! - otherWarmth[i]!) << 1;
      if (dl > threshold || dl < -threshold || dw > threshold || dw < -threshold) {
        active[tileRow + (x >> COARSE_TILE_BITS)] = 1;
        // The rest of the tile's row can only say the same.
        x |= (1 << COARSE_TILE_BITS) - 1;
      }
    }
  }
}

function flagMoved(coarse: Level, other: Level, t: Transform, threshold: number, { active, columns }: Tiles): void {
  const { width, height, data: luma } = coarse.luma;
  const warmth = coarse.warmth!.data;
  const otherLuma = other.luma.data;
  const otherWarmth = other.warmth!.data;
  const [a, b, c, d, e, f] = t;
  for (let y = 1; y < height - 1; y++) {
    const tileRow = (y >> COARSE_TILE_BITS) * columns;
    let sx = a + c * y + e + 0.5;
    let sy = b + d * y + f + 0.5;
    for (let x = 1; x < width - 1; x++, sx += a, sy += b) {
      if (sx < 0 || sy < 0 || sx >= width || sy >= height) continue;
      const i = y * width + x;
      const j = (sy | 0) * width + (sx | 0);
      const allowance = (Math.abs(luma[i + 1]! - luma[i - 1]!) + Math.abs(luma[i + width]! - luma[i - width]!)) >> 2;
      const dl = Math.abs(luma[i]! - otherLuma[j]!) - allowance;
      const dw = Math.abs(warmth[i]! - otherWarmth[j]!) << 1;
      if (dl > threshold || dw > threshold) active[tileRow + (x >> COARSE_TILE_BITS)] = 1;
    }
  }
}

function compare(base: Level, reference: Reference, rect: Rect, out: Uint8Array): void {
  const { width, height } = base.luma;
  const still = largestShift(reference.fromCurrent, width, height) < STILL_PX;
  if (still) compareStill(base, reference.levels.base, rect, out);
  else compareMoved(base, reference.levels.base, reference.fromCurrent, rect, out);
}

function compareStill(base: Level, other: Level, { x0, y0, x1, y1 }: Rect, out: Uint8Array): void {
  const { width, data: luma } = base.luma;
  const warmth = base.warmth!.data;
  const otherLuma = other.luma.data;
  const otherWarmth = other.warmth!.data;
  for (let y = y0; y < y1; y++) {
    for (let i = y * width + x0, end = y * width + x1; i < end; i++) {
      const dl = Math.abs(luma[i]! - otherLuma[i]!);
      const dw = Math.abs(warmth[i]! - otherWarmth[i]!) << 1;
      const difference = dl > dw ? dl : dw;
      out[i] = difference > 255 ? 255 : difference;
    }
  }
}

/** Nearest pixel, less half the local gradient: what the rounding can have caused. Outside the other frame: no difference. */
function compareMoved(base: Level, other: Level, t: Transform, { x0, y0, x1, y1 }: Rect, out: Uint8Array): void {
  const { width, height, data: luma } = base.luma;
  const warmth = base.warmth!.data;
  const otherLuma = other.luma.data;
  const otherWarmth = other.warmth!.data;
  const [a, b, c, d, e, f] = t;
  for (let y = y0; y < y1; y++) {
    // Half a pixel on, so that cutting off rounds.
    let sx = a * x0 + c * y + e + 0.5;
    let sy = b * x0 + d * y + f + 0.5;
    for (let i = y * width + x0, end = y * width + x1; i < end; i++, sx += a, sy += b) {
      if (sx < 0 || sy < 0 || sx >= width || sy >= height) {
        out[i] = 0;
        continue;
      }
      const j = (sy | 0) * width + (sx | 0);
      const allowance = (Math.abs(luma[i + 1]! - luma[i - 1]!) + Math.abs(luma[i + width]! - luma[i - width]!)) >> 2;
      const dl = Math.abs(luma[i]! - otherLuma[j]!) - allowance;
      const dw = Math.abs(warmth[i]! - otherWarmth[j]!) << 1;
      const difference = dl > dw ? dl : dw;
      out[i] = difference > 255 ? 255 : difference;
    }
  }
}

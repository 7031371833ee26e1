/** Where a frame differs from one shortly before and one shortly after, the camera's own movement taken out. */
import type { Pair, Pixels } from './pixels/pixels.ts';
import type { Level, Plane } from './planes.ts';
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
  readonly #pixels: Pixels;

  constructor(base: Level, pixels: Pixels) {
    this.#pixels = pixels;
    this.either = pixels.plane(base.luma.width, base.luma.height);
    this.both = pixels.plane(base.luma.width, base.luma.height);
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
    this.#compareActive(current.base, first, this.both);
    if (second) this.#compareActive(current.base, second, this.either);
    if (second) this.#pixels.order(this.both, this.either);
    else this.either.data.set(this.both.data);
  }

  #compareActive(base: Level, { levels, fromCurrent }: Reference, out: Plane): void {
    const [of, other] = [pairOf(base), pairOf(levels.base)];
    const uneven = isUneven(fromCurrent, base);
    for (const rect of this.tiles.rects(base, 1)) {
      const step = shiftOver(fromCurrent, rect, base.luma);
      this.#pixels.compare(of, other, out, rect, step, this.warmthGain, uneven, MIN_THRESHOLD);
    }
  }

  /** The largest difference of each tile, in the coarse picture, where nothing worth finding is one row high. */
  #seek({ base, coarse }: MotionLevels, { levels, fromCurrent }: Reference): void {
    const [of, other] = [pairOf(coarse), pairOf(levels.coarse)];
    const t = rescale(fromCurrent, coarse.scale / base.scale);
    const uneven = isUneven(t, coarse);
    for (let tile = 0; tile < this.#change.length; tile++) {
      const rect = this.tiles.rect(tile, coarse, 1, this.#rect);
      const step = shiftOver(t, rect, coarse.luma);
      const most = this.#pixels.largest(of, other, rect, step, this.warmthGain, uneven);
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

function pairOf({ luma, warmth }: Level): Pair {
  return { luma, warmth: warmth! };
}

/**
 * The whole-pixel step, in bytes of a plane, from a tile to where its middle went: turning and zooming move its corners by less
 * than a pixel more. The rect is cut to what then lies inside the other frame.
 */
function shiftOver(t: Transform, rect: Rect, { width, height }: Plane): number {
  const x = (rect.x0 + rect.x1) / 2;
  const y = (rect.y0 + rect.y1) / 2;
  const dx = Math.round(applyX(t, x, y) - x);
  const dy = Math.round(applyY(t, x, y) - y);
  rect.x0 = Math.max(rect.x0, -dx);
  rect.y0 = Math.max(rect.y0, -dy);
  rect.x1 = Math.min(rect.x1, width - dx);
  rect.y1 = Math.min(rect.y1, height - dy);
  return dy * width + dx;
}

function isUneven(t: Transform, { luma }: Level): boolean {
  return largestShift(t, luma.width, luma.height) > EVEN_PX;
}

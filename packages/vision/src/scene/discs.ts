/** Centres of round things: edges vote along their gradients, one picture of votes per radius (a Hough transform). */
import type { Gradients, Pixels } from './pixels/pixels.ts';
import type { Level } from './planes.ts';
import type { SearchArea } from './search-area.ts';

export interface Disc {
  /** In the level's pixels. */
  x: number;
  y: number;
  radius: number;
  /** Votes as a share of the circumference, about 0-1.5. */
  share: number;
  /**
   * To compare discs of several sizes by: votes over what chance gives grow with the root of the circumference,
   * so it is the share times the root of the radius in the level's pixels.
   */
  score: number;
}

/** Grey levels (difference over two pixels) for an edge. */
const MIN_GRADIENT = 14;

/** Finds discs of a few given radii in one level; keeps its buffers. */
export class DiscFinder {
  readonly #level: number;
  readonly #size: { width: number; height: number };
  readonly #pixels: Pixels;
  readonly #gradients: Gradients;
  readonly #radii: Int32Array;
  /** One plane for each radius, one after the other. */
  readonly #votes: Uint8Array;
  readonly #found: Int32Array;

  /** For pictures like that of a level, at this index among all, and no more than `radii` radii. */
  constructor(index: number, { luma: { width, height } }: Level, radii: number, pixels: Pixels) {
    this.#level = index;
    this.#size = { width, height };
    this.#pixels = pixels;
    this.#gradients = pixels.gradientsOf(width, height);
    this.#radii = pixels.indices(radii);
    this.#votes = pixels.bytes(radii * width * height);
    this.#found = pixels.indices(width * height);
  }

  /** Discs with at least `minShare` of their circumference, the best `limit` of them. */
  find(
    { luma, warmth }: Level,
    area: SearchArea,
    warmthGain: number,
    radii: readonly number[],
    minShare: number,
    limit: number,
  ): Disc[] {
    const pixels = this.#pixels;
    const { width, height } = this.#size;
    this.#radii.set(radii.map((radius) => Math.round(256 * radius)));
    this.#votes.fill(0, 0, radii.length * width * height);
    pixels.gradients(luma, warmth, area.mask(this.#level), warmthGain, MIN_GRADIENT, this.#gradients);
    pixels.vote(this.#gradients, this.#size, this.#radii, radii.length, this.#votes);
    const discs = radii.flatMap((radius, k) => this.#peaks(k, radius, minShare));
    discs.sort((a, b) => b.score - a.score);
    return suppress(discs, limit);
  }

  #peaks(k: number, radius: number, minShare: number): Disc[] {
    const { width, height } = this.#size;
    const votes = this.#votes.subarray(k * width * height, (k + 1) * width * height);
    const full = 2 * Math.PI * radius;
    const least = Math.ceil(minShare * full);
    // The highest of nine is no lower than their mean.
    const count = this.#pixels.peaks(
      { width, height, data: votes },
      Math.max(1, Math.ceil(least / 9)),
      least,
      this.#found,
    );
    return Array.from({ length: count }, (_, n) => discAt(votes, width, this.#found[n]!, radius, full));
  }
}

/** The middle of the nine pixels' votes. */
function discAt(votes: Uint8Array, width: number, i: number, radius: number, full: number): Disc {
  const a = i - width;
  const b = i + width;
  const left = votes[a - 1]! + votes[i - 1]! + votes[b - 1]!;
  const middle = votes[a]! + votes[i]! + votes[b]!;
  const right = votes[a + 1]! + votes[i + 1]! + votes[b + 1]!;
  const sum = left + middle + right;
  const dy = votes[b - 1]! + votes[b]! + votes[b + 1]! - votes[a - 1]! - votes[a]! - votes[a + 1]!;
  return {
    x: (i % width) + (right - left) / sum,
    y: Math.floor(i / width) + dy / sum,
    radius,
    share: sum / full,
    score: (sum / full) * Math.sqrt(radius),
  };
}

/** Keeps the best of discs that share a place. */
function suppress(sorted: readonly Disc[], limit: number): Disc[] {
  const kept: Disc[] = [];
  for (const disc of sorted) {
    if (kept.length >= limit) break;
    const taken = kept.some(
      (other) => Math.hypot(other.x - disc.x, other.y - disc.y) < 0.6 * Math.max(other.radius, disc.radius),
    );
    if (!taken) kept.push(disc);
  }
  return kept;
}

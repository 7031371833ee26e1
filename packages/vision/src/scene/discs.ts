/** Centres of round things: edges vote along their gradients, one picture of votes per radius (a Hough transform). */
import type { Level, Plane } from './planes.ts';
import type { SearchArea } from './search-area.ts';
import type { Rect } from './tiles.ts';

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
const TILE_BITS = 4;
const TILE = 1 << TILE_BITS;

/** Finds discs of a few given radii in one level; keeps its buffers. */
export class DiscFinder {
  readonly #width: number;
  readonly #height: number;
  readonly #gx: Int16Array;
  readonly #gy: Int16Array;
  readonly #magnitude: Uint16Array;
  readonly #votes: Uint8Array[];
  readonly #tiles: Uint8Array;
  readonly #tileColumns: number;
  readonly #rect: Rect = { x0: 0, y0: 0, x1: 0, y1: 0 };

  constructor(width: number, height: number, radii: number) {
    const area = width * height;
    this.#width = width;
    this.#height = height;
    this.#gx = new Int16Array(area);
    this.#gy = new Int16Array(area);
    this.#magnitude = new Uint16Array(area);
    this.#votes = Array.from({ length: radii }, () => new Uint8Array(area));
    this.#tileColumns = Math.ceil(width / TILE);
    this.#tiles = new Uint8Array(this.#tileColumns * Math.ceil(height / TILE));
  }

  /** Discs with at least `minShare` of their circumference, the best `limit` of them. No more radii than the finder was made for. */
  find(
    level: Level,
    index: number,
    area: SearchArea,
    warmthGain: number,
    radii: readonly number[],
    minShare: number,
    limit: number,
  ): Disc[] {
    const { tiles } = area;
    const rect = this.#rect;
    const mask = area.mask(index);
    this.#magnitude.fill(0);
    for (let n = 0; n < tiles.count; n++)
      this.#gradients(level, mask, warmthGain, tiles.rect(tiles.list[n]!, level, 1, rect));
    for (let n = 0; n < tiles.count; n++) this.#vote(radii, tiles.rect(tiles.list[n]!, level, 2, rect));
    const discs: Disc[] = [];
    for (let k = 0; k < radii.length; k++) this.#peaks(k, radii[k]!, minShare, discs);
    for (let k = 0; k < radii.length; k++) this.#votes[k]!.fill(0);
    this.#tiles.fill(0);
    discs.sort((a, b) => b.score - a.score);
    return suppress(discs, limit);
  }

  #gradients(level: Level, mask: { plane: Plane; shift: number }, warmthGain: number, { x0, y0, x1, y1 }: Rect): void {
    const width = this.#width;
    const luma = level.luma.data;
    const warmth = level.warmth?.data ?? null;
    const magnitude = this.#magnitude;
    const marked = mask.plane.data;
    const { shift } = mask;
    for (let y = y0; y < y1; y++) {
      const maskRow = (y >> shift) * mask.plane.width;
      for (let x = x0; x < x1; x++) {
        if (!marked[maskRow + (x >> shift)]) continue;
        const i = y * width + x;
        let gx = luma[i + 1]! - luma[i - 1]!;
        let gy = luma[i + width]! - luma[i - width]!;
        let m = gx * gx + gy * gy;
        if (warmth) {
          const wx = (warmth[i + 1]! - warmth[i - 1]!) * warmthGain;
          const wy = (warmth[i + width]! - warmth[i - width]!) * warmthGain;
          const w = wx * wx + wy * wy;
          if (w > m) {
            gx = wx;
            gy = wy;
            m = w;
          }
        }
        if (m < MIN_GRADIENT * MIN_GRADIENT) continue;
        this.#gx[i] = gx;
        this.#gy[i] = gy;
        magnitude[i] = Math.sqrt(m);
      }
    }
  }

  #vote(radii: readonly number[], { x0, y0, x1, y1 }: Rect): void {
    const width = this.#width;
    const magnitude = this.#magnitude;
    for (let y = y0; y < y1; y++) {
      for (let x = x0; x < x1; x++) {
        const i = y * width + x;
        const m = magnitude[i]!;
        if (m === 0) continue;
        const nx = this.#gx[i]! / m;
        const ny = this.#gy[i]! / m;
        // Thin edges: only the ridge of the gradient votes.
        const along = Math.round(ny) * width + Math.round(nx);
        if (magnitude[i + along]! > m || magnitude[i - along]! > m) continue;
        for (let k = 0; k < radii.length; k++) {
          const dx = radii[k]! * nx;
          const dy = radii[k]! * ny;
          this.#cast(this.#votes[k]!, x + dx, y + dy);
          this.#cast(this.#votes[k]!, x - dx, y - dy);
        }
      }
    }
  }

  #cast(votes: Uint8Array, x: number, y: number): void {
    const column = (x + 0.5) | 0;
    const row = (y + 0.5) | 0;
    if (x < 1 || y < 1 || column >= this.#width - 1 || row >= this.#height - 1) return;
    votes[row * this.#width + column]!++;
    this.#tiles[(row >> TILE_BITS) * this.#tileColumns + (column >> TILE_BITS)] = 1;
  }

  #peaks(k: number, radius: number, minShare: number, discs: Disc[]): void {
    const votes = this.#votes[k]!;
    const width = this.#width;
    const full = 2 * Math.PI * radius;
    const root = Math.sqrt(radius);
    // The highest of nine is no lower than their mean.
    const least = Math.max(1, Math.ceil((minShare * full) / 9));
    this.#forTiles((x0, y0, x1, y1) => {
      for (let y = y0; y < y1; y++) {
        for (let i = y * width + x0, end = y * width + x1; i < end; i++) {
          const here = votes[i]!;
          if (here < least) continue;
          const a = i - width;
          const b = i + width;
          const left = votes[a - 1]! + votes[i - 1]! + votes[b - 1]!;
          const middle = votes[a]! + here + votes[b]!;
          const right = votes[a + 1]! + votes[i + 1]! + votes[b + 1]!;
          const sum = left + middle + right;
          if (sum < minShare * full) continue;
          const dy = votes[b - 1]! + votes[b]! + votes[b + 1]! - votes[a - 1]! - votes[a]! - votes[a + 1]!;
          discs.push({
            x: i - y * width + (right - left) / sum,
            y: y + dy / sum,
            radius,
            share: sum / full,
            score: (sum / full) * root,
          });
        }
      }
    });
  }

  #forTiles(visit: (x0: number, y0: number, x1: number, y1: number) => void): void {
    const columns = this.#tileColumns;
    for (let t = 0; t < this.#tiles.length; t++) {
      if (!this.#tiles[t]) continue;
      const x0 = (t % columns) * TILE;
      const y0 = Math.floor(t / columns) * TILE;
      visit(
        Math.max(1, x0),
        Math.max(1, y0),
        Math.min(this.#width - 1, x0 + TILE),
        Math.min(this.#height - 1, y0 + TILE),
      );
    }
  }
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

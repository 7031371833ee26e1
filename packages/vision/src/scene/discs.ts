/** Centres of round things: edges vote along their gradients, one picture of votes per radius (a Hough transform). */
import type { Level, Plane } from './planes.ts';

/** Pixels of a level to look at, 1 or 0. */
export type Mask = Plane;

export interface Disc {
  /** In the level's pixels. */
  x: number;
  y: number;
  radius: number;
  /** Votes as a share of the circumference, about 0-1.5. */
  score: number;
}

/** Grey levels (difference over two pixels) for an edge. */
const MIN_GRADIENT = 14;
const TILE = 16;

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

  /** Discs with a score of at least `minScore`, the best `limit` of them. No more radii than the finder was made for. */
  find(level: Level, mask: Mask, radii: readonly number[], minScore: number, limit: number): Disc[] {
    this.#gradients(level, mask);
    this.#vote(mask, radii);
    const discs: Disc[] = [];
    for (let k = 0; k < radii.length; k++) this.#peaks(k, radii[k]!, minScore, discs);
    this.#clear(radii.length);
    discs.sort((a, b) => b.score - a.score);
    return suppress(discs, limit);
  }

  #gradients(level: Level, mask: Mask): void {
    const width = this.#width;
    const luma = level.luma.data;
    const warmth = level.warmth?.data ?? null;
    const magnitude = this.#magnitude;
    for (let y = 1; y < this.#height - 1; y++) {
      for (let i = y * width + 1, end = (y + 1) * width - 1; i < end; i++) {
        if (!mask.data[i]) {
          magnitude[i] = 0;
          continue;
        }
        let gx = luma[i + 1]! - luma[i - 1]!;
        let gy = luma[i + width]! - luma[i - width]!;
        let m = gx * gx + gy * gy;
        if (warmth) {
          const wx = (warmth[i + 1]! - warmth[i - 1]!) * 2;
          const wy = (warmth[i + width]! - warmth[i - width]!) * 2;
          const w = wx * wx + wy * wy;
          if (w > m) {
            gx = wx;
            gy = wy;
            m = w;
          }
        }
        this.#gx[i] = gx;
        this.#gy[i] = gy;
        magnitude[i] = Math.sqrt(m);
      }
    }
  }

  #vote(mask: Mask, radii: readonly number[]): void {
    const width = this.#width;
    const height = this.#height;
    const magnitude = this.#magnitude;
    for (let y = 2; y < height - 2; y++) {
      for (let x = 2; x < width - 2; x++) {
        const i = y * width + x;
        const m = magnitude[i]!;
        if (m < MIN_GRADIENT || !mask.data[i]) continue;
        const nx = this.#gx[i]! / m;
        const ny = this.#gy[i]! / m;
        // Thin edges: only the ridge of the gradient votes.
        const ahead = i + Math.round(ny) * width + Math.round(nx);
        const behind = i - Math.round(ny) * width - Math.round(nx);
        if (magnitude[ahead]! > m || magnitude[behind]! > m) continue;
        for (let k = 0; k < radii.length; k++) {
          const r = radii[k]!;
          this.#cast(k, Math.round(x + r * nx), Math.round(y + r * ny));
          this.#cast(k, Math.round(x - r * nx), Math.round(y - r * ny));
        }
      }
    }
  }

  #cast(k: number, x: number, y: number): void {
    if (x < 1 || y < 1 || x >= this.#width - 1 || y >= this.#height - 1) return;
    this.#votes[k]![y * this.#width + x]!++;
    this.#tiles[Math.floor(y / TILE) * this.#tileColumns + Math.floor(x / TILE)] = 1;
  }

  #peaks(k: number, radius: number, minScore: number, discs: Disc[]): void {
    const votes = this.#votes[k]!;
    const width = this.#width;
    const full = 2 * Math.PI * radius;
    this.#forTiles((x0, y0, x1, y1) => {
      for (let y = Math.max(1, y0); y < Math.min(y1, this.#height - 1); y++) {
        for (let x = Math.max(1, x0); x < Math.min(x1, width - 1); x++) {
          const i = y * width + x;
          const here = votes[i]!;
          if (here === 0) continue;
          const a = i - width;
          const b = i + width;
          const sides = votes[a]! + votes[b]! + votes[i - 1]! + votes[i + 1]!;
          const corners = votes[a - 1]! + votes[a + 1]! + votes[b - 1]! + votes[b + 1]!;
          const sum = here + sides + corners;
          if (sum < minScore * full) continue;
          const dx = votes[a + 1]! + votes[i + 1]! + votes[b + 1]! - votes[a - 1]! - votes[i - 1]! - votes[b - 1]!;
          const dy = votes[b - 1]! + votes[b]! + votes[b + 1]! - votes[a - 1]! - votes[a]! - votes[a + 1]!;
          discs.push({ x: x + dx / sum, y: y + dy / sum, radius, score: sum / full });
        }
      }
    });
  }

  #clear(radii: number): void {
    const width = this.#width;
    this.#forTiles((x0, y0, x1, y1) => {
      for (let k = 0; k < radii; k++) {
        for (let y = y0; y < y1; y++) this.#votes[k]!.fill(0, y * width + x0, y * width + x1);
      }
    });
    this.#tiles.fill(0);
  }

  #forTiles(visit: (x0: number, y0: number, x1: number, y1: number) => void): void {
    const columns = this.#tileColumns;
    for (let t = 0; t < this.#tiles.length; t++) {
      if (!this.#tiles[t]) continue;
      const x0 = (t % columns) * TILE;
      const y0 = Math.floor(t / columns) * TILE;
      visit(x0, y0, Math.min(this.#width, x0 + TILE), Math.min(this.#height, y0 + TILE));
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

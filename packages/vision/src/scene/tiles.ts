/** The parts of a frame that are worth looking at, in squares of 32 full pixels (64 in 4K). */
import type { Rect } from './pixels/pixels.ts';
import type { Level } from './planes.ts';

export type { Rect } from './pixels/pixels.ts';

/** Side of a tile in pixels of the base level. */
const TILE = 16;

/** Which tiles are active. The base level is that of the motion map. */
export class Tiles {
  readonly columns: number;
  readonly rows: number;
  readonly active: Uint8Array;
  /** Indices of the active tiles in rising order, `count` of them. */
  readonly list: Int32Array;
  count = 0;
  readonly #baseScale: number;

  constructor(base: Level) {
    this.columns = Math.ceil(base.luma.width / TILE);
    this.rows = Math.ceil(base.luma.height / TILE);
    this.active = new Uint8Array(this.columns * this.rows);
    this.list = new Int32Array(this.active.length);
    this.#baseScale = base.scale;
  }

  clear(): void {
    this.active.fill(0);
    this.count = 0;
  }

  /** Rebuilds the list after `active` was written. */
  collect(): void {
    this.count = 0;
    for (let t = 0; t < this.active.length; t++) if (this.active[t]) this.list[this.count++] = t;
  }

  /** The part of `level` that tile t covers, less `border` pixels at the edge of the picture. */
  rect(t: number, level: Level, border: number, into: Rect): Rect {
    const { width, height } = level.luma;
    const side = (TILE * this.#baseScale) / level.scale;
    const column = t % this.columns;
    const row = (t - column) / this.columns;
    into.x0 = Math.max(border, Math.floor(column * side));
    into.y0 = Math.max(border, Math.floor(row * side));
    into.x1 = Math.min(width - border, Math.floor((column + 1) * side));
    into.y1 = Math.min(height - border, Math.floor((row + 1) * side));
    return into;
  }

  /** Every active tile's part of `level`, one object that changes. */
  *rects(level: Level, border: number): Generator<Rect> {
    const rect = { x0: 0, y0: 0, x1: 0, y1: 0 };
    for (let n = 0; n < this.count; n++) yield this.rect(this.list[n]!, level, border, rect);
  }

  /** Activates the tiles that a box of full pixels touches. */
  add(left: number, top: number, right: number, bottom: number): void {
    const side = TILE * this.#baseScale;
    const x1 = Math.min(this.columns - 1, Math.floor(right / side));
    const y1 = Math.min(this.rows - 1, Math.floor(bottom / side));
    for (let row = Math.max(0, Math.floor(top / side)); row <= y1; row++) {
      for (let column = Math.max(0, Math.floor(left / side)); column <= x1; column++) {
        this.active[row * this.columns + column] = 1;
      }
    }
  }
}

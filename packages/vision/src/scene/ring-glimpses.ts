/** Looks at a hoop from so near that its ring's tube is seen, kept until it is known where ring and balls were. */
import type { Plane, Pyramid } from './planes.ts';
import { valueAt } from './rim-patch.ts';
import { applyX, applyY } from './transform.ts';
import type { Transform } from './transform.ts';

/** Cells of a glimpse, of which the chroma has half as many each way; and where in it the ring's middle is. */
export const GLIMPSE = { width: 112, height: 80, x: 56, y: 32 } as const;
/** Cells in half the ring's width. */
export const HALF_WIDTH = 28;
/** Of a hoop that is too small to be looked at so, with room for one that is found a little larger later; px. */
const SMALLEST_CELL = 0.8;
const CHROMA = { width: GLIMPSE.width / 2, height: GLIMPSE.height / 2 };
/** More are not kept, 4 MB; of them so many of a hoop at which nothing happens, ever further apart. */
const MOST = 300;
const MOST_CALM = 24;
const FIRST_PAUSE = 0.25;

export interface Glimpse {
  row: number;
  timeSeconds: number;
  /** Luma, U and V. */
  planes: readonly [Plane, Plane, Plane];
}

export class RingGlimpses {
  readonly glimpses: Glimpse[] = [];
  /** The ring's middle and a cell's size, in the pixels of the chain's first frame. */
  readonly #x: number;
  readonly #y: number;
  readonly cell: number;
  #calm: Glimpse[] = [];
  #pause: number = FIRST_PAUSE;

  constructor({ x, y, a }: { x: number; y: number; a: number }) {
    this.#x = x;
    this.#y = y;
    this.cell = a / HALF_WIDTH;
  }

  toCells(x: number, y: number): { x: number; y: number } {
    return { x: (x - this.#x) / this.cell + GLIMPSE.x, y: (y - this.#y) / this.cell + GLIMPSE.y };
  }

  /** Keeps a frame where something `moves` at the hoop, and now and then one where nothing does. */
  add(frame: { row: number; timeSeconds: number; pyramid: Pyramid }, toFrame: Transform, moves: boolean): void {
    if (this.cell < SMALLEST_CELL) return;
    const last = this.#calm.at(-1);
    const isCalm = !last || frame.timeSeconds >= last.timeSeconds + this.#pause;
    if (!isCalm && !(moves && this.glimpses.length < MOST)) return;
    const glimpse = this.#look(frame, toFrame);
    this.glimpses.push(glimpse);
    if (isCalm) this.#thin(glimpse);
  }

  #thin(glimpse: Glimpse): void {
    this.#calm.push(glimpse);
    if (this.#calm.length <= MOST_CALM) return;
    const dropped = new Set(this.#calm.filter((_, n) => n % 2 === 1));
    this.#calm = this.#calm.filter((calm) => !dropped.has(calm));
    this.#pause *= 2;
    const kept = this.glimpses.filter((other) => !dropped.has(other));
    this.glimpses.splice(0, this.glimpses.length, ...kept);
  }

  #look({ row, timeSeconds, pyramid }: { row: number; timeSeconds: number; pyramid: Pyramid }, t: Transform): Glimpse {
    const level = pyramid.levels.findLast(({ scale }) => scale <= this.cell) ?? pyramid.fine;
    const { chromaScale } = pyramid;
    const read = (plane: Plane, scale: number, size: { width: number; height: number }): Plane => {
      const step = GLIMPSE.width / size.width;
      const data = new Uint8Array(size.width * size.height);
      for (let i = 0; i < data.length; i++) {
        const column = (i % size.width) * step + (step - 1) / 2 - GLIMPSE.x;
        const line = Math.floor(i / size.width) * step + (step - 1) / 2 - GLIMPSE.y;
        const [x, y] = [this.#x + column * this.cell, this.#y + line * this.cell];
        data[i] = valueAt(plane, scale, applyX(t, x, y), applyY(t, x, y)) + 0.5;
      }
      return { ...size, data };
    };
    const planes = [
      read(level.luma, level.scale, GLIMPSE),
      read(pyramid.u, chromaScale, CHROMA),
      read(pyramid.v, chromaScale, CHROMA),
    ] as const;
    return { row, timeSeconds, planes };
  }
}

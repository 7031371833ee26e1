/** The surroundings of a thing that may belong to a rim, averaged over the clip, in a small picture of fixed size. */
import type { Plane, Pyramid } from './planes.ts';
import { sample } from './planes.ts';
import { applyX, applyY } from './transform.ts';
import type { Transform } from './transform.ts';

/** Cells a side. */
export const PATCH = 96;

export class RimPatch {
  /** Centre and cell size, in the pixels of the chain's first frame. */
  readonly x: number;
  readonly y: number;
  readonly cell: number;
  /** From the centre to each side. */
  readonly reach: number;
  /** Means of luma and of V, cell by cell. */
  readonly luma = new Float32Array(PATCH * PATCH);
  readonly red = new Float32Array(PATCH * PATCH);
  #count = 0;

  /** Covers `reach` pixels to each side of (x, y). */
  constructor(x: number, y: number, reach: number) {
    this.x = x;
    this.y = y;
    this.reach = reach;
    this.cell = (2 * reach) / PATCH;
  }

  /** Position of cell (column, row), which may lie between cells, in the chain's first frame. */
  toReference(column: number, row: number): { x: number; y: number } {
    const middle = (PATCH - 1) / 2;
    return { x: this.x + (column - middle) * this.cell, y: this.y + (row - middle) * this.cell };
  }

  /** The other way around. */
  toCells(x: number, y: number): { x: number; y: number } {
    const middle = (PATCH - 1) / 2;
    return { x: (x - this.x) / this.cell + middle, y: (y - this.y) / this.cell + middle };
  }

  /** Averages a frame in; `toFrame` takes the chain's first frame to it. */
  add(pyramid: Pyramid, toFrame: Transform): void {
    this.#count++;
    const share = 1 / this.#count;
    // A coarse patch samples a coarse picture, or it would alias.
    const level = pyramid.levels.findLast(({ scale }) => scale <= this.cell * 1.2) ?? pyramid.fine;
    for (let row = 0, i = 0; row < PATCH; row++) {
      for (let column = 0; column < PATCH; column++, i++) {
        const { x, y } = this.toReference(column, row);
        const px = applyX(toFrame, x, y);
        const py = applyY(toFrame, x, y);
        this.luma[i]! += share * (valueAt(level.luma, level.scale, px, py) - this.luma[i]!);
        this.red[i]! += share * (valueAt(pyramid.v, pyramid.chromaScale, px, py) - this.red[i]!);
      }
    }
  }
}

/** Value at a pixel (x, y) of the full picture. */
export function valueAt(plane: Plane, scale: number, x: number, y: number): number {
  const offset = (scale - 1) / 2;
  return sample(plane, (x - offset) / scale, (y - offset) / scale);
}

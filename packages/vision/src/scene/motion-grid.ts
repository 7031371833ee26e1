/** What moves in a patch, frame by frame, in a few coarse cells: enough to say later what moved in any part of it. */
import type { Reference } from './motion.ts';
import type { Level } from './planes.ts';
import { PATCH } from './rim-patch.ts';
import type { RimPatch } from './rim-patch.ts';
import { applyX, applyY } from './transform.ts';
import type { Transform } from './transform.ts';

/** Cells a side. */
export const GRID = 8;
const CELLS = GRID * GRID;
/** Points read per cell and side. */
const PER_CELL = 3;
const SIDE = GRID * PER_CELL;
/** Stored per grey level. */
const SCALE = 4;

const change = new Float64Array(SIDE * SIDE);

/** Grows by 64 bytes for each time it looks. */
export class MotionGrid {
  #data = new Uint8Array(CELLS * 64);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Adds what moved since `before`, the patch's mean change, which is light, taken out. */
  add(patch: RimPatch, toFrame: Transform, level: Level, before: Reference): void {
    const mean = readChange(patch, toFrame, level, before);
    this.#reserve();
    const base = this.#count++ * CELLS;
    for (let cell = 0; cell < CELLS; cell++) {
      const first = Math.floor(cell / GRID) * PER_CELL * SIDE + (cell % GRID) * PER_CELL;
      let sum = 0;
      for (let k = 0; k < PER_CELL * PER_CELL; k++) {
        sum += Math.abs(change[first + Math.floor(k / PER_CELL) * SIDE + (k % PER_CELL)]! - mean);
      }
      this.#data[base + cell] = Math.min(255, (sum / (PER_CELL * PER_CELL)) * SCALE);
    }
  }

  /** Stands for a look at which nothing could be compared. */
  skip(): void {
    this.#reserve();
    this.#data.fill(0, this.#count * CELLS, (this.#count + 1) * CELLS);
    this.#count++;
  }

  #reserve(): void {
    if ((this.#count + 1) * CELLS <= this.#data.length) return;
    const larger = new Uint8Array(this.#data.length * 2);
    larger.set(this.#data);
    this.#data = larger;
  }

  /** Mean change, grey levels, in a box of the patch (in its cells) at look n. */
  inBox(n: number, box: { left: number; right: number; top: number; bottom: number }): number {
    const size = PATCH / GRID;
    let sum = 0;
    let weights = 0;
    for (let row = 0; row < GRID; row++) {
      const h = Math.min(box.bottom, (row + 1) * size) - Math.max(box.top, row * size);
      if (h <= 0) continue;
      for (let column = 0; column < GRID; column++) {
        const w = Math.min(box.right, (column + 1) * size) - Math.max(box.left, column * size);
        if (w <= 0) continue;
        sum += w * h * this.#data[n * CELLS + row * GRID + column]!;
        weights += w * h;
      }
    }
    return weights > 0 ? sum / weights / SCALE : 0;
  }
}

/** Fills `change` and returns its mean. What is out of view has not changed. */
function readChange(patch: RimPatch, toFrame: Transform, level: Level, before: Reference): number {
  const { width, height, data } = level.luma;
  const other = before.levels.base.luma.data;
  const [a, b, c, d, e, f] = before.fromCurrent;
  const offset = (level.scale - 1) / 2;
  let sum = 0;
  for (let row = 0, k = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++, k++) {
      const at = patch.toReference(((column + 0.5) / SIDE) * PATCH - 0.5, ((row + 0.5) / SIDE) * PATCH - 0.5);
      const x = Math.round((applyX(toFrame, at.x, at.y) - offset) / level.scale);
      const y = Math.round((applyY(toFrame, at.x, at.y) - offset) / level.scale);
      const px = Math.round(a * x + c * y + e);
      const py = Math.round(b * x + d * y + f);
      const seen = x >= 0 && y >= 0 && x < width && y < height && px >= 0 && py >= 0 && px < width && py < height;
      change[k] = seen ? data[y * width + x]! - other[py * width + px]! : 0;
      sum += change[k]!;
    }
  }
  return sum / (SIDE * SIDE);
}

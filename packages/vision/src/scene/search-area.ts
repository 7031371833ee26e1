/** Which pixels are worth looking at for a ball: what moves, and what is around hands. */
import type { MotionMap } from './motion.ts';
import type { PersonScale } from './people.ts';
import type { Level, Plane } from './planes.ts';
import { makePlane } from './planes.ts';
import { Tiles } from './tiles.ts';
import type { Rect } from './tiles.ts';

/** A ball is looked for this many diameters around a hand. */
const HAND_REACH = 1.6;

/** Active tiles and, in them, pixels: 1 or 0 at the base level and at each coarser one. */
export class SearchArea {
  readonly tiles: Tiles;
  readonly #levels: readonly Level[];
  readonly #base: number;
  /** By level; the finer ones use that of the base. */
  readonly #masks: (Plane | null)[];
  readonly #rect: Rect = { x0: 0, y0: 0, x1: 0, y1: 0 };

  constructor(levels: readonly Level[], base: number) {
    this.#levels = levels;
    this.#base = base;
    this.tiles = new Tiles(levels[base]!);
    this.#masks = levels.map(({ luma }, k) => (k < base ? null : makePlane(luma.width, luma.height)));
  }

  /** The mask for a level, and by how many powers of two it is coarser than it. */
  mask(level: number): { plane: Plane; shift: number } {
    const index = Math.max(level, this.#base);
    return { plane: this.#masks[index]!, shift: index - level };
  }

  update(motion: MotionMap, people: readonly PersonScale[]): void {
    for (const mask of this.#masks) mask?.data.fill(0);
    const { tiles } = this;
    tiles.active.set(motion.tiles.active);
    const hands = people.flatMap((person) => {
      return person.hands.map((hand) => ({ ...hand, reach: HAND_REACH * person.ballDiameter }));
    });
    for (const { x, y, reach } of hands) tiles.add(x - reach, y - reach, x + reach, y + reach);
    tiles.collect();
    this.#markMoving(motion);
    for (const { x, y, reach } of hands) this.#markSquare(x, y, reach);
    for (let k = this.#base + 1; k < this.#levels.length; k++) this.#gather(k);
  }

  #markMoving(motion: MotionMap): void {
    const { width, data } = motion.either;
    const out = this.#masks[this.#base]!.data;
    const { threshold, tiles } = motion;
    for (let n = 0; n < tiles.count; n++) {
      const { x0, y0, x1, y1 } = tiles.rect(tiles.list[n]!, this.#levels[this.#base]!, 1, this.#rect);
      for (let y = y0; y < y1; y++) {
        for (let i = y * width + x0, end = y * width + x1; i < end; i++) {
          if (data[i]! <= threshold) continue;
          out[i - width - 1] = out[i - width] = out[i - width + 1] = 1;
          out[i - 1] = out[i] = out[i + 1] = 1;
          out[i + width - 1] = out[i + width] = out[i + width + 1] = 1;
        }
      }
    }
  }

  #markSquare(x: number, y: number, reach: number): void {
    const mask = this.#masks[this.#base]!;
    const { scale } = this.#levels[this.#base]!;
    const x0 = Math.max(0, Math.floor((x - reach) / scale));
    const x1 = Math.min(mask.width, Math.ceil((x + reach) / scale));
    const y1 = Math.min(mask.height, Math.ceil((y + reach) / scale));
    if (x1 <= x0) return;
    for (let row = Math.max(0, Math.floor((y - reach) / scale)); row < y1; row++) {
      mask.data.fill(1, row * mask.width + x0, row * mask.width + x1);
    }
  }

  /** Marks, at level k, what has anything marked in it one level finer. */
  #gather(k: number): void {
    const fine = this.#masks[k - 1]!;
    const coarse = this.#masks[k]!;
    for (let n = 0; n < this.tiles.count; n++) {
      const { x0, y0, x1, y1 } = this.tiles.rect(this.tiles.list[n]!, this.#levels[k]!, 0, this.#rect);
      for (let y = y0; y < y1; y++) {
        let a = 2 * y * fine.width + 2 * x0;
        let b = a + fine.width;
        for (let i = y * coarse.width + x0, end = y * coarse.width + x1; i < end; i++, a += 2, b += 2) {
          coarse.data[i] = fine.data[a]! | fine.data[a + 1]! | fine.data[b]! | fine.data[b + 1]!;
        }
      }
    }
  }
}

/** Which pixels are worth looking at for a ball: what moves, and what is around hands. */
import type { MotionMap } from './motion.ts';
import type { PersonScale } from './people.ts';
import type { Pixels } from './pixels/pixels.ts';
import type { Level, Plane } from './planes.ts';
import { Tiles } from './tiles.ts';

/** A ball is looked for this many diameters around a hand. */
const HAND_REACH = 1.6;

/** Active tiles and, in them, pixels: 1 or 0 at the base level and at each coarser one. */
export class SearchArea {
  readonly tiles: Tiles;
  readonly #levels: readonly Level[];
  readonly #base: number;
  /** By level; the finer ones use that of the base. */
  readonly #masks: (Plane | null)[];
  readonly #pixels: Pixels;

  constructor(levels: readonly Level[], base: number, pixels: Pixels) {
    this.#levels = levels;
    this.#base = base;
    this.#pixels = pixels;
    this.tiles = new Tiles(levels[base]!);
    this.#masks = levels.map(({ luma }, k) => (k < base ? null : pixels.plane(luma.width, luma.height)));
  }

  /** The mask for a level, and by how many powers of two it is coarser than it. */
  mask(level: number): { plane: Plane; shift: number } {
    const index = Math.max(level, this.#base);
    return { plane: this.#masks[index]!, shift: index - level };
  }

  update(motion: MotionMap, people: readonly PersonScale[]): void {
    const { tiles } = this;
    tiles.active.set(motion.tiles.active);
    const hands = people.flatMap((person) => {
      return person.hands.map((hand) => ({ ...hand, reach: HAND_REACH * person.ballDiameter }));
    });
    for (const { x, y, reach } of hands) tiles.add(x - reach, y - reach, x + reach, y + reach);
    tiles.collect();
    this.#pixels.dilate(motion.either, this.#masks[this.#base]!, motion.threshold);
    for (const { x, y, reach } of hands) this.#markSquare(x, y, reach);
    for (let k = this.#base + 1; k < this.#levels.length; k++)
      this.#pixels.gather(this.#masks[k - 1]!, this.#masks[k]!);
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
}

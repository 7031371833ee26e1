/** Which pixels are worth looking at for a ball: what moves, and what is around hands. */
import type { PersonScale } from './people.ts';
import type { Level } from './planes.ts';
import { makePlane } from './planes.ts';
import type { Mask } from './discs.ts';
import type { MotionMap } from './motion.ts';

/** A ball is looked for this many diameters around a hand. */
const HAND_REACH = 1.8;

/** Marks, in `mask` (of the motion map's size), what moves with its neighbours. */
export function markMoving(motion: MotionMap, mask: Mask): void {
  const { width, height, data } = motion.either;
  const out = mask.data;
  out.fill(0);
  for (let y = 1; y < height - 1; y++) {
    for (let i = y * width + 1, end = (y + 1) * width - 1; i < end; i++) {
      if (data[i]! <= motion.threshold) continue;
      out[i - width - 1] = out[i - width] = out[i - width + 1] = 1;
      out[i - 1] = out[i] = out[i + 1] = 1;
      out[i + width - 1] = out[i + width] = out[i + width + 1] = 1;
    }
  }
}

/** Adds the surroundings of hands. `scale` is full pixels per pixel of the mask. */
export function markHands(people: readonly PersonScale[], scale: number, mask: Mask): void {
  for (const person of people) {
    const reach = (HAND_REACH * person.ballDiameter) / scale;
    for (const hand of person.hands) {
      const cx = hand.x / scale;
      const cy = hand.y / scale;
      const x0 = Math.max(0, Math.floor(cx - reach));
      const x1 = Math.min(mask.width, Math.ceil(cx + reach));
      for (let y = Math.max(0, Math.floor(cy - reach)); y < Math.min(mask.height, cy + reach); y++) {
        if (x1 > x0) mask.data.fill(1, y * mask.width + x0, y * mask.width + x1);
      }
    }
  }
}

/** Masks of all levels from that of one of them: finer ones repeat it, coarser ones mark what has anything marked in it. */
export class MaskPyramid {
  readonly masks: Mask[];
  readonly #base: number;

  constructor(levels: readonly Level[], base: number) {
    this.masks = levels.map((level) => makePlane(level.luma.width, level.luma.height));
    this.#base = base;
  }

  get base(): Mask {
    return this.masks[this.#base]!;
  }

  spread(): void {
    for (let k = this.#base - 1; k >= 0; k--) repeat(this.masks[k + 1]!, this.masks[k]!);
    for (let k = this.#base + 1; k < this.masks.length; k++) gather(this.masks[k - 1]!, this.masks[k]!);
  }
}

function repeat(coarse: Mask, fine: Mask): void {
  for (let y = 0; y < fine.height; y++) {
    const from = Math.min(coarse.height - 1, y >> 1) * coarse.width;
    const out = y * fine.width;
    for (let x = 0; x < fine.width; x++) fine.data[out + x] = coarse.data[from + Math.min(coarse.width - 1, x >> 1)]!;
  }
}

function gather(fine: Mask, coarse: Mask): void {
  for (let y = 0; y < coarse.height; y++) {
    const a = 2 * y * fine.width;
    const b = a + fine.width;
    const out = y * coarse.width;
    for (let x = 0; x < coarse.width; x++) {
      coarse.data[out + x] =
        fine.data[a + 2 * x]! | fine.data[a + 2 * x + 1]! | fine.data[b + 2 * x]! | fine.data[b + 2 * x + 1]!;
    }
  }
}

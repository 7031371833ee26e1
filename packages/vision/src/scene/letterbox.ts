/** Black bars at the picture's edges. */
import type { TracksVideo } from '@shotform/contracts';
import type { VideoFrame } from '../frame.ts';

/** Over black, grey levels: bars are coded with little noise. */
const TOLERANCE = 10;
/** The share of a line that may be brighter, as where its compression rings at the picture's edge. */
const BRIGHT_SHARE = 0.01;
const EVERY_SECONDS = 0.5;
/** Along a line only every fourth pixel is read. */
const STRIDE = 4;

/** Lines are bars while every frame looked at shows them black. */
export class LetterboxFinder {
  readonly #width: number;
  readonly #height: number;
  readonly #rows: Uint8Array;
  readonly #columns: Uint8Array;
  #nextTime = -Infinity;

  constructor(size: { width: number; height: number }) {
    this.#width = size.width;
    this.#height = size.height;
    this.#rows = new Uint8Array(size.height).fill(1);
    this.#columns = new Uint8Array(size.width).fill(1);
  }

  next(frame: VideoFrame): void {
    if (frame.timeSeconds < this.#nextTime) return;
    this.#nextTime = frame.timeSeconds + EVERY_SECONDS;
    const black = (frame.colour.range === 'limited' ? 16 : 0) + TOLERANCE;
    const { y: luma } = frame;
    const dark = (start: number, step: number, count: number): boolean => {
      let bright = 0;
      for (let n = 0, i = start; n < count; n++, i += step) if (luma[i]! > black) bright++;
      return bright <= BRIGHT_SHARE * count;
    };
    for (let row = 0; row < this.#height; row++) {
      if (this.#rows[row] && !dark(row * this.#width, STRIDE, Math.floor(this.#width / STRIDE))) this.#rows[row] = 0;
    }
    for (let column = 0; column < this.#width; column++) {
      const stillBlack =
        this.#columns[column]! && dark(column, STRIDE * this.#width, Math.floor(this.#height / STRIDE));
      if (!stillBlack) this.#columns[column] = 0;
    }
  }

  result(): TracksVideo['letterbox'] {
    const top = leading(this.#rows);
    const left = leading(this.#columns);
    // A picture that is black throughout has no bars.
    if (top === this.#height || left === this.#width) return { left: 0, top: 0, right: 0, bottom: 0 };
    return { left, top, right: leading(this.#columns.toReversed()), bottom: leading(this.#rows.toReversed()) };
  }
}

function leading(black: Uint8Array): number {
  const first = black.indexOf(0);
  return first < 0 ? black.length : first;
}

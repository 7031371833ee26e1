/** A turned square out of a decoded frame, sampled and turned into RGB in one pass by vector instructions. */
import type { ColourSpace, VideoFrame } from '../frame.ts';
import { Pixels, type Picture420, type RgbCoefficients, type SampleGrid } from '../scene/pixels/pixels.ts';

export class FrameCrop {
  readonly #pixels: Pixels;
  readonly #picture: Picture420;
  readonly #out: Float32Array;

  /** For frames of `width` x `height` and squares of `side` x `side` samples, a multiple of four. */
  constructor({ width, height }: { width: number; height: number }, side: number) {
    const chroma = ((width + 1) >> 1) * ((height + 1) >> 1);
    const out = 3 * side * side;
    // Beside the planes: what keeps them apart, and rows below that are read with a weight of nought.
    this.#pixels = new Pixels(width * height + 2 * chroma + 4 * out + 4 * width + 256);
    const plane = (area: number): Uint8Array => this.#pixels.bytes(area);
    this.#picture = { width, height, y: plane(width * height), u: plane(chroma), v: plane(chroma) };
    this.#out = this.#pixels.floats(out);
  }

  fits({ width, height }: VideoFrame): boolean {
    return width === this.#picture.width && height === this.#picture.height;
  }

  /** Three planes (red, green, blue), valid until the next call. */
  take(frame: VideoFrame, grid: SampleGrid, range: { low: number; high: number }): Float32Array {
    this.#copy(frame, grid);
    this.#pixels.crop(this.#picture, grid, coefficients(frame.colour), range, this.#out);
    return this.#out;
  }

  /** The rows that the square reaches into, copied to where the loop can see them. */
  #copy(frame: VideoFrame, { top, stepX, stepY, size }: SampleGrid): void {
    const { width, height, y, u, v } = this.#picture;
    const half = size / 2;
    // Of the square's corners.
    const ys = [-half, half].flatMap((row) => [0, size].map((column) => top + row * stepX + column * stepY));
    const first = clamp(Math.floor(Math.min(...ys)) - 2, height);
    const end = clamp(Math.ceil(Math.max(...ys)) + 1, height) + 1;
    const chromaWidth = (width + 1) >> 1;
    const chromaRows = [Math.max(0, (first >> 1) - 1) * chromaWidth, ((end >> 1) + 1) * chromaWidth] as const;
    y.set(frame.y.subarray(first * width, end * width), first * width);
    u.set(frame.u.subarray(...chromaRows), chromaRows[0]);
    v.set(frame.v.subarray(...chromaRows), chromaRows[0]);
  }
}

/** The nearest row of a picture of `height` rows. */
function clamp(row: number, height: number): number {
  return Math.min(height - 1, Math.max(0, row));
}

/** From the luma weights kr and kb of ITU-R BT.601 and BT.709. */
function coefficients({ matrix, range }: ColourSpace): RgbCoefficients {
  const [kr, kb] = matrix === 'bt709' ? [0.2126, 0.0722] : [0.299, 0.114];
  const kg = 1 - kr - kb;
  const limited = range === 'limited';
  const light = Math.round(1024 * (limited ? 255 / 219 : 1));
  const chroma = 1024 * (limited ? 255 / 224 : 1);
  return {
    light,
    dark: (limited ? 16 * 1024 * light : 0) - (1 << 19),
    rv: Math.round(2 * (1 - kr) * chroma),
    gu: Math.round(((2 * kb * (1 - kb)) / kg) * chroma),
    gv: Math.round(((2 * kr * (1 - kr)) / kg) * chroma),
    bu: Math.round(2 * (1 - kb) * chroma),
  };
}

/** Planes of bytes in one WebAssembly memory, and the loops over them that take most of the time, as vector instructions. */
import { kernels } from './kernels.ts';

export interface Plane {
  width: number;
  height: number;
  data: Uint8Array;
}

/** The part [x0, x1) x [y0, y1) of a plane, px. */
export interface Rect {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** Luma and warmth of one picture, of the same size. */
export interface Pair {
  luma: Plane;
  warmth: Plane;
}

/** Gradients pixel by pixel, and how strong they are; 0 where there is no edge. */
export interface Gradients {
  x: Int16Array;
  y: Int16Array;
  magnitude: Uint16Array;
}

/** A 4:2:0 picture; chroma planes are ceil(width / 2) x ceil(height / 2). */
export interface Picture420 {
  width: number;
  height: number;
  y: Uint8Array;
  u: Uint8Array;
  v: Uint8Array;
}

/** Samples at (left, top) + column * (stepX, stepY) + row * (-stepY, stepX), px; rows are counted from the middle one. */
export interface SampleGrid {
  left: number;
  top: number;
  stepX: number;
  stepY: number;
  /** Samples along each side, a multiple of four. */
  size: number;
}

/** Luma and chroma (its middle taken off) to colours, in parts of 1024: red is light * y - dark / 1024 + rv * v, and so on. */
export interface RgbCoefficients {
  light: number;
  /** For values that are 1024 times a byte, with half of what is rounded taken off. */
  dark: number;
  rv: number;
  gu: number;
  gv: number;
  bu: number;
}

/** A gain is counted in this many parts. */
const GAIN_PARTS = 64;
const PAGE = 65_536;
/** Before, between and behind the planes: a vector may reach over their ends. */
const SLACK = 16;

/** What browsers and Node have alike, and the language's own types leave out. */
interface Environment {
  WebAssembly: {
    Module: new (code: Uint8Array) => object;
    Memory: new (size: { initial: number }) => { buffer: ArrayBuffer };
    Instance: new (module: object, imports: object) => { exports: object };
  };
  atob(text: string): string;
}
const { WebAssembly, atob } = globalThis as unknown as Environment;

let compiled: object | null = null;

function moduleOfKernels(): object {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(kernels), (letter) => letter.charCodeAt(0)));
  return compiled;
}

type Kernel = (...numbers: number[]) => number;
const names = [
  'halve',
  'warmth',
  'differing',
  'largest',
  'compare',
  'order',
  'dilate',
  'gather',
  'gradients',
  'vote',
  'peaks',
  'crop',
] as const;

/** Makes planes, and works on those it made. All planes must be of the sizes that are said; nothing is checked here. */
export class Pixels {
  readonly #buffer: ArrayBuffer;
  readonly #run: Record<(typeof names)[number], Kernel>;
  #end = SLACK;

  /** @param capacity bytes that can be handed out; those that never are cost nothing */
  constructor(capacity: number) {
    const memory = new WebAssembly.Memory({ initial: Math.ceil((capacity + SLACK) / PAGE) });
    this.#buffer = memory.buffer;
    const { exports } = new WebAssembly.Instance(moduleOfKernels(), { pixels: { memory } });
    this.#run = exports as Record<(typeof names)[number], Kernel>;
  }

  /** Throws a RangeError where the capacity is used up. */
  plane(width: number, height: number): Plane {
    return { width, height, data: this.bytes(width * height) };
  }

  bytes(count: number): Uint8Array {
    return new Uint8Array(this.#buffer, this.#take(count), count);
  }

  gradientsOf(width: number, height: number): Gradients {
    const area = width * height;
    return {
      x: new Int16Array(this.#buffer, this.#take(2 * area), area),
      y: new Int16Array(this.#buffer, this.#take(2 * area), area),
      magnitude: new Uint16Array(this.#buffer, this.#take(2 * area), area),
    };
  }

  floats(count: number): Float32Array {
    return new Float32Array(this.#buffer, this.#take(4 * count), count);
  }

  indices(count: number): Int32Array {
    return new Int32Array(this.#buffer, this.#take(4 * count), count);
  }

  /** Means of 2 x 2 into a plane of half the size (rounded down). */
  halve(from: Plane, to: Plane): void {
    this.#run.halve(from.data.byteOffset, from.width, to.data.byteOffset, to.width, to.height);
  }

  /** 127 + (V - U) / 2. The planes' areas are multiples of 16. */
  warmth(u: Plane, v: Plane, to: Plane): void {
    this.#run.warmth(u.data.byteOffset, v.data.byteOffset, to.data.byteOffset, to.data.length);
  }

  /** How many pixels differ by more than `tolerance`, counted until there are `enough`. The planes' areas are multiples of 16. */
  differing(a: Plane, b: Plane, tolerance: number, enough: number): number {
    return this.#run.differing(a.data.byteOffset, b.data.byteOffset, a.data.length, tolerance, enough);
  }

  /**
   * The largest difference in every second row of a rect against the pixels `step` further on in `other`: luma's, or `gain` (at
   * most 2) times that of warmth, at most 255. `uneven` takes from luma's what half a pixel of shift may have caused.
   */
  largest(of: Pair, other: Pair, rect: Rect, step: number, gain: number, uneven: boolean): number {
    const most = this.#run.largest(
      of.luma.data.byteOffset,
      of.warmth.data.byteOffset,
      other.luma.data.byteOffset,
      other.warmth.data.byteOffset,
      of.luma.width,
      rect.x0,
      rect.y0,
      rect.x1,
      rect.y1,
      step,
      uneven ? 1 : 0,
    );
    return Math.min(255, Math.max(most & 255, ((most >> 8) * parts(gain)) >> 6));
  }

  /** Such differences, pixel by pixel and in all rows, into `to`. Of luma's, those up to `certain` are left as they are. */
  compare(
    of: Pair,
    other: Pair,
    to: Plane,
    rect: Rect,
    step: number,
    gain: number,
    uneven: boolean,
    certain: number,
  ): void {
    this.#run.compare(
      of.luma.data.byteOffset,
      of.warmth.data.byteOffset,
      other.luma.data.byteOffset,
      other.warmth.data.byteOffset,
      to.data.byteOffset,
      of.luma.width,
      rect.x0,
      rect.y0,
      rect.x1,
      rect.y1,
      step,
      uneven ? 1 : 0,
      certain,
      parts(gain),
    );
  }

  /** Puts the smaller of each pair into `low` and the larger into `high`. The planes' areas are multiples of 16. */
  order(low: Plane, high: Plane): void {
    this.#run.order(low.data.byteOffset, high.data.byteOffset, low.data.length);
  }

  /** 1 where one of the nine pixels around is over the threshold, else 0. At least 16 px wide. */
  dilate(from: Plane, to: Plane, threshold: number): void {
    this.#run.dilate(from.data.byteOffset, to.data.byteOffset, from.width, from.height, threshold);
  }

  /** Any of 2 x 2 into a plane of half the size (rounded down). */
  gather(from: Plane, to: Plane): void {
    this.#run.gather(from.data.byteOffset, from.width, to.data.byteOffset, to.width, to.height);
  }

  /**
   * Gradients, as differences over two pixels, where the mask is not 0 (pixel (x, y) has its mask at (x >> shift, y >> shift),
   * shift 0 or 1): of luma, or `gain` (at most 2) times that of warmth where it is stronger. Under `least` there is no edge. At
   * least 8 px wide.
   */
  gradients(
    luma: Plane,
    warmth: Plane | null,
    mask: { plane: Plane; shift: number },
    gain: number,
    least: number,
    into: Gradients,
  ): void {
    this.#run.gradients(
      luma.data.byteOffset,
      warmth?.data.byteOffset ?? 0,
      mask.plane.data.byteOffset,
      mask.plane.width,
      mask.shift,
      luma.width,
      luma.height,
      parts(gain),
      least * least,
      into.x.byteOffset,
      into.y.byteOffset,
      into.magnitude.byteOffset,
    );
  }

  /**
   * Votes of edges for centres at the first `count` radii (in parts of 256 of a pixel, up to 16 px) to both sides, one plane of
   * votes (bytes) for each.
   */
  vote(
    { x, y, magnitude }: Gradients,
    size: { width: number; height: number },
    radii: Int32Array,
    count: number,
    votes: Uint8Array,
  ): void {
    const { width, height } = size;
    const from = [x.byteOffset, y.byteOffset, magnitude.byteOffset];
    this.#run.vote(...from, width, height, radii.byteOffset, count, votes.byteOffset, width * height);
  }

  /**
   * Writes into `found` the indices of pixels off the border with at least `least`, and `leastSum` (at most 255) together with
   * the eight around them. Returns how many, no more than have room.
   */
  peaks({ width, height, data }: Plane, least: number, leastSum: number, found: Int32Array): number {
    return this.#run.peaks(data.byteOffset, width, height, least, leastSum, found.byteOffset, found.length);
  }

  /**
   * Bilinear samples of a 4:2:0 picture as planes of red, green and blue, bytes scaled so that 0 is `low` and 255 is `high`.
   * Coordinates are rounded to 1/32 px; outside the picture its nearest pixels go on.
   */
  crop(
    { width, height, y, u, v }: Picture420,
    grid: SampleGrid,
    { light, dark, rv, gu, gv, bu }: RgbCoefficients,
    { low, high }: { low: number; high: number },
    out: Float32Array,
  ): void {
    const planes = [y.byteOffset, u.byteOffset, v.byteOffset];
    const { left, top, stepX, stepY, size } = grid;
    const square = [left, top, stepX, stepY, size, out.byteOffset];
    this.#run.crop(...planes, width, height, ...square, light, dark, rv, gu, gv, bu, high - low, 255 * low);
  }

  #take(bytes: number): number {
    const start = this.#end;
    this.#end += Math.ceil(bytes / SLACK) * SLACK + SLACK;
    if (this.#end > this.#buffer.byteLength) throw new RangeError('no room is left for another plane');
    return start;
  }
}

function parts(gain: number): number {
  return Math.round(gain * GAIN_PARTS);
}

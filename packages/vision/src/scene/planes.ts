/** Planes of bytes, and the pyramid of a frame that everything in the scene is looked for in. */

export interface Plane {
  width: number;
  height: number;
  data: Uint8Array;
}

/**
 * One size of the picture. Its pixel i covers the full pixels [i scale, (i + 1) scale), so its centre lies at
 * i scale + (scale - 1) / 2.
 */
export interface Level {
  scale: number;
  luma: Plane;
  /** 128 + (V - U) / 2, which rises from blue over grey to orange and red. `null` where the chroma is coarser than the level. */
  warmth: Plane | null;
}

/** Work on at most about this many pixels: a small ball needs them all, a large frame has larger balls. */
const MAX_WORK_PIXELS = 420_000;
const MIN_LEVEL_SIDE = 24;
const MAX_LEVELS = 6;

/** Full pixels per pixel of the finest level: 1, 2 or 4. */
export function workScale(width: number, height: number): number {
  let scale = 1;
  while (scale < 4 && (width * height) / (scale * scale) > MAX_WORK_PIXELS * (scale > 1 ? 2 : 1)) scale *= 2;
  return scale;
}

export function makePlane(width: number, height: number): Plane {
  return { width, height, data: new Uint8Array(width * height) };
}

/** Means of 2 x 2 into a plane of half the size (rounded down). */
export function halve(from: Plane, to: Plane): void {
  const source = from.data;
  const target = to.data;
  const { width, height } = to;
  let out = 0;
  for (let y = 0; y < height; y++) {
    let a = 2 * y * from.width;
    let b = a + from.width;
    for (let x = 0; x < width; x++, a += 2, b += 2) {
      target[out++] = (source[a]! + source[a + 1]! + source[b]! + source[b + 1]! + 2) >> 2;
    }
  }
}

/** The chroma planes round an odd size up, the levels round it down. */
function writeWarmth(u: Plane, v: Plane, to: Plane): void {
  for (let y = 0; y < to.height; y++) {
    const from = y * u.width;
    const out = y * to.width;
    for (let x = 0; x < to.width; x++) to.data[out + x] = 128 + ((v.data[from + x]! - u.data[from + x]!) >> 1);
  }
}

/** Value between pixels, replicated at the border. */
export function sample(plane: Plane, x: number, y: number): number {
  const { width, height, data } = plane;
  const cx = x < 0 ? 0 : x > width - 1 ? width - 1 : x;
  const cy = y < 0 ? 0 : y > height - 1 ? height - 1 : y;
  const x0 = Math.min(cx | 0, Math.max(0, width - 2));
  const y0 = Math.min(cy | 0, Math.max(0, height - 2));
  const fx = cx - x0;
  const fy = cy - y0;
  const i = y0 * width + x0;
  const right = width > 1 ? 1 : 0;
  const down = height > 1 ? width : 0;
  const top = data[i]! + (data[i + right]! - data[i]!) * fx;
  const bottom = data[i + down]! + (data[i + down + right]! - data[i + down]!) * fx;
  return top + (bottom - top) * fy;
}

/** The buffers of one frame at all sizes. They are reused: a pyramid is filled again and again. */
export class Pyramid {
  /** Luma as decoded; halved where the frame is of the 4K kind, which has no detail worth its memory. */
  readonly fine: Level;
  readonly levels: Level[] = [];
  /** Chroma at `chromaScale` full pixels per pixel. */
  readonly u: Plane;
  readonly v: Plane;
  readonly chromaScale: number;
  readonly #size: { width: number; height: number };

  constructor(width: number, height: number) {
    const scale = workScale(width, height);
    const shrink = scale === 4 ? 2 : 1;
    this.#size = { width, height };
    this.chromaScale = 2 * shrink;
    const chromaWidth = shrink === 2 ? ((width + 1) >> 1) >> 1 : (width + 1) >> 1;
    const chromaHeight = shrink === 2 ? ((height + 1) >> 1) >> 1 : (height + 1) >> 1;
    this.u = makePlane(chromaWidth, chromaHeight);
    this.v = makePlane(chromaWidth, chromaHeight);
    this.fine = {
      scale: shrink,
      luma: makePlane(Math.floor(width / shrink), Math.floor(height / shrink)),
      warmth: null,
    };
    for (let k = 0, s = scale; k < MAX_LEVELS; k++, s *= 2) {
      const w = Math.floor(width / s);
      const h = Math.floor(height / s);
      if (k > 1 && Math.min(w, h) < MIN_LEVEL_SIDE) return;
      const warmth = s < this.chromaScale ? null : makePlane(w, h);
      this.levels.push({ scale: s, luma: s === shrink ? this.fine.luma : makePlane(w, h), warmth });
    }
  }

  /** Copies a frame in and builds all sizes. */
  fill(frame: { y: Uint8Array; u: Uint8Array; v: Uint8Array }): void {
    const { width, height } = this.#size;
    const half = { width: (width + 1) >> 1, height: (height + 1) >> 1 };
    if (this.fine.scale === 1) {
      this.fine.luma.data.set(frame.y);
      this.u.data.set(frame.u);
      this.v.data.set(frame.v);
    } else {
      halve({ width, height, data: frame.y }, this.fine.luma);
      halve({ ...half, data: frame.u }, this.u);
      halve({ ...half, data: frame.v }, this.v);
    }
    let finer: Level = this.fine;
    for (const level of this.levels) {
      if (level.luma !== finer.luma) halve(finer.luma, level.luma);
      if (level.warmth && finer.warmth) halve(finer.warmth, level.warmth);
      else if (level.warmth) writeWarmth(this.u, this.v, level.warmth);
      finer = level;
    }
  }
}

/** The pyramid of a frame that everything in the scene is looked for in. */
import type { ColourSpace, VideoFrame } from '../frame.ts';
import { Pixels } from './pixels/pixels.ts';
import type { Plane } from './pixels/pixels.ts';

export type { Plane } from './pixels/pixels.ts';

/**
 * One size of the picture. Its pixel i covers the full pixels [i scale, (i + 1) scale), so its centre lies at
 * i scale + (scale - 1) / 2.
 */
export interface Level {
  scale: number;
  luma: Plane;
  /** 127 + (V - U) / 2, which rises from blue over grey to orange and red. `null` where the chroma is coarser than the level. */
  warmth: Plane | null;
}

/** Work on at most about this many pixels: a small ball needs them all, a large frame has larger balls. */
const MAX_WORK_PIXELS = 420_000;
const MIN_LEVEL_SIDE = 24;
/** Frames are padded to multiples of this, so that every level splits into whole tiles. */
const BLOCK = 32;
const MAX_LEVELS = 6;

/** Full pixels per pixel of the finest level: 1, 2 or 4. */
export function workScale(width: number, height: number): number {
  let scale = 1;
  while (scale < 4 && (width * height) / (scale * scale) > MAX_WORK_PIXELS * (scale > 1 ? 2 : 1)) scale *= 2;
  return scale;
}

/** Bytes for all planes of a scene: some ten pyramids, and what is made from them; where every pixel is worked on, more. */
function capacityFor(width: number, height: number): number {
  return (workScale(width, height) === 1 ? 56 : 36) * (width + BLOCK) * (height + BLOCK);
}

/** Copies rows into a plane that may be larger; its right and lower borders repeat the last pixels. */
function copyPadded(from: Plane, to: Plane): void {
  if (from.width === to.width) {
    to.data.set(from.data.length > to.data.length ? from.data.subarray(0, to.data.length) : from.data);
  } else {
    for (let y = 0; y < from.height; y++) {
      const row = y * to.width;
      to.data.set(from.data.subarray(y * from.width, (y + 1) * from.width), row);
      to.data.fill(to.data[row + from.width - 1]!, row + from.width, row + to.width);
    }
  }
  const last = (from.height - 1) * to.width;
  for (let y = from.height; y < to.height; y++) to.data.copyWithin(y * to.width, last, last + to.width);
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

/** The buffers of one frame at all sizes, padded to whole blocks. They are reused: a pyramid is filled again and again. */
export class Pyramid {
  /** Luma as decoded; halved where the frame is of the 4K kind, which has no detail worth its memory. */
  readonly fine: Level;
  readonly levels: Level[] = [];
  /** Chroma at `chromaScale` full pixels per pixel. */
  readonly u: Plane;
  readonly v: Plane;
  readonly chromaScale: number;
  readonly pixels: Pixels;
  readonly #size: { width: number; height: number };
  /** The frame's planes as decoded and padded, where they are not used themselves. */
  readonly #padded: { y: Plane; u: Plane; v: Plane };

  /** `pixels` must have room for it; where it is not given, its own has room for all of a scene. */
  constructor(width: number, height: number, pixels: Pixels = new Pixels(capacityFor(width, height))) {
    const scale = workScale(width, height);
    this.pixels = pixels;
    this.#size = { width, height };
    const paddedWidth = Math.ceil(width / BLOCK) * BLOCK;
    const paddedHeight = Math.ceil(height / BLOCK) * BLOCK;
    const shrink = scale === 4 ? 2 : 1;
    this.chromaScale = 2 * shrink;
    const y = pixels.plane(paddedWidth, paddedHeight);
    const u = pixels.plane(paddedWidth / 2, paddedHeight / 2);
    const v = pixels.plane(paddedWidth / 2, paddedHeight / 2);
    this.#padded = { y, u, v };
    this.u = shrink === 1 ? u : pixels.plane(u.width / 2, u.height / 2);
    this.v = shrink === 1 ? v : pixels.plane(v.width / 2, v.height / 2);
    this.fine = {
      scale: shrink,
      luma: shrink === 1 ? y : pixels.plane(paddedWidth / 2, paddedHeight / 2),
      warmth: null,
    };
    for (let k = 0, s = scale; k < MAX_LEVELS; k++, s *= 2) {
      const w = Math.floor(paddedWidth / s);
      const h = Math.floor(paddedHeight / s);
      if (k > 2 && Math.min(w, h) < MIN_LEVEL_SIDE) return;
      const warmth = s < this.chromaScale ? null : pixels.plane(w, h);
      this.levels.push({ scale: s, luma: s === shrink ? this.fine.luma : pixels.plane(w, h), warmth });
    }
  }

  /** The frame that was filled in, at the finest level's scale and padded. */
  frame(colour: ColourSpace): VideoFrame {
    const { luma } = this.fine;
    const { u, v } = this;
    return {
      index: 0,
      timeSeconds: 0,
      width: luma.width,
      height: luma.height,
      y: luma.data,
      u: u.data,
      v: v.data,
      colour,
    };
  }

  /** Copies a frame in and builds all sizes. */
  fill(frame: { y: Uint8Array; u: Uint8Array; v: Uint8Array }): void {
    const { width, height } = this.#size;
    const half = { width: (width + 1) >> 1, height: (height + 1) >> 1 };
    const { y, u, v } = this.#padded;
    const { pixels } = this;
    copyPadded({ width, height, data: frame.y }, y);
    copyPadded({ ...half, data: frame.u }, u);
    copyPadded({ ...half, data: frame.v }, v);
    if (this.fine.luma !== y) {
      pixels.halve(y, this.fine.luma);
      pixels.halve(u, this.u);
      pixels.halve(v, this.v);
    }
    let finer: Level = this.fine;
    for (const level of this.levels) {
      if (level.luma !== finer.luma) pixels.halve(finer.luma, level.luma);
      if (level.warmth && finer.warmth) pixels.halve(finer.warmth, level.warmth);
      else if (level.warmth) pixels.warmth(this.u, this.v, level.warmth);
      finer = level;
    }
  }
}

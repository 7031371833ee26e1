import type { Canvas } from '@napi-rs/canvas';
import type { ColourSpace, VideoFrame } from '@shotform/vision';
import { blackOf, yuvOf } from './colour.ts';

/** A small picture with transparency in a video's own colour space. All values are premultiplied by their alpha. */
export interface Sprite {
  width: number;
  height: number;
  y: Uint8Array;
  alpha: Uint8Array;
  /** For every 2 x 2 pixels. */
  u: Uint8Array;
  v: Uint8Array;
  chromaAlpha: Uint8Array;
}

/** Converts what was drawn on a canvas of even size. */
export function spriteOf(canvas: Canvas, space: ColourSpace): Sprite {
  const { width, height } = canvas;
  const rgba = canvas.data();
  const convert = yuvOf(space);
  const black = blackOf(space) / 255;
  const half = width >> 1;
  const quarter = half * (height >> 1);
  const [y, alpha] = [new Uint8Array(width * height), new Uint8Array(width * height)];
  const [u, v, chromaAlpha] = [new Float32Array(quarter), new Float32Array(quarter), new Float32Array(quarter)];
  for (let at = 0; at < width * height; at++) {
    const a = rgba[4 * at + 3]!;
    if (a === 0) continue;
    const [luma, blue, red] = convert(rgba[4 * at]!, rgba[4 * at + 1]!, rgba[4 * at + 2]!);
    y[at] = Math.round(luma + black * a);
    alpha[at] = a;
    const c = (Math.floor(at / width) >> 1) * half + ((at % width) >> 1);
    u[c]! += (blue + (128 / 255) * a) / 4;
    v[c]! += (red + (128 / 255) * a) / 4;
    chromaAlpha[c]! += a / 4;
  }
  return { width, height, y, alpha, u: rounded(u), v: rounded(v), chromaAlpha: rounded(chromaAlpha) };
}

function rounded(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = values[i]! + 0.5;
  return bytes;
}

/** Blends a sprite over the picture with its top left corner at (x, y), which is moved to even numbers; parts outside are cut. */
export function drawSprite(frame: VideoFrame, sprite: Sprite, x: number, y: number, opacity: number): void {
  if (opacity <= 0) return;
  const [left, top] = [2 * Math.round(x / 2), 2 * Math.round(y / 2)];
  const size = { width: sprite.width, height: sprite.height };
  const picture = { width: frame.width, height: frame.height };
  blend(frame.y, picture, sprite.y, sprite.alpha, size, left, top, opacity);
  const halfSize = { width: size.width >> 1, height: size.height >> 1 };
  const halfPicture = { width: Math.ceil(picture.width / 2), height: Math.ceil(picture.height / 2) };
  const place = [halfSize, left / 2, top / 2, opacity] as const;
  blend(frame.u, halfPicture, sprite.u, sprite.chromaAlpha, ...place);
  blend(frame.v, halfPicture, sprite.v, sprite.chromaAlpha, ...place);
}

interface Size {
  width: number;
  height: number;
}

function blend(
  plane: Uint8Array,
  picture: Size,
  values: Uint8Array,
  alpha: Uint8Array,
  size: Size,
  left: number,
  top: number,
  opacity: number,
): void {
  const part = opacity / 255;
  const x0 = Math.max(0, -left);
  const x1 = Math.min(size.width, picture.width - left);
  for (let row = Math.max(0, -top); row < Math.min(size.height, picture.height - top); row++) {
    const from = row * size.width;
    const to = (row + top) * picture.width + left;
    for (let column = x0; column < x1; column++) {
      const a = alpha[from + column]!;
      if (a === 0) continue;
      const under = plane[to + column]!;
      plane[to + column] = under + (values[from + column]! * 255 - under * a) * part + 0.5;
    }
  }
}

import type { ColourSpace } from '@shotform/vision';

/** A colour in a picture's own colour space. */
export interface Ink {
  y: number;
  u: number;
  v: number;
}
/** 0-255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Luma's weights of red and blue: ITU-R BT.601 and BT.709. */
const weights = { bt601: [0.299, 0.114], bt709: [0.2126, 0.0722] } as const;

/** Turns RGB into Y, U, V (offsets left out, so that it is linear and premultiplied values may pass). */
export function yuvOf(space: ColourSpace): (red: number, green: number, blue: number) => [number, number, number] {
  const [kr, kb] = weights[space.matrix];
  const [luma, chroma] = space.range === 'full' ? [1, 1] : [219 / 255, 224 / 255];
  return (red, green, blue) => {
    const y = kr * red + (1 - kr - kb) * green + kb * blue;
    const u = (0.5 * (blue - y)) / (1 - kb);
    const v = (0.5 * (red - y)) / (1 - kr);
    return [y * luma, u * chroma, v * chroma];
  };
}

/** What Y is at black; U and V are 128 at grey. */
export function blackOf(space: ColourSpace): number {
  return space.range === 'full' ? 0 : 16;
}

export function inkOf(colour: Rgb, space: ColourSpace): Ink {
  const [y, u, v] = yuvOf(space)(...colour);
  return { y: Math.round(y + blackOf(space)), u: Math.round(u + 128), v: Math.round(v + 128) };
}

/** A picture as RGBA bytes, for encoders of still images. */
export function toRgba(frame: {
  width: number;
  height: number;
  y: Uint8Array;
  u: Uint8Array;
  v: Uint8Array;
  colour: ColourSpace;
}): Uint8ClampedArray {
  const [kr, kb] = weights[frame.colour.matrix];
  const kg = 1 - kr - kb;
  const [luma, chroma] = frame.colour.range === 'full' ? [1, 1] : [255 / 219, 255 / 224];
  const black = blackOf(frame.colour);
  const chromaWidth = Math.ceil(frame.width / 2);
  const rgba = new Uint8ClampedArray(frame.width * frame.height * 4);
  for (let row = 0, at = 0, out = 0; row < frame.height; row++) {
    for (let column = 0; column < frame.width; column++, at++, out += 4) {
      const c = (row >> 1) * chromaWidth + (column >> 1);
      const y = (frame.y[at]! - black) * luma;
      const blue = 2 * (1 - kb) * (frame.u[c]! - 128) * chroma;
      const red = 2 * (1 - kr) * (frame.v[c]! - 128) * chroma;
      rgba[out] = y + red;
      rgba[out + 1] = y - (kb * blue + kr * red) / kg;
      rgba[out + 2] = y + blue;
      rgba[out + 3] = 255;
    }
  }
  return rgba;
}

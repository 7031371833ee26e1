import type { VideoFrame } from '../frame.ts';

/** A picture as a canvas or a PNG gives it: 4 bytes a pixel, red, green, blue, alpha (not looked at). */
export interface RgbaImage {
  width: number;
  height: number;
  data: Uint8Array | Uint8ClampedArray;
}

/** What pose can look at. */
export type Picture = VideoFrame | RgbaImage;

/** A square of a picture, in its pixels: the centre, the side, and how far it is turned (radians, clockwise on the screen). */
export interface Region {
  x: number;
  y: number;
  size: number;
  rotation: number;
}

/** The square around the whole picture. */
export function wholePicture(picture: { width: number; height: number }): Region {
  return {
    x: picture.width / 2,
    y: picture.height / 2,
    size: Math.max(picture.width, picture.height),
    rotation: 0,
  };
}

import { wholePicture, type Region } from './picture.ts';

/**
 * Sides of the smaller squares, as parts of the picture's longer side; the first is the height of a 16:9 picture. The
 * detector finds a person who is at least a third of its square high (measured on real clips: 56 of 224 px tall 88 %,
 * 80 px 98 %), so the scales find people down to a tenth of the longer side.
 */
const SCALES = [9 / 16, 0.3];
/** Neighbours share these parts of their side, so that somebody upright at a seam is whole in one of them. */
const OVERLAP_ACROSS = 0.3;
const OVERLAP_DOWN = 0.5;

/** Squares that cover a picture at three scales, the whole of it first. */
export function searchPlaces(width: number, height: number): Region[] {
  const long = Math.max(width, height);
  return [wholePicture({ width, height }), ...SCALES.flatMap((scale) => tiles(width, height, scale * long))];
}

function tiles(width: number, height: number, size: number): Region[] {
  const xs = centres(width, size, OVERLAP_ACROSS);
  return centres(height, size, OVERLAP_DOWN).flatMap((y) => xs.map((x) => ({ x, y, size, rotation: 0 })));
}

function centres(length: number, size: number, overlap: number): number[] {
  if (size >= length) return [length / 2];
  const steps = Math.ceil((length - size) / (size * (1 - overlap)));
  return Array.from({ length: steps + 1 }, (_, i) => size / 2 + (i * (length - size)) / steps);
}

import { wholePicture, type Region } from './picture.ts';

/**
 * Squares that cover a picture at three scales. The detector finds a person who is at least a third of its square high
 * (measured on real clips: 56 of 224 px tall 88 %, 80 px 98 %), so the scales find people down to a tenth of the longer
 * side.
 */
export function searchPlaces(width: number, height: number): Region[] {
  const long = Math.max(width, height);
  const short = Math.min(width, height);
  const places = [wholePicture({ width, height })];
  for (const size of new Set([short, 0.3 * long])) {
    if (size < long) places.push(...tiles(width, height, size));
  }
  return places;
}

/** Neighbours share this part of their side, so that a person at a seam is whole in one of them. */
const OVERLAP = 0.4;

function tiles(width: number, height: number, size: number): Region[] {
  const xs = centres(width, size);
  return centres(height, size).flatMap((y) => xs.map((x) => ({ x, y, size, rotation: 0 })));
}

function centres(length: number, size: number): number[] {
  if (size >= length) return [length / 2];
  const steps = Math.ceil((length - size) / (size * (1 - OVERLAP)));
  return Array.from({ length: steps + 1 }, (_, i) => size / 2 + (i * (length - size)) / steps);
}

/** What every side shows alike, be it a report on a page, a drawn video or a terminal. No zod: browsers load it. */
import type { Unit } from './report.ts';
import type { Camera } from './tracks.ts';

/** Decimals with which a value of a unit is shown. */
export const unitDigits: Readonly<Record<Unit, number>> = {
  deg: 0,
  s: 2,
  m: 2,
  'm/s': 1,
  ratio: 2,
  px: 0,
  'deg/s': 0,
};

/** What follows the number, with the space before it. */
export const unitSymbols: Readonly<Record<Unit, string>> = {
  deg: '°',
  s: ' s',
  m: ' m',
  'm/s': ' m/s',
  ratio: '',
  px: ' px',
  'deg/s': '°/s',
};

/** A pixel of the displayed frame, origin top left. */
export interface Pixel {
  x: number;
  y: number;
}

/** Takes a pixel of one frame to where the same spot of the scene lies in another; itself where that is not known. */
export function follow(camera: Camera, point: Pixel, from: number, to: number): Pixel {
  const a = camera.transforms?.[from];
  const b = camera.transforms?.[to];
  if (!a || !b || from === to) return point;
  const x = a[0]! * point.x + a[2]! * point.y + a[4]! - b[4]!;
  const y = a[1]! * point.x + a[3]! * point.y + a[5]! - b[5]!;
  const determinant = b[0]! * b[3]! - b[1]! * b[2]!;
  if (Math.abs(determinant) < 1e-9) return point;
  return { x: (b[3]! * x - b[2]! * y) / determinant, y: (b[0]! * y - b[1]! * x) / determinant };
}

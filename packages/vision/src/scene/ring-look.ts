/** What a hoop looks like when no ball is there: its glimpses laid over each other. */
import type { Plane } from './planes.ts';
import { sample } from './planes.ts';
import { GLIMPSE } from './ring-glimpses.ts';

/** Luma, U and V of a hoop. */
export type Look = readonly [Plane, Plane, Plane];

/** In a glimpse's cells. */
export interface Disc {
  x: number;
  y: number;
  r: number;
}

export interface Seen {
  planes: Look;
  /** What may be balls. */
  discs: readonly Disc[];
}

/** A ball may cover what is behind it, in parts of its radius. */
const COVERS = 1.15;
/** A camera's movement is followed to within so many cells: by large steps, then by small ones. */
const STEPS = [3, 1] as const;
/** Every so many cells are compared, and differences count up to so many grey levels. */
const EVERY = 3;
const MOST_DIFFERENCE = 30;

/** The same, each moved to lie on the look of them all. */
export function aligned<T extends Seen>(seen: readonly T[]): T[] {
  const first = lookOf(seen);
  return seen.map((each) => laidOn(first, each));
}

/** The same, moved to lie on a look. */
export function laidOn<T extends Seen>(look: Look, seen: T): T {
  const shift = shiftOf(seen, look[0]);
  return shift.x === 0 && shift.y === 0 ? seen : { ...seen, ...moved(seen, shift) };
}

/** The median over those in which no disc covers a cell; over all where it is always covered. */
export function lookOf(seen: readonly Seen[]): Look {
  return [medianOf(seen, 0), medianOf(seen, 1), medianOf(seen, 2)];
}

/** Written out: it is done for every cell of every shot. */
function medianOf(seen: readonly Seen[], channel: 0 | 1 | 2): Plane {
  const planes = seen.map((each) => each.planes[channel]);
  const { width, height } = planes[0]!;
  const covered = seen.map((each) => coverOf(each, width, height));
  const data = new Uint8Array(width * height);
  const values = new Uint8Array(seen.length);
  for (let i = 0; i < data.length; i++) {
    let count = 0;
    for (let k = 0; k < planes.length; k++) if (!covered[k]![i]) count = insert(values, count, planes[k]!.data[i]!);
    if (count === 0) for (const plane of planes) count = insert(values, count, plane.data[i]!);
    data[i] = values[count >> 1]!;
  }
  return { width, height, data };
}

/** Puts a value in its place among the first `count`, which are in order; returns how many there are then. */
function insert(values: Uint8Array, count: number, value: number): number {
  let k = count;
  for (; k > 0 && values[k - 1]! > value; k--) values[k] = values[k - 1]!;
  values[k] = value;
  return count + 1;
}

/** Of each cell, whether a disc covers it. */
function coverOf({ discs }: Seen, width: number, height: number): Uint8Array {
  const step = GLIMPSE.width / width;
  const cover = new Uint8Array(width * height);
  for (const disc of discs) {
    const [x, y, r] = [
      (disc.x - (step - 1) / 2) / step,
      (disc.y - (step - 1) / 2) / step,
      (COVERS * disc.r + 1) / step,
    ];
    for (let row = Math.max(0, Math.ceil(y - r)); row < Math.min(height, y + r); row++) {
      const half = Math.sqrt(Math.max(0, r * r - (row - y) ** 2));
      for (let column = Math.max(0, Math.ceil(x - half)); column < Math.min(width, x + half); column++)
        cover[row * width + column] = 1;
    }
  }
  return cover;
}

/** How many cells right and down of the look it lies, by what no ball covers. */
function shiftOf(seen: Seen, look: Plane): { x: number; y: number } {
  const { width, height, data } = seen.planes[0];
  const room = STEPS[0] + STEPS[1];
  const cover = coverOf(seen, width, height);
  const cells: number[] = [];
  for (let y = room; y < height - room; y += EVERY) {
    for (let x = room; x < width - room; x += EVERY) if (!cover[y * width + x]) cells.push(y * width + x);
  }
  let best = { x: 0, y: 0 };
  let least = Infinity;
  for (const step of STEPS) {
    const { x, y } = best;
    for (const dy of [0, -step, step]) {
      for (const dx of [0, -step, step]) {
        const off = (y + dy) * width + x + dx;
        let sum = 0;
        for (const i of cells) sum += Math.min(MOST_DIFFERENCE, Math.abs(data[i + off]! - look.data[i]!));
        if (sum < least) [least, best] = [sum, { x: x + dx, y: y + dy }];
      }
    }
  }
  return best;
}

function moved({ planes, discs }: Seen, { x, y }: { x: number; y: number }): Seen {
  const move = (plane: Plane): Plane => {
    const { width, height } = plane;
    const step = GLIMPSE.width / width;
    const data = new Uint8Array(width * height);
    for (let i = 0; i < data.length; i++)
      data[i] = sample(plane, (i % width) + x / step, Math.floor(i / width) + y / step) + 0.5;
    return { width, height, data };
  };
  return {
    planes: [move(planes[0]), move(planes[1]), move(planes[2])],
    discs: discs.map((disc) => ({ ...disc, x: disc.x - x, y: disc.y - y })),
  };
}

/** Of a plane of whole or halved cells, at a place in cells. */
export function valueIn(plane: Plane, x: number, y: number): number {
  const step = GLIMPSE.width / plane.width;
  return sample(plane, (x - (step - 1) / 2) / step, (y - (step - 1) / 2) / step);
}

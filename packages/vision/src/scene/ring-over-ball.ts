/**
 * Whether a ball hides a ring or is hidden by it: how much of the ring's line shows where it crosses the ball. What the line
 * looks like is known from when no ball was there; what the ball looks like is seen beside the line.
 */
import type { Plane } from './planes.ts';
import { sample } from './planes.ts';
import { GLIMPSE } from './ring-glimpses.ts';
import type { Ellipse } from './ring-fit.ts';

/** What shows of a line: its part, 0-1, and that part's standard error. */
export interface Shown {
  part: number;
  error: number;
}

export interface ShownLines {
  upper: Shown | null;
  lower: Shown | null;
}

/** In a glimpse's cells. */
export interface Disc {
  x: number;
  y: number;
  r: number;
}

/** Luma, U and V of a hoop without a ball. */
export type Look = readonly [Plane, Plane, Plane];

/** Standard deviation of what a ball's surface and the light on it look like close by, levels of luma, U and V. */
const SPREAD = [12, 4, 4] as const;
/** Differences count up to so many of those. */
const MOST = 3;
/** Places around the ring; neighbours tell so many times the same. */
const PLACES = 72;
const ALIKE = 3;
/** The tube is looked for so many cells off the ellipse, stands out from what is so far beside it, and bends little. */
const OFF = 5;
const BESIDE = 3;
const MOST_CONTRAST = 5;
const PER_CELL_OFF = 0.08;
const PER_BEND = 0.3;
/** The ball is seen so far beside the line: cells; where the ring is flat, no further than its other half. */
const AWAY = { least: 2.5, most: 4 } as const;
/** Parts of a ball's radius in which a line is looked for and the ball is seen beside it: found balls are not quite round. */
const INSIDE = 0.85;
const SEEN = 0.92;
/** A followed camera is followed to so many cells. */
const SHIFTS: readonly Shift[] = [-2, -1, 0, 1, 2].flatMap((dx) => [-2, -1, 0, 1, 2].map((dy) => ({ dx, dy })));
/** At its ends a ring is neither upper nor lower: sine of the angle. */
const ENDS = 0.25;
/** Where a ball may cover what is behind it, in parts of its radius. */
const COVERS = 1.15;
/** No part is known better than this: a found ring is not quite where it is. */
const LEAST_ERROR = 0.1;
/** What is known worse than this is not told. */
const MOST_ERROR = 0.6;

/** The median look over those glimpses in which no disc covers the cell; over all of them where it is always covered. */
export function lookWithout(glimpses: readonly { planes: Look; discs: readonly Disc[] }[]): Look {
  const size = (channel: 0 | 1 | 2): Plane => {
    const { width, height } = glimpses[0]!.planes[channel];
    const step = GLIMPSE.width / width;
    const data = Uint8Array.from({ length: width * height }, (_, i) => {
      const [x, y] = [(i % width) * step + (step - 1) / 2, Math.floor(i / width) * step + (step - 1) / 2];
      const free = glimpses.filter(({ discs }) => !discs.some((d) => Math.hypot(x - d.x, y - d.y) < COVERS * d.r + 1));
      const values = (free.length > 0 ? free : glimpses).map(({ planes }) => planes[channel].data[i]!);
      return values.sort((p, q) => p - q)[values.length >> 1]!;
    });
    return { width, height, data };
  };
  return [size(0), size(1), size(2)];
}

/** Cells right and down. */
export interface Shift {
  dx: number;
  dy: number;
}

type Read = (channel: number, x: number, y: number) => number;

interface Place {
  x: number;
  y: number;
  /** Outward normal. */
  nx: number;
  ny: number;
  /** -1 at the top .. 1 at the bottom. */
  sine: number;
}

/** Places along the ring's tube, as it is really seen near the ellipse that was found. */
export function tubeOf(look: Look, ring: Ellipse): Place[] {
  const contrast = Array.from({ length: PLACES }, (_, k) =>
    Array.from(
      { length: 2 * OFF + 1 },
      (_, o) => standsOut(look, placeOn(ring, k, o - OFF)) - PER_CELL_OFF * Math.abs(o - OFF),
    ),
  );
  return smoothest(contrast).map((o, k) => placeOn(ring, k, o - OFF));
}

function placeOn({ x, y, a, b, angle }: Ellipse, k: number, off: number): Place {
  const t = (2 * Math.PI * (k + 0.5)) / PLACES;
  const [p, q] = [Math.cos(t) / a, Math.sin(t) / b];
  const length = Math.hypot(p, q);
  const [along, across] = [a * Math.cos(t) + (off * p) / length, b * Math.sin(t) + (off * q) / length];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return {
    x: x + along * cos - across * sin,
    y: y + along * sin + across * cos,
    nx: (p * cos - q * sin) / length,
    ny: (p * sin + q * cos) / length,
    sine: Math.sin(t),
  };
}

/** How much a place differs from what is on either side of it, in standard deviations. */
function standsOut(look: Look, { x, y, nx, ny }: Place): number {
  const differs = (side: number) =>
    Math.hypot(
      ...SPREAD.map((sd, c) => (valueAt(look[c]!, x, y) - valueAt(look[c]!, x + side * nx, y + side * ny)) / sd),
    );
  return Math.min(MOST_CONTRAST, differs(BESIDE), differs(-BESIDE));
}

/** The way of most contrast from place to place, one offset at a time. */
function smoothest(contrast: readonly (readonly number[])[]): number[] {
  let sums = [...contrast[0]!];
  const from: number[][] = [];
  for (const here of contrast.slice(1)) {
    const steps = here.map((_, o) => {
      const near = [o - 1, o, o + 1].filter((other) => other >= 0 && other < here.length);
      const worth = (other: number) => sums[other]! - PER_BEND * Math.abs(other - o);
      return near.reduce((best, other) => (worth(other) > worth(best) ? other : best));
    });
    sums = here.map((value, o) => value + sums[steps[o]!]! - PER_BEND * Math.abs(steps[o]! - o));
    from.push(steps);
  }
  const way = [sums.indexOf(Math.max(...sums))];
  for (const steps of from.reverse()) way.unshift(steps[way[0]!]!);
  return way;
}

/** How far a glimpse lies off the look, cells, by what is along the tube and beside it where no ball is. */
export function shiftOf(now: Look, look: Look, tube: readonly Place[], discs: readonly Disc[]): Shift {
  const free = tube.filter(({ x, y }) => !discs.some((disc) => isInside(disc, COVERS, x, y)));
  const points = free.flatMap(({ x, y, nx, ny }) =>
    [-BESIDE, 0, BESIDE].map((d) => ({ x: x + d * nx, y: y + d * ny })),
  );
  const whole = points.map(({ x, y }) => valueAt(look[0], x, y));
  const differs = ({ dx, dy }: Shift) =>
    points.reduce(
      (sum, { x, y }, i) => sum + Math.min(MOST * SPREAD[0], Math.abs(valueAt(now[0], x + dx, y + dy) - whole[i]!)),
      0,
    );
  const sums = SHIFTS.map((shift) => ({ shift, sum: differs(shift) + 1e-6 * Math.hypot(shift.dx, shift.dy) }));
  return sums.reduce((best, next) => (next.sum < best.sum ? next : best)).shift;
}

/** What shows of the upper and of the lower half of the ring's line before a ball; `null` where they do not cross or it cannot be told. */
export function shownOver(
  ball: Disc,
  now: Look,
  look: Look,
  tube: readonly Place[],
  ring: Ellipse,
  shift: Shift,
): ShownLines {
  const away = Math.max(AWAY.least, Math.min(AWAY.most, ring.b));
  const there = { ...ball, x: ball.x - shift.dx, y: ball.y - shift.dy };
  const crossed = tube.filter(({ x, y }) => isInside(there, INSIDE, x, y) && isInPicture(x, y));
  return {
    upper: shown(
      crossed.filter(({ sine }) => sine < -ENDS),
      there,
      (c, x, y) => valueAt(now[c]!, x + shift.dx, y + shift.dy),
      look,
      away,
    ),
    lower: shown(
      crossed.filter(({ sine }) => sine > ENDS),
      there,
      (c, x, y) => valueAt(now[c]!, x + shift.dx, y + shift.dy),
      look,
      away,
    ),
  };
}

/** By least squares: how far from the ball's look to the line's what is seen is. */
function shown(places: readonly Place[], ball: Disc, now: Read, look: Look, away: number): Shown | null {
  let along = 0;
  let squares = 0;
  for (const { x, y, nx, ny } of places) {
    const beside = [away, -away]
      .map((d) => ({ x: x + d * nx, y: y + d * ny }))
      .filter((place) => isInside(ball, SEEN, place.x, place.y));
    if (beside.length === 0) continue;
    for (const [c, sd] of SPREAD.entries()) {
      const surface = beside.reduce((sum, place) => sum + now(c, place.x, place.y), 0) / beside.length;
      const whole = limited((valueAt(look[c]!, x, y) - surface) / sd);
      along += whole * limited((now(c, x, y) - surface) / sd);
      squares += whole * whole;
    }
  }
  const error = LEAST_ERROR + Math.sqrt(ALIKE / Math.max(1e-9, squares));
  return error < MOST_ERROR ? { part: Math.max(0, Math.min(1, along / squares)), error } : null;
}

function limited(value: number): number {
  return Math.max(-MOST, Math.min(MOST, value));
}

function isInside(disc: Disc, part: number, x: number, y: number): boolean {
  return Math.hypot(x - disc.x, y - disc.y) <= part * disc.r;
}

function isInPicture(x: number, y: number): boolean {
  return x >= 0 && y >= 0 && x <= GLIMPSE.width - 1 && y <= GLIMPSE.height - 1;
}

/** Of a plane of whole or halved cells, at a place in cells. */
function valueAt(plane: Plane, x: number, y: number): number {
  const step = GLIMPSE.width / plane.width;
  return sample(plane, (x - (step - 1) / 2) / step, (y - (step - 1) / 2) / step);
}

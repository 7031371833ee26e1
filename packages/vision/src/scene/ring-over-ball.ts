/**
 * Whether a ball hides a ring or is hidden by it: how much of the ring's line shows where it crosses the ball. What the line
 * looks like is known from when no ball was there; what the ball looks like is seen beside the line.
 */
import type { BallCandidate, ShownLine } from '@shotform/contracts';
import type { Plane } from './planes.ts';
import { GLIMPSE } from './ring-glimpses.ts';
import type { Ellipse } from './ring-fit.ts';
import { valueIn } from './ring-look.ts';
import type { Disc, Look, Seen } from './ring-look.ts';

/** Of the upper and of the lower half. */
type ShownLines = NonNullable<BallCandidate['ring']>;

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
const MOST_CONTRAST = 15;
const LEAST_CONTRAST = 3;
const PER_CELL_OFF = 0.3;
const PER_BEND = 1;
/** The ball is seen so far beside the line: cells; where the ring is flat, no further than its other half. */
const AWAY = { least: 2.5, most: 4 } as const;
/** Parts of a ball's radius in which a line is looked for and the ball is seen beside it: found balls are not quite round. */
const INSIDE = 0.85;
const SEEN = 0.92;
/** Where no ball is: parts of a radius off its middle; so much of the line is seen there at least, or nothing is told. */
const FREE = 1.2;
const LEAST_FIDELITY = 0.6;
/** Cells inside the tube as it was found. */
const DEEPER = [0, 1] as const;
/** The net hangs before the lower line: of that the part counts that shows least. */
const WEAKEST = 0.5;
/** At its ends a ring is neither upper nor lower: sine of the angle. */
const ENDS = 0.25;
/** No part is known better than this: a found ring is not quite where it is. */
const LEAST_ERROR = 0.1;
/** What is known worse than this is not told. */
const MOST_ERROR = 0.6;

interface Place {
  x: number;
  y: number;
  /** Outward normal. */
  nx: number;
  ny: number;
  /** -1 at the top .. 1 at the bottom. */
  sine: number;
}

/** Places along the ring's tube, as it is really seen near the ellipse that was found; those where it is seen. */
export function tubeOf(look: Look, ring: Ellipse): Place[] {
  const contrast = Array.from({ length: PLACES }, (_, k) =>
    Array.from(
      { length: 2 * OFF + 1 },
      (_, o) => standsOut(look, placeOn(ring, k, o - OFF)) - PER_CELL_OFF * Math.abs(o - OFF),
    ),
  );
  return smoothest(contrast)
    .map((o, k) => placeOn(ring, k, o - OFF))
    .filter((place) => standsOut(look, place) > LEAST_CONTRAST && isInPicture(place.x, place.y));
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
      ...SPREAD.map((sd, c) => (valueIn(look[c]!, x, y) - valueIn(look[c]!, x + side * nx, y + side * ny)) / sd),
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
  for (const steps of from.toReversed()) way.unshift(steps[way[0]!]!);
  return way;
}

/**
 * What shows of the upper and of the lower half of the ring's line before a ball; `null` where they do not cross, where it
 * cannot be told, or where the picture shows the line badly even where no ball is.
 *
 * @param seen with all that may be balls, this one among them
 */
export function shownOver(ball: Disc, seen: Seen, look: Look, tube: readonly Place[], ring: Ellipse): ShownLines {
  const { planes, discs } = seen;
  const away = Math.max(AWAY.least, Math.min(AWAY.most, ring.b));
  const free = tube.filter(({ x, y }) => !discs.some((disc) => isInside(disc, FREE, x, y)));
  const clear = fidelity(free, planes, look, away);
  if (clear < LEAST_FIDELITY) return { upper: null, lower: null };
  const crossed = tube.filter(({ x, y }) => isInside(ball, INSIDE, x, y));
  const half = (places: readonly Place[], most: number) => {
    // Of a tube that is seen thick the edge may have been found, where what is behind it counts, too.
    const lines = DEEPER.map((depth) =>
      shown(
        places.map((place) => deeper(place, depth)),
        ball,
        planes,
        look,
        away,
        most,
      ),
    );
    const known = lines.filter((line) => line !== null);
    return known.length > 0 ? known.reduce((most, line) => (line.part > most.part ? line : most)) : null;
  };
  return {
    upper: half(
      crossed.filter(({ sine }) => sine < -ENDS),
      1,
    ),
    lower: half(
      crossed.filter(({ sine }) => sine > ENDS),
      WEAKEST,
    ),
  };
}

function deeper(place: Place, depth: number): Place {
  return { ...place, x: place.x - depth * place.nx, y: place.y - depth * place.ny };
}

/** How much of the line is seen where no ball is: less in a blurred picture, or in one that does not lie on the look. */
function fidelity(places: readonly Place[], now: Look, look: Look, away: number): number {
  let along = 0;
  let squares = 0;
  for (const { x, y, nx, ny } of places) {
    for (const [c, sd] of SPREAD.entries()) {
      const contrast = (plane: Plane) => {
        const beside = [away, -away].map((d) => valueIn(plane, x + d * nx, y + d * ny));
        return limited((valueIn(plane, x, y) - (beside[0]! + beside[1]!) / 2) / sd);
      };
      const whole = contrast(look[c]!);
      along += whole * contrast(now[c]!);
      squares += whole * whole;
    }
  }
  return squares > 0 ? along / squares : 0;
}

/** Sums over a place: how far from the ball's look to the line's what is seen is, by least squares. */
interface Fit {
  along: number;
  squares: number;
}

/** `most`: of the places that show least, so large a part counts. */
function shown(
  places: readonly Place[],
  ball: Disc,
  now: Look,
  look: Look,
  away: number,
  most: number,
): ShownLine | null {
  const fits = places.flatMap((place) => fitAt(place, ball, now, look, away) ?? []);
  const least = fits.sort((p, q) => p.along / p.squares - q.along / q.squares).slice(0, Math.ceil(most * fits.length));
  const sum = (key: keyof Fit) => least.reduce((total, fit) => total + fit[key], 0);
  const error = LEAST_ERROR + Math.sqrt(ALIKE / Math.max(1e-9, sum('squares')));
  return error < MOST_ERROR ? { part: Math.max(0, Math.min(1, sum('along') / sum('squares'))), error } : null;
}

function fitAt({ x, y, nx, ny }: Place, ball: Disc, now: Look, look: Look, away: number): Fit | null {
  const beside = [away, -away]
    .map((d) => ({ x: x + d * nx, y: y + d * ny }))
    .filter((place) => isInside(ball, SEEN, place.x, place.y));
  if (beside.length === 0) return null;
  const fit = { along: 0, squares: 1e-9 };
  for (const [c, sd] of SPREAD.entries()) {
    const surface = beside.reduce((sum, place) => sum + valueIn(now[c]!, place.x, place.y), 0) / beside.length;
    const whole = limited((valueIn(look[c]!, x, y) - surface) / sd);
    fit.along += whole * limited((valueIn(now[c]!, x, y) - surface) / sd);
    fit.squares += whole * whole;
  }
  return fit;
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

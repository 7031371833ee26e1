/** What shows of a ring's lines before the balls that cross them, over the whole clip. */
import type { BallCandidate } from '@shotform/contracts';
import type { Registration } from './camera.ts';
import type { Glimpse, RingGlimpses } from './ring-glimpses.ts';
import type { Ellipse } from './ring-fit.ts';
import { lookWithout, shiftOf, shownOver, tubeOf } from './ring-over-ball.ts';
import type { Disc } from './ring-over-ball.ts';
import { applyX, applyY, scaleOf } from './transform.ts';

/** Candidates believed at least so much are asked, and taken to hide what is behind them. */
const LEAST_BELIEF = 0.15;
/** A ball at a ring is this large against half the ring's width: 24 against 23 cm in half, more or less as it is found. */
const RADIUS = { least: 0.3, most: 0.95 } as const;
/** One look of the hoop without a ball serves for so long, seconds, and is taken from the nearest so many glimpses. */
const LASTS = 2;
const GLIMPSES = 24;

interface At {
  glimpse: Glimpse;
  planes: Glimpse['planes'];
  balls: readonly { candidate: BallCandidate; disc: Disc }[];
  discs: readonly Disc[];
}

/**
 * The same candidates, those at the ring with how much of its lines shows before them.
 *
 * @param ring in the glimpses' cells
 * @param balls and registrations by row
 */
export function ballsAtRing(
  glimpses: RingGlimpses,
  ring: Ellipse,
  balls: readonly (readonly BallCandidate[])[],
  registrations: readonly (Registration | null)[],
): BallCandidate[][] {
  const ats = glimpses.glimpses.map((glimpse) => at(glimpse, glimpses, balls, registrations));
  const told = new Map<BallCandidate, BallCandidate>();
  for (const event of eventsOf(ats.filter(({ balls }) => balls.some(({ disc }) => isNear(disc, ring))))) {
    const middle = event[event.length >> 1]!.glimpse.timeSeconds;
    const away = ({ glimpse }: At) => Math.abs(glimpse.timeSeconds - middle);
    const look = lookWithout(ats.toSorted((p, q) => away(p) - away(q)).slice(0, GLIMPSES));
    const tube = tubeOf(look, ring);
    for (const { planes, balls, discs } of event) {
      const shift = shiftOf(planes, look, tube, discs);
      for (const { candidate, disc } of balls) {
        if (!isNear(disc, ring)) continue;
        const { upper, lower } = shownOver(disc, planes, look, tube, ring, shift);
        if (upper || lower) told.set(candidate, { ...candidate, ring: { upper, lower } });
      }
    }
  }
  return balls.map((candidates) => candidates.map((candidate) => told.get(candidate) ?? candidate));
}

function at(
  glimpse: Glimpse,
  glimpses: RingGlimpses,
  balls: readonly (readonly BallCandidate[])[],
  registrations: readonly (Registration | null)[],
): At {
  const t = registrations[glimpse.row]!.toReference;
  const cells = scaleOf(t) / glimpses.cell;
  const discs = balls[glimpse.row]!.filter(({ confidence }) => confidence >= LEAST_BELIEF).map((candidate) => {
    const { x, y, diameter } = candidate;
    return { candidate, disc: { ...glimpses.toCells(applyX(t, x, y), applyY(t, x, y)), r: (diameter / 2) * cells } };
  });
  return { glimpse, planes: glimpse.planes, balls: discs, discs: discs.map(({ disc }) => disc) };
}

function isNear({ x, y, r }: Disc, ring: Ellipse): boolean {
  const fits = r > RADIUS.least * ring.a && r < RADIUS.most * ring.a;
  return fits && Math.abs(x - ring.x) < ring.a + r && Math.abs(y - ring.y) < ring.b + r;
}

/** Runs of what one look of the hoop serves for. */
function eventsOf(ats: readonly At[]): At[][] {
  const events: At[][] = [];
  for (const next of ats) {
    const last = events.at(-1);
    if (last && next.glimpse.timeSeconds - last[0]!.glimpse.timeSeconds < LASTS) last.push(next);
    else events.push([next]);
  }
  return events;
}

/** What shows of a ring's lines before the balls that cross them, over the whole clip. */
import type { BallCandidate } from '@shotform/contracts';
import type { Registration } from './camera.ts';
import type { Glimpse, RingGlimpses } from './ring-glimpses.ts';
import type { Ellipse } from './ring-fit.ts';
import { aligned, laidOn, lookOf } from './ring-look.ts';
import type { Disc, Seen } from './ring-look.ts';
import { shownOver, tubeOf } from './ring-over-ball.ts';
import { applyX, applyY, scaleOf } from './transform.ts';

/** Candidates believed at least so much are asked, and taken to hide what is behind them. */
const LEAST_BELIEF = 0.15;
/** A ball at a ring is this large against half the ring's width: 24 against 23 cm in half, more or less as it is found. */
const RADIUS = { least: 0.3, most: 0.95 } as const;
/** The tube of a ring that is smaller than this, px in half its width, is thinner than two pixels, and its colour not seen. */
const SMALLEST = 30;
/** One look of the hoop without a ball serves for so long, seconds, and is taken from the nearest so many glimpses. */
const LASTS = 2;
const GLIMPSES = 16;

interface At extends Seen {
  seconds: number;
  balls: readonly BallCandidate[];
}

/**
 * The candidates, those at the ring with how much of its lines shows before them.
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
  if (ring.a * glimpses.cell < SMALLEST) return balls.map((candidates) => [...candidates]);
  const all = glimpses.glimpses.map((glimpse) => at(glimpse, glimpses, balls, registrations));
  const told = new Map<BallCandidate, BallCandidate>();
  for (const event of eventsOf(all.filter(({ discs }) => discs.some((disc) => isNear(disc, ring))))) {
    const middle = event[event.length >> 1]!.seconds;
    const near = all.toSorted((p, q) => Math.abs(p.seconds - middle) - Math.abs(q.seconds - middle)).slice(0, GLIMPSES);
    const look = lookOf(aligned(near));
    const tube = tubeOf(look, ring);
    for (const seen of event.map((each) => laidOn(look, each))) {
      const { discs, balls } = seen;
      for (const [n, disc] of discs.entries()) {
        if (!isNear(disc, ring) || !isOutlined(balls[n]!)) continue;
        const { upper, lower } = shownOver(disc, seen, look, tube, ring);
        if (upper || lower) told.set(balls[n]!, { ...balls[n]!, ring: { upper, lower } });
      }
    }
  }
  return balls.map((candidates) => candidates.map((candidate) => told.get(candidate) ?? candidate));
}

function at(
  { row, timeSeconds, planes }: Glimpse,
  glimpses: RingGlimpses,
  balls: readonly (readonly BallCandidate[])[],
  registrations: readonly (Registration | null)[],
): At {
  const t = registrations[row]!.toReference;
  const cells = scaleOf(t) / glimpses.cell;
  const believed = balls[row]!.filter(({ confidence }) => confidence >= LEAST_BELIEF);
  const discs = believed.map(({ x, y, diameter }) => ({
    ...glimpses.toCells(applyX(t, x, y), applyY(t, x, y)),
    r: (diameter / 2) * cells,
  }));
  return { seconds: timeSeconds, planes, discs, balls: believed };
}

function isNear({ x, y, r }: Disc, ring: Ellipse): boolean {
  const fits = r > RADIUS.least * ring.a && r < RADIUS.most * ring.a;
  return fits && Math.abs(x - ring.x) < ring.a + r && Math.abs(y - ring.y) < ring.b + r;
}

/**
 * Whether anything but the network sees it. Where its outline is not seen, what is beside the line may not be the ball: of
 * drawn throws such lines were misread twice as often (`scripts/eval/derive/ringLines.ts`: 6 of 13, else 6 of 24 behind).
 */
function isOutlined({ source }: BallCandidate): boolean {
  return source !== 'detector';
}

/** Runs of what one look of the hoop serves for. */
function eventsOf(ats: readonly At[]): At[][] {
  const events: At[][] = [];
  for (const next of ats) {
    const last = events.at(-1);
    if (last && next.seconds - last[0]!.seconds < LASTS) last.push(next);
    else events.push([next]);
  }
  return events;
}

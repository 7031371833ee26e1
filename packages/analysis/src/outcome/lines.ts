import type { ShownLine } from '@shotform/contracts';
import type { Sighting } from '../ball/sightings.ts';
import { inRing, type Ring } from '../rim/rim.ts';
import { clamp } from '../signals/statistics.ts';

/**
 * What shows of a line that is before the ball, and of one behind it: means and standard deviations, beside the error told.
 * Of drawn throws 1.00 and 0.21 (`scripts/eval/derive/ringLines.ts`); a tube that is found a little beside itself shows less.
 */
const BEFORE = { part: 0.95, sd: 0.2 } as const;
const BEHIND = { part: 0.2, sd: 0.2 } as const;
/** One line tells no more than so much, as a logarithm of odds: a ring may be found where something else is. */
const MOST_OF_A_LINE = 3;
/** A ball whose middle is further off, half widths, is neither in the ring nor before or behind it. */
const INSIDE = 1;
/** Part of the cameras that look down on a ring: of them the lower line is the nearer. */
const FROM_ABOVE = 0.02;
/** As a part of the most that is believed. */
const MOST_TOLD = 4;

/**
 * Whether the ball is between the ring's lines. Seen from below, what drops through passes behind the upper, near one and
 * before the lower, far one; what falls before the hoop hides both, and what falls behind it neither.
 *
 * @param time when it comes to the ring at last
 * @returns -1 .. 1, 0 where nothing is known
 */
export function betweenLines(path: readonly Sighting[], ring: Ring, time: number): number {
  const clear = path.findLast((s) => s.time <= time && inRing(ring, s.x, s.y).below < -ring.b - s.diameter / 2);
  const since = path.filter((s) => s.time >= (clear?.time ?? -Infinity));
  // What is seen at the ring once the ball is under it is something else.
  const under = since.findIndex((s) => inRing(ring, s.x, s.y).below > ring.b + s.diameter / 2);
  const last = (under < 0 ? since : since.slice(0, under)).filter(
    (s) => Math.abs(inRing(ring, s.x, s.y).across) < INSIDE,
  );
  const upper = showing(last.map(({ candidate }) => candidate.ring?.upper));
  const lower = showing(last.map(({ candidate }) => candidate.ring?.lower));
  const between = (1 - FROM_ABOVE) * upper.before * lower.behind + FROM_ABOVE * upper.behind * lower.before;
  const beside = (upper.behind * lower.behind + upper.before * lower.before) / 2;
  return clamp(Math.log(between / beside) / MOST_TOLD, -1, 1);
}

/** How likely what shows of a line is if it is before the ball, and if it is behind it. */
function showing(lines: readonly (ShownLine | null | undefined)[]): { before: number; behind: number } {
  const odds = lines.flatMap((line) => (line ? [normal(line, BEFORE) - normal(line, BEHIND)] : []));
  // What errs in one errs in its neighbours, too.
  const sum = odds.reduce((total, each) => total + each, 0) / Math.sqrt(Math.max(1, odds.length));
  const before = 1 / (1 + Math.exp(-clamp(sum, -MOST_OF_A_LINE, MOST_OF_A_LINE)));
  return { before, behind: 1 - before };
}

function normal({ part, error }: ShownLine, model: { part: number; sd: number }): number {
  const variance = model.sd ** 2 + error ** 2;
  return -((part - model.part) ** 2) / (2 * variance) - Math.log(variance) / 2;
}

/**
 * What shows of a ring's lines before a ball that hides them and before one that they hide (`BEFORE` and `BEHIND` in
 * packages/analysis/src/outcome/lines.ts), as vision tells it of drawn throws seen from about a hoop.
 * `node scripts/eval/derive/ringLines.ts [COUNT]` prints means and standard deviations; some 4 CPU-seconds a throw.
 */
import { distance } from '../../../packages/testkit/src/geometry/vec.ts';
import { markdownTable } from '../tables.ts';
import { drawnThrows, type ThrowFrame } from './drawnThrows.ts';

/** How near the ring's middle, and how little before it, the renderer draws a ball between the ring's halves, m. */
const BETWEEN = { within: 0.75, before: 0.4 };

interface Reading {
  /** The line is before the ball. */
  before: boolean;
  part: number;
  error: number;
}

const count = Number(process.argv[2] ?? 40);
const readings: Reading[] = [];
for await (const { frames } of drawnThrows(count)) readings.push(...frames.flatMap(readingsOf));
console.log(`${readings.length} readings of ${count} throws`);
console.log(
  markdownTable(
    ['the line is', 'error told', 'readings', 'mean part', 'standard deviation', 'of it beside the error told'],
    [true, false].flatMap((before) =>
      [0.1, 0.2, 0.3, 0.6].slice(1).map((most, i) => {
        const here = readings.filter((r) => r.before === before && r.error <= most && r.error > [0.1, 0.2, 0.3][i]!);
        const mean = here.reduce((sum, { part }) => sum + part, 0) / here.length;
        const variance = here.reduce((sum, { part }) => sum + (part - mean) ** 2, 0) / here.length;
        const told = here.reduce((sum, { error }) => sum + error ** 2, 0) / here.length;
        return [
          before ? 'before the ball' : 'behind it',
          `to ${most}`,
          String(here.length),
          mean.toFixed(2),
          Math.sqrt(variance).toFixed(2),
          Math.sqrt(Math.max(0, variance - told)).toFixed(2),
        ];
      }),
    ),
  ),
);

function readingsOf({ truth, found, ring }: ThrowFrame): Reading[] {
  const ball = truth.balls.find((each) => each.shot === 0);
  if (!ball) return [];
  const candidate = found.ball.find((each) => Math.hypot(each.x - ball.x, each.y - ball.y) < 0.3 * ball.diameter);
  if (!candidate?.ring) return [];
  const nearer = ring.depth - ball.depth;
  const between = distance(ball.centre, ring.place) < BETWEEN.within && nearer < BETWEEN.before;
  const { upper, lower } = candidate.ring;
  return [
    ...(upper ? [{ before: between || nearer < 0, part: upper.part, error: upper.error }] : []),
    ...(lower ? [{ before: !between && nearer < 0, part: lower.part, error: lower.error }] : []),
  ];
}

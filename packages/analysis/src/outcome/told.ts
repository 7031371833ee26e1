import { clamp } from '../signals/statistics.ts';

/** Places are looked at this far from the axis, each so far from the next; half widths. What is further off is as far. */
const FAR = 4;
const STEP = 0.2;
const HALF = FAR / STEP;
const steps = Array.from({ length: 2 * HALF + 1 }, (_, i) => (i - HALF) * STEP);
/** No one cue is worth odds of more than e to this. */
const MOST_TOLD = 4;

/** What is seen across the picture and away from the camera, from a ring's axis, and how surely: half widths. */
export interface Off {
  across: number;
  away: number;
  variance: { across: number; away: number };
}

/**
 * By how much the odds that something is within `radius` of the axis grow by what is seen of it, as a part of the most that
 * is believed; before, it was anywhere with these standard deviations.
 */
export function told(
  { across, away, variance }: Off,
  radius: number,
  before: { across: number; away: number },
): number {
  const normal = (x: number, v: number) => Math.exp((-x * x) / (2 * v));
  const [x0, y0] = [steps.map((x) => normal(x, before.across ** 2)), steps.map((y) => normal(y, before.away ** 2))];
  const x1 = steps.map((x, i) => x0[i]! * normal(x - clamp(across, -FAR, FAR), variance.across));
  const y1 = steps.map((y, i) => y0[i]! * normal(y - clamp(away, -FAR, FAR), variance.away));
  const odds = (px: readonly number[], py: readonly number[]) => {
    let [within, all] = [1e-9, 2e-9];
    steps.forEach((x, i) =>
      steps.forEach((y, j) => {
        all += px[i]! * py[j]!;
        if (Math.hypot(x, y) < radius) within += px[i]! * py[j]!;
      }),
    );
    return Math.log(within / (all - within));
  };
  return clamp((odds(x1, y1) - odds(x0, y0)) / MOST_TOLD, -1, 1);
}

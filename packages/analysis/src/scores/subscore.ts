import type { Score, WithheldReason } from '@shotform/contracts';
import type { Band, Scoring } from '../metrics/definition.ts';

/** What a score needs to know of a metric's or a quantity's scoring. */
export type Target = Pick<Scoring, 'penalised' | 'halfDistance'> & { band: Band };

/** How far a value lies outside its band on a penalised side, in its own unit; 0 inside. */
export function distanceOutside(value: number, { band: [lo, hi], penalised }: Target): number {
  const below = penalised === 'above' ? 0 : lo - value;
  const above = penalised === 'below' ? 0 : value - hi;
  return Math.max(0, below, above);
}

/** 100 * 2^-((d/h)^2): 100 in the band, 50 at the half-score distance outside it. */
export function subScore(value: number, target: Target): number {
  return 100 * 2 ** -((distanceOutside(value, target) / target.halfDistance) ** 2);
}

/** Lowest and highest sub-score of the values in an interval. */
export function subScoreInterval(value: number, [lo, hi]: readonly [number, number], target: Target): [number, number] {
  const ends = [subScore(lo, target), subScore(value, target), subScore(hi, target)];
  // Between two ends on different sides of the band lies a value inside it.
  const [low, high] = target.band;
  const touches = lo <= high && hi >= low;
  return [Math.min(...ends), touches ? 100 : Math.max(...ends)];
}

export function withheldScore(reason: WithheldReason): Score {
  return { value: null, interval: null, reason };
}

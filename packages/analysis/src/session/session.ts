import type { Aggregate, Score, Session, Shot } from '@shotform/contracts';
import { Z90 } from '../metrics/estimate.ts';
import { withheldScore } from '../scores/subscore.ts';

/** What the shots of a clip come to together. Consistency is a score of the whole session and is given. */
export function summarise(shots: readonly Shot[], consistency: Score): Session {
  const count = (result: Shot['outcome']['result']) => shots.filter((shot) => shot.outcome.result === result).length;
  return {
    shots: shots.length,
    made: count('made'),
    missed: count('missed'),
    unknown: count('unknown'),
    form: meanScore(shots.map((shot) => shot.scores.form)),
    result: meanScore(shots.map((shot) => shot.scores.result)),
    consistency,
    metrics: aggregates(shots),
  };
}

/**
 * Mean of the scores that were not withheld. Its 90 % interval takes the larger of what the shots differ by and of what
 * each of them is uncertain by.
 */
function meanScore(scores: readonly Score[]): Score {
  if (scores.length === 0) return withheldScore('too_few_shots');
  const known = scores.flatMap(({ value, interval }) => (value === null || !interval ? [] : [{ value, interval }]));
  if (known.length === 0) return withheldScore(scores[0]?.reason ?? 'coverage_too_low');
  const { mean, sd } = moments(known.map(({ value }) => value));
  const spread = (Z90 * (sd ?? 0)) / Math.sqrt(known.length);
  const side = (reach: (score: (typeof known)[number]) => number) =>
    Math.max(spread, Math.hypot(...known.map(reach)) / known.length);
  const below = side(({ value, interval }) => value - interval[0]);
  const above = side(({ value, interval }) => interval[1] - value);
  return { value: mean, interval: [Math.max(0, mean - below), Math.min(100, mean + above)] };
}

function aggregates(shots: readonly Shot[]): Record<string, Aggregate> {
  const ids = new Set(shots.flatMap((shot) => Object.keys(shot.metrics)));
  const found = [...ids].flatMap((id) => {
    const metrics = shots.flatMap((shot) => shot.metrics[id] ?? []);
    const values = metrics.flatMap(({ value }) => (value === null ? [] : [value]));
    const unit = metrics[0]?.unit;
    return unit && values.length > 0 ? [[id, { unit, n: values.length, ...moments(values) }] as const] : [];
  });
  return Object.fromEntries(found);
}

/** Mean, and the standard deviation over n - 1; of one value there is none. */
function moments(values: readonly number[]): { mean: number; sd: number | null } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return { mean, sd: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / (values.length - 1)) };
}

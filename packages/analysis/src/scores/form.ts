import type { Contribution, Score, ScoreGroup, Scores, WithheldReason } from '@shotform/contracts';
import { groupWeights } from '../metrics/dictionary/index.ts';
import type { Measurement } from '../metrics/measure.ts';
import { LEAST_CREDIBILITY } from '../metrics/view.ts';
import { combine, coverageOf, creditedWeights, type Part } from './combine.ts';
import { subScore, subScoreInterval, withheldScore } from './subscore.ts';

/** A score that rests on less than this part of its weight is withheld. */
export const LEAST_COVERAGE = 0.5;

interface FormPart extends Part {
  metric: string;
  group: ScoreGroup;
  reason: WithheldReason | undefined;
}

/** Form: the metrics' own scores, weighted, with what each one cost. Outcome and flight have no part in it. */
export function scoreForm(measurements: readonly Measurement[]): Scores['form'] {
  const parts = formParts(measurements);
  const coverage = coverageOf(parts);
  const measured = parts.filter((part) => part.credibility > 0);
  const groups = Object.fromEntries(
    scoreGroups.map((group) => [group, scoreGroup(parts.filter((part) => part.group === group))]),
  ) as Record<ScoreGroup, Score>;
  if (coverage < LEAST_COVERAGE) {
    return { ...withheldScore('coverage_too_low'), coverage, contributions: [], groups };
  }
  return { ...combine(measured), coverage, contributions: contributionsOf(measured), groups };
}

export const scoreGroups = Object.keys(groupWeights) as ScoreGroup[];

/** The score of one metric, or the credibility-weighted one of several. */
export function scoreNamed(measurements: readonly Measurement[], metrics: readonly string[]): Score {
  const named = measurements.filter(({ definition }) => metrics.includes(definition.id));
  const parts = named.flatMap(partOf);
  const measured = parts.filter((part) => part.credibility > 0);
  if (measured.length > 0) return combine(measured);
  return withheldScore(named[0]?.metric.reason ?? 'not_scored');
}

/** Every metric that this shot could be scored on, measured or not; a group keeps its weight whichever those are. */
function formParts(measurements: readonly Measurement[]): FormPart[] {
  const parts = measurements.flatMap(partOf);
  return parts.map((part) => {
    const inGroup = parts.filter((other) => other.group === part.group).reduce((sum, other) => sum + other.weight, 0);
    return { ...part, weight: (groupWeights[part.group] * part.weight) / inGroup };
  });
}

function partOf({ definition, metric, band }: Measurement): FormPart[] {
  const { id, group, scoring } = definition;
  if (!scoring || !band || metric.reason === 'not_applicable') return [];
  const part = { metric: id, group, weight: scoring.weight, reason: metric.reason };
  if (metric.value === null || metric.interval === null) {
    return [{ ...part, credibility: 0, score: 0, interval: [0, 100] }];
  }
  const target = { ...scoring, band };
  return [
    {
      ...part,
      credibility: metric.credibility,
      score: subScore(metric.value, target),
      interval: subScoreInterval(metric.value, metric.interval, target),
    },
  ];
}

function contributionsOf(measured: readonly FormPart[]): Contribution[] {
  const weights = creditedWeights(measured);
  return measured.map(({ metric, group, score }, i) => {
    const weight = weights[i]!;
    return { metric, group, score, weight, pointsLost: weight * (100 - score) };
  });
}

function scoreGroup(parts: readonly FormPart[]): Score {
  if (parts.length === 0) return withheldScore('not_scored');
  const measured = parts.filter((part) => part.credibility > 0);
  // A group tells what its metrics cost, down to what makes a single metric not measurable.
  if (coverageOf(parts) >= LEAST_CREDIBILITY) return combine(measured);
  const missing = parts.filter((part) => part.credibility === 0).sort((a, b) => b.weight - a.weight)[0];
  return withheldScore(missing?.reason ?? 'coverage_too_low');
}

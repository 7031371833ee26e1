import type { Flight, Measured, Outcome, Score } from '@shotform/contracts';
import { Z90 } from '../metrics/estimate.ts';
import { LEAST_CREDIBILITY } from '../metrics/view.ts';
import { combine, coverageOf, type Part } from './combine.ts';
import { subScore, subScoreInterval, withheldScore, type Target } from './subscore.ts';

interface FlightTarget extends Target {
  quantity: Exclude<keyof Flight, 'path'>;
  weight: number;
  source: string;
}

/** What a good flight is. The rest of Result is whether it went in. */
export const flightTargets: readonly FlightTarget[] = [
  {
    quantity: 'entryAngle',
    band: [42, 49],
    penalised: 'outside',
    halfDistance: 6,
    weight: 20,
    source: '45 degrees (Noah); width proposed',
  },
  {
    quantity: 'releaseAngle',
    band: [46, 62],
    penalised: 'outside',
    halfDistance: 8,
    weight: 10,
    source: 'proficient 54.2 ± 7.9; about 52 (Tran and Silverberg 2008)',
  },
  {
    quantity: 'lateral',
    band: [-0.107, 0.107],
    penalised: 'outside',
    halfDistance: 0.12,
    weight: 10,
    source: "the ball clears the rim's sides: (45.7 - 24.3) / 2 cm",
  },
  {
    quantity: 'depth',
    band: [0.18, 0.38],
    penalised: 'outside',
    halfDistance: 0.12,
    weight: 10,
    source: '11 in past the front of the rim (Noah), give or take 10 cm',
  },
];
export const OUTCOME_WEIGHT = 50;
/** Outcome alone is enough where it is believed. */
export const RESULT_LEAST_COVERAGE = 0.3;

/** Result: whether the ball went in, and how good its flight was. It stands beside Form, never inside. */
export function scoreResult(outcome: Outcome, flight: Flight): Score {
  const parts = [outcomePart(outcome), ...flightTargets.map((target) => flightPart(target, flight[target.quantity]))];
  if (coverageOf(parts) < RESULT_LEAST_COVERAGE) return withheldScore(flight.entryAngle.reason ?? 'coverage_too_low');
  return combine(parts.filter((part) => part.credibility > 0));
}

function outcomePart({ result, confidence }: Outcome): Part {
  if (result === 'unknown') return { weight: OUTCOME_WEIGHT, credibility: 0, score: 0, interval: [0, 100] };
  const score = result === 'made' ? 100 : 0;
  return { weight: OUTCOME_WEIGHT, credibility: confidence, score, interval: [score, score] };
}

function flightPart(target: FlightTarget, { value, interval }: Measured): Part {
  const unknown: Part = { weight: target.weight, credibility: 0, score: 0, interval: [0, 100] };
  if (value === null || interval === null) return unknown;
  const error = (interval[1] - interval[0]) / (2 * Z90);
  // An error as large as the half-score distance halves what the value can tell.
  const credibility = 1 / (1 + (error / target.halfDistance) ** 2);
  if (!(credibility >= LEAST_CREDIBILITY)) return unknown;
  return {
    weight: target.weight,
    credibility,
    score: subScore(value, target),
    interval: subScoreInterval(value, interval, target),
  };
}

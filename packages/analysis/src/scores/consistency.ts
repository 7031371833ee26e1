import type { Flight, Measured, Score } from '@shotform/contracts';
import { Z90 } from '../metrics/estimate.ts';
import type { Measurement } from '../metrics/measure.ts';
import { LEAST_CREDIBILITY } from '../metrics/view.ts';
import { combine, coverageOf, type Part } from './combine.ts';
import { subScore, subScoreInterval, withheldScore, type Target } from './subscore.ts';

/** Fewer shots say too little of how much they differ. */
export const CONSISTENCY_MIN_SHOTS = 8;

/** What is compared over shots: quantities of the flight and metrics of the body. */
export interface ShotForConsistency {
  flight: Flight;
  measurements: readonly Measurement[];
}

type FlightQuantity = Exclude<keyof Flight, 'path'>;

interface RepeatTarget {
  /** A quantity of the flight, or else a metric. */
  quantity: { flight: FlightQuantity } | { metric: string };
  /** A standard deviation up to this is as good as it gets; `halfDistance` more leaves half of the score. */
  steady: number;
  halfDistance: number;
  weight: number;
  source: string;
}

/** What should come out alike from shot to shot, and how alike. */
export const repeatTargets: readonly RepeatTarget[] = [
  {
    quantity: { flight: 'releaseSpeed' },
    steady: 0.1,
    halfDistance: 0.1,
    weight: 2,
    source: 'sd 0.05-0.13 m/s goes with the make rate, r -0.96 and -0.88 (Slegers 2021)',
  },
  {
    quantity: { flight: 'releaseAngle' },
    steady: 1.5,
    halfDistance: 2,
    weight: 2,
    source: 'proposed: 1.5 degrees is 3 in of depth',
  },
  { quantity: { metric: 'releaseTime' }, steady: 0.08, halfDistance: 0.15, weight: 1, source: 'proposed' },
  { quantity: { metric: 'kneeLag' }, steady: 0.03, halfDistance: 0.04, weight: 1, source: 'proposed' },
  { quantity: { metric: 'kneeAtDip' }, steady: 3, halfDistance: 5, weight: 1, source: 'proposed' },
  { quantity: { metric: 'elbowAtSet' }, steady: 3, halfDistance: 5, weight: 1, source: 'proposed' },
  { quantity: { metric: 'shoulderAtRelease' }, steady: 3, halfDistance: 5, weight: 1, source: 'proposed' },
];

/** Repeatability is hard to measure: it is told where this much of its weight could be. */
export const CONSISTENCY_LEAST_COVERAGE = 0.3;

/** A quantity in one shot. `noise` is its random error where that is known apart, `error` all that may differ. */
interface Reading {
  value: number;
  noise: number;
  error: number;
}

/** Consistency of a session: how alike its shots are. Needs `CONSISTENCY_MIN_SHOTS` shots. */
export function scoreConsistency(shots: readonly ShotForConsistency[]): Score {
  return scoreParts(shots, (target) => {
    const readings = shots.flatMap((shot) => readingOf(target, shot) ?? []);
    if (readings.length < CONSISTENCY_MIN_SHOTS) return null;
    const spread = spreadOf(readings.map(({ value }) => value));
    // What the measurement itself scatters is not the player's.
    const sd = Math.sqrt(Math.max(0, spread ** 2 - rootMeanSquare(readings.map(({ noise }) => noise)) ** 2));
    // Standard error of a standard deviation of n values.
    return { value: sd, sd: spread / Math.sqrt(2 * (readings.length - 1)), readings };
  });
}

/** How near one shot comes to the mean of the session's others. */
export function scoreShotConsistency(shot: ShotForConsistency, shots: readonly ShotForConsistency[]): Score {
  const others = shots.filter((other) => other !== shot);
  return scoreParts(shots, (target) => {
    const reading = readingOf(target, shot);
    const rest = others.flatMap((other) => readingOf(target, other) ?? []);
    if (!reading || rest.length < CONSISTENCY_MIN_SHOTS - 1) return null;
    const values = rest.map(({ value }) => value);
    const sd = Math.hypot(reading.error, spreadOf(values) / Math.sqrt(values.length));
    return { value: Math.abs(reading.value - mean(values)), sd, readings: [reading, ...rest] };
  });
}

/** A deviation to be judged, with one standard error, and the readings it was found from. */
interface Deviation {
  value: number;
  sd: number;
  readings: readonly Reading[];
}

function scoreParts(
  shots: readonly ShotForConsistency[],
  deviationOf: (target: RepeatTarget) => Deviation | null,
): Score {
  if (shots.length < CONSISTENCY_MIN_SHOTS) return withheldScore('too_few_shots');
  const parts = repeatTargets.map((target) => partOf(target, deviationOf(target)));
  if (coverageOf(parts) < CONSISTENCY_LEAST_COVERAGE) return withheldScore('coverage_too_low');
  return combine(parts.filter((part) => part.credibility > 0));
}

function partOf({ weight, steady, halfDistance }: RepeatTarget, deviation: Deviation | null): Part {
  const unknown: Part = { weight, credibility: 0, score: 0, interval: [0, 100] };
  if (!deviation) return unknown;
  const error = rootMeanSquare(deviation.readings.map((reading) => reading.error));
  const credibility = 1 / (1 + (error / steady) ** 2);
  if (!(credibility >= LEAST_CREDIBILITY)) return unknown;
  const target: Target = { band: [0, steady], penalised: 'above', halfDistance };
  const { value, sd } = deviation;
  const interval = subScoreInterval(value, [Math.max(0, value - Z90 * sd), value + Z90 * sd], target);
  return { weight, credibility, score: subScore(value, target), interval };
}

function readingOf({ quantity }: RepeatTarget, shot: ShotForConsistency): Reading | null {
  if ('flight' in quantity) return flightReading(shot.flight[quantity.flight]);
  const found = shot.measurements.find(({ definition }) => definition.id === quantity.metric);
  if (!found?.estimate) return null;
  const { value, noise } = found.estimate;
  return { value, noise, error: noise };
}

/** A flight's interval does not tell what is common to all shots from what is not: nothing is taken off for noise. */
function flightReading({ value, interval }: Measured): Reading | null {
  if (value === null || interval === null) return null;
  return { value, noise: 0, error: (interval[1] - interval[0]) / (2 * Z90) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function spreadOf(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(mean(values.map((value) => value ** 2)));
}

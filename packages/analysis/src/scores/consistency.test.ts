import type { Measured } from '@shotform/contracts';
import { describe, expect, it } from 'vitest';
import { noFlight } from '../testing/figure.ts';
import { measurement, withheldMeasurement } from '../testing/measurements.ts';
import { normalNumbers } from '../testing/random.ts';
import {
  CONSISTENCY_MIN_SHOTS,
  scoreConsistency,
  scoreShotConsistency,
  type ShotForConsistency,
} from './consistency.ts';

/** A session whose body varies by `spread` times what is steady, measured with `noise` (in the same measure). */
function session(shots: number, spread: number, noise: number, seed = 1): ShotForConsistency[] {
  const normal = normalNumbers(seed);
  const take = (id: string, centre: number, steady: number) =>
    measurement(id, centre + steady * (spread * normal() + noise * normal()), { sd: steady * noise });
  return Array.from({ length: shots }, () => ({
    flight: noFlight(),
    measurements: [
      take('kneeAtDip', 110, 3),
      take('elbowAtSet', 60, 3),
      take('shoulderAtRelease', 125, 3),
      take('releaseTime', 1, 0.08),
      take('kneeLag', -0.05, 0.03),
    ],
  }));
}

describe('Consistency', () => {
  it('needs eight shots', () => {
    const few = session(CONSISTENCY_MIN_SHOTS - 1, 0.5, 0.2);
    expect(scoreConsistency(few)).toEqual({ value: null, interval: null, reason: 'too_few_shots' });
    expect(scoreShotConsistency(few[0]!, few).reason).toBe('too_few_shots');
    expect(scoreConsistency(session(CONSISTENCY_MIN_SHOTS, 0.5, 0.2)).value).not.toBeNull();
  });

  it('is high where shots are alike and low where they differ', () => {
    const alike = scoreConsistency(session(30, 0.5, 0.2));
    const mixed = scoreConsistency(session(30, 4, 0.2));
    expect(alike.value!).toBeGreaterThan(95);
    expect(mixed.value!).toBeLessThan(25);
    expect(alike.interval![0]).toBeLessThanOrEqual(alike.value!);
  });

  it('does not hold the measurement against the player', () => {
    const noisy = scoreConsistency(session(200, 0.5, 0.9, 5));
    expect(noisy.value!).toBeGreaterThan(95);
  });

  it('is withheld where too little was measured, or too badly', () => {
    const hidden = session(12, 0.5, 0.2).map((shot) => ({
      ...shot,
      measurements: shot.measurements.map((m) => withheldMeasurement(m.definition.id, 'landmarks_unreliable')),
    }));
    expect(scoreConsistency(hidden)).toEqual({ value: null, interval: null, reason: 'coverage_too_low' });
    expect(scoreConsistency(session(12, 0.5, 3)).value).toBeNull();
  });

  it('uses the release of the ball where its flight is known well', () => {
    const normal = normalNumbers(9);
    const speed = (sd: number): Measured => {
      const value = 7.2 + sd * normal();
      return { value, unit: 'm/s', interval: [value - 0.05, value + 0.05], frame: null, measurable: true };
    };
    const withSpeed = (sd: number) =>
      session(20, 0.3, 0.2).map((shot) => ({ ...shot, flight: { ...shot.flight, releaseSpeed: speed(sd) } }));
    expect(scoreConsistency(withSpeed(0.05)).value!).toBeGreaterThan(scoreConsistency(withSpeed(0.4)).value! + 10);
  });

  it('of one shot is how near it comes to the others', () => {
    const shots = session(20, 0.5, 0.1);
    const odd: ShotForConsistency = {
      flight: noFlight(),
      measurements: [
        measurement('kneeAtDip', 140, { sd: 0.3 }),
        measurement('elbowAtSet', 90, { sd: 0.3 }),
        measurement('shoulderAtRelease', 100, { sd: 0.3 }),
        measurement('releaseTime', 1.8, { sd: 0.01 }),
        measurement('kneeLag', 0.1, { sd: 0.003 }),
      ],
    };
    const all = [...shots, odd];
    expect(scoreShotConsistency(odd, all).value!).toBeLessThan(5);
    expect(scoreShotConsistency(shots[0]!, all).value!).toBeGreaterThan(60);
  });
});

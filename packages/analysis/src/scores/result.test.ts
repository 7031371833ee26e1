import type { Flight, Measured, Outcome } from '@shotform/contracts';
import { describe, expect, it } from 'vitest';
import { noFlight } from '../testing/figure.ts';
import { scoreResult } from './result.ts';

const made: Outcome = { result: 'made', confidence: 0.9, frame: 100 };
const missed: Outcome = { result: 'missed', confidence: 0.9, frame: 100 };
const unknown: Outcome = { result: 'unknown', confidence: 0, frame: null };

function measured(value: number, unit: Measured['unit'], half: number): Measured {
  return { value, unit, interval: [value - half, value + half], frame: null, measurable: true };
}
const goodFlight = (half: number): Flight => ({
  ...noFlight(),
  entryAngle: measured(45, 'deg', 30 * half),
  releaseAngle: measured(52, 'deg', 30 * half),
  lateral: measured(0, 'm', half),
  depth: measured(0.28, 'm', half),
});

describe('Result', () => {
  it('is the outcome where the flight was not seen', () => {
    expect(scoreResult(made, noFlight())).toEqual({ value: 100, interval: [100, 100] });
    expect(scoreResult(missed, noFlight()).value).toBe(0);
  });

  it('is withheld where neither is known', () => {
    expect(scoreResult(unknown, noFlight())).toEqual({ value: null, interval: null, reason: 'no_flight' });
    expect(scoreResult({ ...made, confidence: 0.4 }, noFlight()).value).toBeNull();
  });

  it('credits a good flight that did not go in, and less so one that is hardly known', () => {
    const sure = scoreResult(missed, goodFlight(0.01)).value!;
    const unsure = scoreResult(missed, goodFlight(0.15)).value!;
    expect(sure).toBeCloseTo((100 * 50) / (50 + 45), 0);
    expect(unsure).toBeLessThan(sure);
    expect(scoreResult(unknown, goodFlight(0.01)).value).toBeCloseTo(100, 9);
  });

  it('falls where the ball comes in flat', () => {
    const flat = { ...goodFlight(0.01), entryAngle: measured(33, 'deg', 0.5) };
    expect(scoreResult(made, flat).value!).toBeLessThan(scoreResult(made, goodFlight(0.01)).value! - 10);
  });
});

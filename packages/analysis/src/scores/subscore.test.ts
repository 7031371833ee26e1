import { describe, expect, it } from 'vitest';
import { dictionary } from '../metrics/dictionary/index.ts';
import { subScore, subScoreInterval } from './subscore.ts';

const target = { band: [100, 120], penalised: 'outside', halfDistance: 10 } as const;

describe('a sub-score', () => {
  it.each([
    [100, 100],
    [110, 100],
    [120, 100],
    [130, 50],
    [90, 50],
    [140, 6.25],
    [125, 100 * 2 ** -0.25],
    [1e200, 0],
  ])('of %d is %d', (value, score) => {
    expect(subScore(value, target)).toBeCloseTo(score, 9);
  });

  it('is not lowered on the side that is no fault', () => {
    expect(subScore(500, { ...target, penalised: 'below' })).toBe(100);
    expect(subScore(90, { ...target, penalised: 'below' })).toBeCloseTo(50, 9);
    expect(subScore(0, { ...target, penalised: 'above' })).toBe(100);
    expect(subScore(130, { ...target, penalised: 'above' })).toBeCloseTo(50, 9);
  });

  it('has an interval that holds every score of the value in its interval', () => {
    expect(subScoreInterval(130, [120, 140], target)).toEqual([6.25, 100]);
    expect(subScoreInterval(110, [80, 140], target)[1]).toBe(100);
    for (let value = 60; value <= 160; value += 3) {
      for (const half of [0, 1, 5, 20, 60]) {
        const [lo, hi] = subScoreInterval(value, [value - half, value + half], target);
        for (let part = -1; part <= 1; part += 0.25) {
          const score = subScore(value + part * half, target);
          expect(score).toBeGreaterThanOrEqual(lo - 1e-9);
          expect(score).toBeLessThanOrEqual(hi + 1e-9);
        }
      }
    }
  });

  it('of every metric is 100 at the edges of its band and 50 one half-score distance outside', () => {
    for (const { id, scoring } of dictionary) {
      if (!scoring?.band) continue;
      const { band, penalised, halfDistance } = scoring;
      const own = { ...scoring, band };
      expect(subScore(band[0], own), id).toBe(100);
      expect(subScore(band[1], own), id).toBe(100);
      expect(subScore(band[0] - halfDistance, own), id).toBeCloseTo(penalised === 'above' ? 100 : 50, 9);
      expect(subScore(band[1] + halfDistance, own), id).toBeCloseTo(penalised === 'below' ? 100 : 50, 9);
    }
  });
});

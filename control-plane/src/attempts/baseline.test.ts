import type { Report } from '@shotform/contracts';
import { expect, it } from 'vitest';
import { pooled } from './baseline.ts';

type SessionMetrics = Report['session']['metrics'];

const session = (id: string, values: readonly number[]): SessionMetrics => {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b) / n;
  const sd = n > 1 ? Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1)) : null;
  return { [id]: { unit: 'deg', n, mean, sd } };
};

it('the shots of several sessions have the mean and deviation of all of them in one', () => {
  const parts = [[14, 18, 11], [25], [16, 16.5]];
  const whole = session('flare', parts.flat())['flare']!;
  const { flare } = pooled(parts.map((values) => session('flare', values)));
  expect(flare!.n).toBe(6);
  expect(flare!.mean).toBeCloseTo(whole.mean, 12);
  expect(flare!.sd).toBeCloseTo(whole.sd!, 12);
});

it('one shot has no deviation, and none no baseline', () => {
  expect(pooled([session('flare', [14])])).toEqual({ flare: { mean: 14, sd: 0, n: 1 } });
  expect(pooled([])).toEqual({});
});

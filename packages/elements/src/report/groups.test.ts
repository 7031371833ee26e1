import { expect, test } from 'vitest';
import { apportion } from './groups.ts';

test('what is shown adds up to what is shown', () => {
  for (const values of [[2.876], [1.04, 1.04, 1.04], [0.05, 0.05, 0.05, 0.05], [33.333, 33.333, 0.004], []]) {
    const total = values.reduce((sum, value) => sum + value, 0);
    const shown = apportion(values, total, 1);
    expect(shown.reduce((sum, value) => sum + value, 0)).toBeCloseTo(Math.round(total * 10) / 10, 9);
    shown.forEach((value, i) => expect(Math.abs(value - values[i]!)).toBeLessThan(0.1));
  }
});

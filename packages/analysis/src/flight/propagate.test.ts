import { expect, test } from 'vitest';
import { propagate } from './propagate.ts';

const none = { values: [], covariance: [] };

test('errors that are not correlated add as squares, by their slopes', () => {
  const inputs = [
    { value: 2, sd: 0.1 },
    { value: 5, sd: 0.2 },
  ];
  const found = propagate(inputs, none, ([a, b]) => 3 * a! - 2 * b!);
  expect(found!.value).toBeCloseTo(-4, 12);
  expect(found!.sd).toBeCloseTo(0.5, 6);
});

test('errors of a fit that go together take each other away in a difference', () => {
  const fitted = { values: [1, 1], covariance: [0.04, 0.04, 0.04, 0.04] };
  expect(propagate([], fitted, (_, [a, b]) => a! - b!)!.sd).toBeCloseTo(0, 6);
  expect(propagate([], fitted, (_, [a, b]) => a! + b!)!.sd).toBeCloseTo(0.4, 6);
});

test('beside the edge of what exists the slope comes from the side that does', () => {
  const found = propagate([{ value: 1, sd: 0.5 }], none, ([a]) => (a! < 1 ? null : 4 * a!));
  expect(found!.sd).toBeCloseTo(2, 6);
});

test('what does not exist, or is no number, is null', () => {
  expect(propagate([{ value: 1, sd: 1 }], none, () => null)).toBeNull();
  expect(propagate([{ value: NaN, sd: 1 }], none, ([a]) => a!)).toBeNull();
});

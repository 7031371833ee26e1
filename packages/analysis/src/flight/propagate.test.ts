import { expect, test } from 'vitest';
import { propagate } from './propagate.ts';

test('errors that are not correlated add as squares, by their slopes', () => {
  const fitted = { values: [2, 5], covariance: [0.01, 0, 0, 0.04] };
  const found = propagate(fitted, ([a, b]) => 3 * a! - 2 * b!);
  expect(found!.value).toBeCloseTo(-4, 12);
  expect(found!.sd).toBeCloseTo(0.5, 6);
});

test('errors that go together take each other away in a difference', () => {
  const fitted = { values: [1, 1], covariance: [0.04, 0.04, 0.04, 0.04] };
  expect(propagate(fitted, ([a, b]) => a! - b!)!.sd).toBeCloseTo(0, 6);
  expect(propagate(fitted, ([a, b]) => a! + b!)!.sd).toBeCloseTo(0.4, 6);
});

test('beside the edge of what exists the slope comes from the side that does', () => {
  const found = propagate({ values: [1], covariance: [0.25] }, ([a]) => (a! < 1 ? null : 4 * a!));
  expect(found!.sd).toBeCloseTo(2, 6);
});

test('what does not exist, or is no number, is null', () => {
  expect(propagate({ values: [1], covariance: [1] }, () => null)).toBeNull();
  expect(propagate({ values: [NaN], covariance: [1] }, ([a]) => a!)).toBeNull();
});

import { expect, test } from 'vitest';
import { leastSquares } from './leastSquares.ts';

/** Points of y = a exp(b x) with a standard error of 0.1; `wild` is added to the seventh. */
const curve = (wild = 0, isDoubtful = () => false) => {
  const points = Array.from({ length: 20 }, (_, i) => ({ x: i / 10, y: 2 * Math.exp(0.5 * (i / 10)) }));
  points[6]!.y += wild;
  return leastSquares({
    start: [1, 0],
    steps: [1e-5, 1e-5],
    residuals: ([a, b]) => points.map(({ x, y }) => (y - a! * Math.exp(b! * x)) / 0.1),
    isDoubtful,
  });
};

test('finds the parameters of a curve, and how sure they are', () => {
  const { parameters, covariance } = curve()!;
  expect(parameters[0]).toBeCloseTo(2, 6);
  expect(parameters[1]).toBeCloseTo(0.5, 6);
  expect(Math.sqrt(covariance[0]!)).toBeGreaterThan(0.01);
  expect(Math.sqrt(covariance[0]!)).toBeLessThan(0.1);
});

test('one wild point bends what believes it, and not what doubts it', () => {
  expect(Math.abs(curve(3)!.parameters[0]! - 2)).toBeGreaterThan(0.05);
  const robust = curve(3, () => true)!;
  expect(Math.abs(robust.parameters[0]! - 2)).toBeLessThan(0.02);
  expect(robust.weights[6]).toBeLessThan(0.05);
});

test('nothing where the residuals do not determine the parameters', () => {
  expect(
    leastSquares({ start: [1, 1], steps: [1e-5, 1e-5], residuals: ([a]) => [a! - 3], isDoubtful: () => false }),
  ).toBeNull();
});

import { expect, test } from 'vitest';
import { lambdaFor, smoothingSpline } from './spline.ts';

const irregular = (n: number, step: number) =>
  Float64Array.from({ length: n }, (_, i) => i * step + 0.3 * step * Math.sin(i * 7.1));

function filtered(hz: number, cutoff: number) {
  const times = irregular(400, 0.01);
  const values = Float64Array.from(times, (t) => Math.sin(2 * Math.PI * hz * t));
  const spline = smoothingSpline(times, values, new Float64Array(times.length).fill(0.01), lambdaFor(cutoff));
  let inPhase = 0;
  let outOfPhase = 0;
  const n = 2000;
  for (let k = 0; k < n; k++) {
    const t = 1 + (2 * k) / n;
    inPhase += (2 / n) * spline.value(t) * Math.sin(2 * Math.PI * hz * t);
    outOfPhase += (2 / n) * spline.value(t) * Math.cos(2 * Math.PI * hz * t);
  }
  return { inPhase, outOfPhase };
}

test('passes half the power at the cut-off, nearly all below it, little above it, and shifts nothing', () => {
  expect(filtered(6, 6).inPhase).toBeCloseTo(Math.SQRT1_2, 1);
  expect(filtered(2, 6).inPhase).toBeGreaterThan(0.98);
  expect(filtered(15, 6).inPhase).toBeLessThan(0.08);
  for (const hz of [2, 6, 15]) expect(Math.abs(filtered(hz, 6).outOfPhase)).toBeLessThan(0.02);
});

test('a straight line passes unchanged, with its slope, across gaps and beyond the ends', () => {
  const times = Float64Array.from([0, 0.1, 0.13, 0.5, 0.52, 0.9]);
  const values = times.map((t) => 3 - 2 * t);
  const spline = smoothingSpline(times, values, new Float64Array(6).fill(0.1), lambdaFor(3));
  for (const t of [-0.2, 0, 0.05, 0.3, 0.51, 0.9, 1.1]) {
    expect(spline.value(t)).toBeCloseTo(3 - 2 * t, 9);
    expect(spline.slope(t)).toBeCloseTo(-2, 9);
  }
});

test('the slope is the derivative of the value', () => {
  const times = irregular(60, 0.03);
  const spline = smoothingSpline(
    times,
    times.map((t) => Math.sin(9 * t)),
    new Float64Array(60).fill(0.03),
    lambdaFor(8),
  );
  for (let t = 0.1; t < 1.7; t += 0.0371) {
    expect(spline.slope(t)).toBeCloseTo((spline.value(t + 1e-5) - spline.value(t - 1e-5)) / 2e-5, 4);
  }
});

test.each([1, 2])('%i samples make a curve too', (n) => {
  const times = Float64Array.from({ length: n }, (_, i) => i);
  const spline = smoothingSpline(
    times,
    times.map((t) => 5 + t),
    new Float64Array(n).fill(1),
    1,
  );
  expect(spline.value(0)).toBe(5);
  expect(spline.value(0.5)).toBe(n === 1 ? 5 : 5.5);
});

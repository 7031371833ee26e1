/** A curve through noisy samples at irregular times. */
export interface Spline {
  /** Value at a time; beyond the samples the curve goes on in a straight line. */
  value(time: number): number;
  /** First derivative, per second. */
  slope(time: number): number;
}

/**
 * Cubic smoothing spline: the curve g that minimises sum w (y - g(t))^2 + lambda * integral g''^2, found as by Reinsch
 * (Numer. Math. 10, 1967). With weights that are seconds per sample it is the zero-phase low-pass 1 / (1 + lambda w^4):
 * a second-order Butterworth run forwards and backwards, but for any time stamps and with gaps bridged.
 *
 * @param times strictly increasing, seconds
 * @param values one per time
 * @param weights one per time, > 0
 * @param lambda see `lambdaFor`
 */
export function smoothingSpline(
  times: ArrayLike<number>,
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  lambda: number,
): Spline {
  const n = times.length;
  if (n === 0) throw new RangeError('a spline needs at least one sample');
  const { heights, curvatures } =
    n < 3
      ? { heights: Float64Array.from(values), curvatures: new Float64Array(n) }
      : reinsch(times, values, weights, lambda);
  return splineOf(Float64Array.from(times), heights, curvatures);
}

/** The lambda whose filter passes half the power at `cutoffHz`, both passes taken together. */
export function lambdaFor(cutoffHz: number): number {
  const bothPasses = (Math.SQRT2 - 1) ** 0.25;
  return ((2 * Math.PI * cutoffHz) / bothPasses) ** -4;
}

function reinsch(
  times: ArrayLike<number>,
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  lambda: number,
): { heights: Float64Array; curvatures: Float64Array } {
  const n = times.length;
  const m = n - 2;
  const step = (i: number) => times[i + 1]! - times[i]!;
  // Q's column j has 1/h(j), -1/h(j) - 1/h(j+1), 1/h(j+1) in rows j, j+1, j+2.
  const qa = new Float64Array(m);
  const qb = new Float64Array(m);
  const qc = new Float64Array(m);
  const rhs = new Float64Array(m);
  for (let j = 0; j < m; j++) {
    qa[j] = 1 / step(j);
    qc[j] = 1 / step(j + 1);
    qb[j] = -qa[j]! - qc[j]!;
    rhs[j] = qa[j]! * values[j]! + qb[j]! * values[j + 1]! + qc[j]! * values[j + 2]!;
  }
  // The bands of R + lambda Q' W^-1 Q.
  const d0 = new Float64Array(m);
  const d1 = new Float64Array(m);
  const d2 = new Float64Array(m);
  for (let j = 0; j < m; j++) {
    const [w0, w1, w2] = [1 / weights[j]!, 1 / weights[j + 1]!, 1 / weights[j + 2]!];
    d0[j] = (step(j) + step(j + 1)) / 3 + lambda * (qa[j]! * qa[j]! * w0 + qb[j]! * qb[j]! * w1 + qc[j]! * qc[j]! * w2);
    if (j + 1 < m) d1[j] = step(j + 1) / 6 + lambda * (qb[j]! * qa[j + 1]! * w1 + qc[j]! * qb[j + 1]! * w2);
    if (j + 2 < m) d2[j] = lambda * qc[j]! * qa[j + 2]! * w2;
  }
  const gamma = solvePentadiagonal(d0, d1, d2, rhs);
  const heights = new Float64Array(n);
  for (let i = 0; i < n; i++) heights[i] = values[i]!;
  for (let j = 0; j < m; j++) {
    heights[j]! -= (lambda * qa[j]! * gamma[j]!) / weights[j]!;
    heights[j + 1]! -= (lambda * qb[j]! * gamma[j]!) / weights[j + 1]!;
    heights[j + 2]! -= (lambda * qc[j]! * gamma[j]!) / weights[j + 2]!;
  }
  const curvatures = new Float64Array(n);
  curvatures.set(gamma, 1);
  return { heights, curvatures };
}

/** Solves a symmetric positive definite system given by its diagonal and two upper bands; overwrites its inputs. */
function solvePentadiagonal(d0: Float64Array, d1: Float64Array, d2: Float64Array, x: Float64Array): Float64Array {
  const m = x.length;
  for (let j = 0; j < m; j++) {
    const l1 = d1[j]! / d0[j]!;
    const l2 = d2[j]! / d0[j]!;
    if (j + 1 < m) {
      d0[j + 1]! -= l1 * d1[j]!;
      d1[j + 1]! -= l1 * d2[j]!;
      x[j + 1]! -= l1 * x[j]!;
    }
    if (j + 2 < m) {
      d0[j + 2]! -= l2 * d2[j]!;
      x[j + 2]! -= l2 * x[j]!;
    }
    d1[j] = l1;
    d2[j] = l2;
    x[j]! /= d0[j]!;
  }
  for (let j = m - 1; j >= 0; j--) {
    if (j + 1 < m) x[j]! -= d1[j]! * x[j + 1]!;
    if (j + 2 < m) x[j]! -= d2[j]! * x[j + 2]!;
  }
  return x;
}

function splineOf(times: Float64Array, heights: Float64Array, curvatures: Float64Array): Spline {
  const last = times.length - 1;
  const slopeAt = (i: number, at: 0 | 1): number => {
    const h = times[i + 1]! - times[i]!;
    const chord = (heights[i + 1]! - heights[i]!) / h;
    return at === 0
      ? chord - (h * (2 * curvatures[i]! + curvatures[i + 1]!)) / 6
      : chord + (h * (curvatures[i]! + 2 * curvatures[i + 1]!)) / 6;
  };
  const endSlope = (end: 'first' | 'last') => (last === 0 ? 0 : end === 'first' ? slopeAt(0, 0) : slopeAt(last - 1, 1));
  return {
    value(time) {
      if (time <= times[0]!) return heights[0]! + endSlope('first') * (time - times[0]!);
      if (time >= times[last]!) return heights[last]! + endSlope('last') * (time - times[last]!);
      const i = indexBefore(times, time);
      const h = times[i + 1]! - times[i]!;
      const a = (times[i + 1]! - time) / h;
      const b = 1 - a;
      const bend = ((a * a * a - a) * curvatures[i]! + (b * b * b - b) * curvatures[i + 1]!) * ((h * h) / 6);
      return a * heights[i]! + b * heights[i + 1]! + bend;
    },
    slope(time) {
      if (time <= times[0]!) return endSlope('first');
      if (time >= times[last]!) return endSlope('last');
      const i = indexBefore(times, time);
      const h = times[i + 1]! - times[i]!;
      const a = (times[i + 1]! - time) / h;
      const b = 1 - a;
      const bend = ((3 * b * b - 1) * curvatures[i + 1]! - (3 * a * a - 1) * curvatures[i]!) * (h / 6);
      return (heights[i + 1]! - heights[i]!) / h + bend;
    },
  };
}

/** The largest i with times[i] <= time; 0 where all are later. */
export function indexBefore(times: ArrayLike<number>, time: number): number {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (times[middle]! <= time) low = middle;
    else high = middle - 1;
  }
  return low;
}

import { solveSymmetric } from '../signals/linear.ts';
import { BALL_METRES, GRAVITY } from './constants.ts';

/** A place where the ball was seen, px. */
export interface ArcPoint {
  time: number;
  x: number;
  y: number;
  diameter: number;
}

/** A ball in free flight as a pinhole camera sees it. */
export interface Arc {
  /** Reference time; the parameters below hold at it. */
  time: number;
  /** px from the optical axis, px/s and px/s^2, as if the distance to the camera stayed. */
  x: number;
  vx: number;
  y: number;
  vy: number;
  g: number;
  /** Growth of the distance to the camera, relative, per second. */
  recession: number;
  diameter: number;
  at(time: number): { x: number; y: number; diameter: number };
  velocityAt(time: number): { x: number; y: number };
  /** One standard error of the position at a time, px. */
  sdAt(time: number): number;
  /** Covariance of [x, vx, y, vy, g, recession, ln diameter], row by row. */
  covariance: Float64Array;
  /** Robust weight of each point that went in, 0-1. */
  weights: Float64Array;
  /** Root mean square residual of the believed points, in ball diameters. */
  residual: number;
}

const N = 7;
/** Error of a candidate's centre, in diameters, and of the logarithm of its diameter: blur, hands, shadows. */
const CENTRE_SD = 0.1;
const LN_DIAMETER_SD = 0.2;
/** Priors: the ball goes away from or comes to the camera by at most about its distance in a second. */
const RECESSION_SD = 0.4;
/** Footage may run at half or double speed: gravity then looks a quarter or four times itself. */
const LN_GRAVITY_SD = 0.7;
const ROUNDS = 12;

/**
 * Fits x = (x0 + vx t) / (1 + k t), y = (y0 + vy t + g t^2 / 2) / (1 + k t), diameter = d0 / (1 + k t): a ballistic
 * flight before a level pinhole camera, k the relative growth of depth. Robust (Cauchy); priors on k and g keep short
 * pieces sane.
 *
 * @param centre where the optical axis meets the picture, px
 * @returns `null` for fewer than three points, or where they determine nothing
 */
export function fitArc(seen: readonly ArcPoint[], centre: { x: number; y: number }): Arc | null {
  if (seen.length < 3) return null;
  const points = seen.map((p) => ({ ...p, x: p.x - centre.x, y: p.y - centre.y }));
  const t0 = points.reduce((sum, p) => sum + p.time, 0) / points.length;
  const meanDiameter = Math.exp(points.reduce((sum, p) => sum + Math.log(p.diameter), 0) / points.length);
  const expectedG = (GRAVITY / BALL_METRES) * meanDiameter;
  const p = start(points, t0, meanDiameter, expectedG);
  const weights = new Float64Array(points.length).fill(1);
  const sd = Math.max(CENTRE_SD * meanDiameter, 0.5);
  let covariance: Float64Array | null = null;
  for (let round = 0; round < ROUNDS; round++) {
    const a = new Float64Array(N * N);
    const b = new Float64Array(N);
    points.forEach((point, i) => {
      const r = residuals(p, point, t0);
      const off = Math.hypot(r.x, r.y) / (2.5 * sd);
      weights[i] = 1 / (1 + off * off);
      accumulate(a, b, r.dx, r.x, weights[i]! / (sd * sd));
      accumulate(a, b, r.dy, r.y, weights[i]! / (sd * sd));
      accumulate(a, b, r.dd, r.d, weights[i]! / LN_DIAMETER_SD ** 2);
    });
    accumulate(a, b, [0, 0, 0, 0, 0, 1, 0], -p[5]!, RECESSION_SD ** -2);
    const ratio = Math.max(0.02, p[4]! / expectedG);
    accumulate(a, b, [0, 0, 0, 0, 1 / (ratio * expectedG), 0, 0], -Math.log(ratio), LN_GRAVITY_SD ** -2);
    const solved = solveSymmetric(a, b);
    if (!solved) return null;
    for (let i = 0; i < N; i++) p[i]! += solved.x[i]!;
    p[4] = Math.max(p[4]!, 0.02 * expectedG);
    covariance = solved.inverse;
  }
  return covariance && arcOf(p, t0, covariance, weights, points, centre);
}

/** Least squares without perspective, gravity as expected: good enough to begin with. */
function start(points: readonly ArcPoint[], t0: number, diameter: number, g: number): Float64Array {
  const n = points.length;
  const mean = (f: (p: ArcPoint) => number) => points.reduce((sum, p) => sum + f(p), 0) / n;
  const fall = (p: ArcPoint) => p.y - (g / 2) * (p.time - t0) ** 2;
  const spread = Math.max(
    1e-6,
    mean((p) => (p.time - t0) ** 2),
  );
  return Float64Array.from([
    mean((p) => p.x),
    mean((p) => p.x * (p.time - t0)) / spread,
    mean(fall),
    mean((p) => fall(p) * (p.time - t0)) / spread,
    g,
    0,
    Math.log(diameter),
  ]);
}

function project(p: ArrayLike<number>, t: number): { x: number; y: number; w: number } {
  const w = 1 / Math.max(0.1, 1 + p[5]! * t);
  return { x: (p[0]! + p[1]! * t) * w, y: (p[2]! + p[3]! * t + (p[4]! / 2) * t * t) * w, w };
}

function residuals(p: ArrayLike<number>, point: ArcPoint, t0: number) {
  const t = point.time - t0;
  const { x, y, w } = project(p, t);
  return {
    x: point.x - x,
    y: point.y - y,
    d: Math.log(point.diameter) - (p[6]! + Math.log(w)),
    dx: [w, t * w, 0, 0, 0, -x * t * w, 0],
    dy: [0, 0, w, t * w, (t * t * w) / 2, -y * t * w, 0],
    dd: [0, 0, 0, 0, 0, -t * w, 1],
  };
}

function accumulate(a: Float64Array, b: Float64Array, gradient: number[], residual: number, weight: number): void {
  for (let i = 0; i < N; i++) {
    if (gradient[i] === 0) continue;
    b[i]! += weight * gradient[i]! * residual;
    for (let j = 0; j < N; j++) a[i * N + j]! += weight * gradient[i]! * gradient[j]!;
  }
}

function arcOf(
  p: Float64Array,
  t0: number,
  covariance: Float64Array,
  weights: Float64Array,
  points: readonly ArcPoint[],
  centre: { x: number; y: number },
): Arc {
  const at = (time: number) => {
    const { x, y, w } = project(p, time - t0);
    return { x: x + centre.x, y: y + centre.y, diameter: Math.exp(p[6]!) * w };
  };
  const squares = points.map((point) => {
    const { x, y, w } = project(p, point.time - t0);
    return ((point.x - x) ** 2 + (point.y - y) ** 2) / (Math.exp(p[6]!) * w) ** 2;
  });
  const weight = weights.reduce((a, b) => a + b, 0);
  return {
    time: t0,
    x: p[0]!,
    vx: p[1]!,
    y: p[2]!,
    vy: p[3]!,
    g: p[4]!,
    recession: p[5]!,
    diameter: Math.exp(p[6]!),
    at,
    velocityAt(time) {
      const t = time - t0;
      const { x, y, w } = project(p, t);
      return { x: (p[1]! - p[5]! * x) * w, y: (p[3]! + p[4]! * t - p[5]! * y) * w };
    },
    sdAt(time) {
      const { dx, dy } = residuals(p, { time, x: 0, y: 0, diameter: 1 }, t0);
      return Math.sqrt((variance(covariance, dx) + variance(covariance, dy)) / 2);
    },
    covariance,
    weights,
    residual: Math.sqrt(squares.reduce((sum, s, i) => sum + s * weights[i]!, 0) / weight),
  };
}

function variance(covariance: Float64Array, gradient: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < N; i++) for (let j = 0; j < N; j++) sum += gradient[i]! * gradient[j]! * covariance[i * N + j]!;
  return Math.max(0, sum);
}

import { solveSymmetric } from './linear.ts';

/** What is to be made small. Residuals are in their own standard errors, the same number of them every time. */
export interface Problem {
  start: readonly number[];
  /** About how far each parameter may be moved for its slopes: small against its own standard error. */
  steps: readonly number[];
  residuals(parameters: readonly number[]): readonly number[];
  /** Residuals that may be plain wrong count no more than as Cauchy's distribution of this width has it; others as squares. */
  isDoubtful(index: number): boolean;
}

export interface Solution {
  parameters: number[];
  /** Row by row. */
  covariance: Float64Array;
  residuals: readonly number[];
  /** How far each residual was believed, 0-1. */
  weights: number[];
}

const CAUCHY = 2.5;
const ROUNDS = 40;
/** A round that makes the cost smaller by less than this part of it is the last. */
const SETTLED = 1e-10;
const MOST_DAMPING = 1e8;

/**
 * Least squares, robust where told, by Levenberg's and Marquardt's damped steps with slopes by differences.
 *
 * @returns `null` where the residuals do not determine the parameters
 */
export function leastSquares(problem: Problem): Solution | null {
  let p = [...problem.start];
  let r = problem.residuals(p);
  let cost = costOf(problem, r);
  let damping = 1e-3;
  for (let round = 0; round < ROUNDS && damping < MOST_DAMPING; round++) {
    const { a, b } = normalEquations(problem, p, r);
    const step = solveSymmetric(damped(a, damping), b)?.x;
    const next = step && p.map((value, i) => value + step[i]!);
    const after = next && problem.residuals(next);
    const nextCost = after ? costOf(problem, after) : Infinity;
    if (!next || !after || !(nextCost <= cost)) {
      damping *= 10;
      continue;
    }
    const gain = cost - nextCost;
    [p, r, cost] = [next, after, nextCost];
    damping = Math.max(1e-9, damping / 10);
    if (gain < SETTLED * (1 + cost)) break;
  }
  const solved = Number.isFinite(cost)
    ? solveSymmetric(normalEquations(problem, p, r).a, new Float64Array(p.length))
    : null;
  return (
    solved && {
      parameters: p,
      covariance: solved.inverse,
      residuals: r,
      weights: r.map((_, i) => weightOf(problem, r, i)),
    }
  );
}

function costOf(problem: Problem, residuals: readonly number[]): number {
  return residuals.reduce(
    (sum, r, i) => sum + (problem.isDoubtful(i) ? CAUCHY ** 2 * Math.log1p((r / CAUCHY) ** 2) : r * r),
    0,
  );
}

function weightOf(problem: Problem, residuals: readonly number[], i: number): number {
  return problem.isDoubtful(i) ? 1 / (1 + (residuals[i]! / CAUCHY) ** 2) : 1;
}

function normalEquations(problem: Problem, p: readonly number[], r: readonly number[]) {
  const n = p.length;
  const slopes = p.map((value, i) => {
    const step = problem.steps[i]!;
    const moved = problem.residuals(p.with(i, value + step));
    return Float64Array.from(moved, (after, k) => (after - r[k]!) / step);
  });
  const a = new Float64Array(n * n);
  const b = new Float64Array(n);
  const weights = r.map((_, k) => weightOf(problem, r, k));
  for (let i = 0; i < n; i++) {
    const own = slopes[i]!;
    for (let k = 0; k < r.length; k++) b[i]! -= weights[k]! * own[k]! * r[k]!;
    for (let j = 0; j <= i; j++) {
      const other = slopes[j]!;
      let sum = 0;
      for (let k = 0; k < r.length; k++) sum += weights[k]! * own[k]! * other[k]!;
      a[i * n + j] = sum;
      a[j * n + i] = sum;
    }
  }
  return { a, b };
}

function damped(a: Float64Array, damping: number): Float64Array {
  const n = Math.sqrt(a.length);
  const out = Float64Array.from(a);
  for (let i = 0; i < n; i++) out[i * n + i]! *= 1 + damping;
  return out;
}

/**
 * Solves the symmetric positive definite system A x = b by Cholesky's decomposition.
 *
 * @param a n x n, row by row; only its lower triangle is read
 * @returns x and A's inverse; `null` where A is not positive definite
 */
export function solveSymmetric(a: Float64Array, b: Float64Array): { x: Float64Array; inverse: Float64Array } | null {
  const n = b.length;
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!;
      if (i > j) l[i * n + j] = sum / l[j * n + j]!;
      else if (sum > 0) l[i * n + i] = Math.sqrt(sum);
      else return null;
    }
  }
  const solve = (right: Float64Array): Float64Array => {
    const x = Float64Array.from(right);
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < i; k++) x[i]! -= l[i * n + k]! * x[k]!;
      x[i]! /= l[i * n + i]!;
    }
    for (let i = n - 1; i >= 0; i--) {
      for (let k = i + 1; k < n; k++) x[i]! -= l[k * n + i]! * x[k]!;
      x[i]! /= l[i * n + i]!;
    }
    return x;
  };
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const unit = new Float64Array(n);
    unit[i] = 1;
    inverse.set(solve(unit), i * n);
  }
  return { x: solve(b), inverse };
}

/** A quantity's value and one standard error. */
export interface Uncertain {
  value: number;
  sd: number;
}

/**
 * Carries errors through a function by its slopes (first order).
 *
 * @param inputs values with their standard errors, not correlated
 * @param fitted values of a fit with their covariance, row by row
 * @param of what is sought; `null` where it does not exist for these values
 */
export function propagate(
  inputs: readonly Uncertain[],
  fitted: { values: readonly number[]; covariance: ArrayLike<number> },
  of: (inputs: readonly number[], fitted: readonly number[]) => number | null,
): Uncertain | null {
  const values = inputs.map((i) => i.value);
  const value = of(values, fitted.values);
  if (value === null || !Number.isFinite(value)) return null;
  const n = fitted.values.length;
  const slope = (sd: number, shifted: (by: number) => number | null): number => {
    if (!(sd > 0)) return 0;
    const step = 0.3 * sd;
    const [low, high] = [shifted(-step), shifted(step)];
    if (low !== null && high !== null) return (high - low) / (2 * step);
    // Beside the edge of what exists the slope is taken on the side that does.
    const one = high ?? low;
    return one === null ? 0 : Math.abs(one - value) / step;
  };
  let variance = 0;
  inputs.forEach(({ sd }, i) => {
    const at = (by: number) => of(values.with(i, values[i]! + by), fitted.values);
    variance += (sd * slope(sd, at)) ** 2;
  });
  const slopes = fitted.values.map((v, i) =>
    slope(Math.sqrt(Math.max(0, fitted.covariance[i * n + i]!)), (by) => of(values, fitted.values.with(i, v + by))),
  );
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) variance += slopes[i]! * slopes[j]! * fitted.covariance[i * n + j]!;
  return { value, sd: Math.sqrt(Math.max(0, variance)) };
}

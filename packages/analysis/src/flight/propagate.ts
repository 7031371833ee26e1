/** A quantity's value and one standard error. */
export interface Uncertain {
  value: number;
  sd: number;
}

/**
 * Carries errors of a fit through a function by its slopes (first order).
 *
 * @param fitted values with their covariance, row by row
 * @param of what is sought; `null` where it does not exist for these values
 */
export function propagate(
  { values, covariance }: { values: readonly number[]; covariance: ArrayLike<number> },
  of: (values: readonly number[]) => number | null,
): Uncertain | null {
  const value = of(values);
  if (value === null || !Number.isFinite(value)) return null;
  const n = values.length;
  const slopes = values.map((v, i) => {
    const sd = Math.sqrt(Math.max(0, covariance[i * n + i]!));
    if (!(sd > 0)) return 0;
    const step = 0.3 * sd;
    const [low, high] = [of(values.with(i, v - step)), of(values.with(i, v + step))];
    if (low !== null && high !== null) return (high - low) / (2 * step);
    // Beside the edge of what exists the slope is taken on the side that does.
    if (high !== null) return (high - value) / step;
    return low === null ? 0 : (value - low) / step;
  });
  let variance = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) variance += slopes[i]! * slopes[j]! * covariance[i * n + j]!;
  return { value, sd: Math.sqrt(Math.max(0, variance)) };
}

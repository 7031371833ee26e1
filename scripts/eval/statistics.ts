/** Counts with Wilson's 95 % interval, and the quantiles that tables show. */

/** @returns the interval of a proportion, 0-1. Source: Wilson 1927, z = 1.96. */
export function wilson(successes: number, n: number): [number, number] {
  if (n === 0) return [0, 1];
  const z = 1.96;
  const p = successes / n;
  const centre = (p + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/** `17 of 18 (74-99 %)` */
export function count(successes: number, n: number): string {
  const [lo, hi] = wilson(successes, n);
  return `${successes} of ${n}${n > 0 ? ` (${Math.round(100 * lo)}-${Math.round(100 * hi)} %)` : ''}`;
}

/** Quantile by linear interpolation; `null` of nothing. */
export function quantile(values: readonly number[], q: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = q * (sorted.length - 1);
  const low = Math.floor(at);
  const [a, b] = [sorted[low]!, sorted[Math.min(low + 1, sorted.length - 1)]!];
  return a + (at - low) * (b - a);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

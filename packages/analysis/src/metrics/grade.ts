/** A graded table: straight lines between the given points, level beyond both ends. The x grow. */
export type GradedTable = readonly (readonly [x: number, y: number])[];

/** Value of a graded table at x; `NaN` at `NaN`. */
export function gradeAt(table: GradedTable, x: number): number {
  if (Number.isNaN(x)) return NaN;
  const after = table.findIndex(([at]) => x <= at);
  const right = table[after] ?? table.at(-1);
  const left = table[after - 1];
  if (!right) throw new RangeError('a graded table needs a row');
  if (!left) return right[1];
  return left[1] + ((x - left[0]) / (right[0] - left[0])) * (right[1] - left[1]);
}

import type { TfliteOperator } from '../tflite/read.ts';

/** The operators, in their order, that the tensors `keep` need. */
export function pruneTo(operators: TfliteOperator[], keep: number[]): TfliteOperator[] {
  const needed = new Set(keep);
  const kept: TfliteOperator[] = [];
  for (const operator of operators.toReversed()) {
    if (!operator.outputs.some((output) => needed.has(output))) continue;
    operator.inputs.forEach((input) => needed.add(input));
    kept.push(operator);
  }
  return kept.toReversed();
}

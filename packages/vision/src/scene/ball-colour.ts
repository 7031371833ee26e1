/** The colour of this clip's ball, learned from the candidates that are surely one, against that of the others. */
import type { CandidateTable } from './candidates.ts';

const FIELDS = ['u', 'v', 'luma'] as const;
/** Light and compression move the means of a disc about this much, levels. */
const MIN_SPREAD = { u: 3, v: 4, luma: 18 } as const;
/** Sum of weights of sure candidates from which a colour is believed. */
const MIN_WEIGHT = 6;
const MAX_EVIDENCE = 2;

interface Gaussian {
  mean: number[];
  spread: number[];
}

/**
 * Log-odds by colour for every candidate, between -2 and 2; noughts where too few are sure. `sure` weighs how certainly each is
 * a ball, 0-1; `other` how certainly not.
 */
export function colourEvidence(table: CandidateTable, sure: Float32Array, other: Float32Array): Float32Array {
  const evidence = new Float32Array(table.count);
  const ball = fit(table, sure);
  const rest = fit(table, other);
  if (!ball || !rest) return evidence;
  for (let n = 0; n < table.count; n++) {
    const value = logDensity(table, n, ball) - logDensity(table, n, rest);
    evidence[n] = Math.max(-MAX_EVIDENCE, Math.min(MAX_EVIDENCE, value));
  }
  return evidence;
}

function fit({ columns, count }: CandidateTable, weights: Float32Array): Gaussian | null {
  let total = 0;
  for (let n = 0; n < count; n++) total += weights[n]!;
  if (total < MIN_WEIGHT) return null;
  const mean: number[] = [];
  const spread: number[] = [];
  for (const field of FIELDS) {
    const column = columns[field];
    let sum = 0;
    let squares = 0;
    for (let n = 0; n < count; n++) {
      sum += weights[n]! * column[n]!;
      squares += weights[n]! * column[n]! * column[n]!;
    }
    const middle = sum / total;
    mean.push(middle);
    spread.push(Math.sqrt(Math.max(0, squares / total - middle * middle) + MIN_SPREAD[field] ** 2));
  }
  return { mean, spread };
}

function logDensity({ columns }: CandidateTable, n: number, { mean, spread }: Gaussian): number {
  let sum = 0;
  for (const [k, field] of FIELDS.entries()) {
    const z = (columns[field][n]! - mean[k]!) / spread[k]!;
    sum -= 0.5 * z * z + Math.log(spread[k]!);
  }
  return sum;
}

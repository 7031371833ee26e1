import { BASELINE_MIN_SHOTS } from '../metrics/baseline.ts';
import { MODEL_OFFSET } from '../metrics/context.ts';
import { dictionary, groupWeights } from '../metrics/dictionary/index.ts';
import { LEAST_CREDIBILITY, viewRules } from '../metrics/view.ts';
import { CONSISTENCY_LEAST_COVERAGE, CONSISTENCY_MIN_SHOTS, repeatTargets } from '../scores/consistency.ts';
import { LEAST_COVERAGE } from '../scores/form.ts';
import { flightTargets, OUTCOME_WEIGHT, RESULT_LEAST_COVERAGE } from '../scores/result.ts';
import { FLAG_PART, FLAG_PROBABILITY, FLAG_SHOTS } from '../feedback/rules.ts';

/**
 * Version of the bands, weights and thresholds in force: a hash of them all (FNV-1a, 64 bits, Fowler, Noll and Vo), so
 * that two reports with the same one were scored alike.
 */
export function configurationVersion(): string {
  return fnv1a(JSON.stringify(configuration()));
}

function configuration() {
  return {
    // Functions are left out by JSON; their words and numbers are in.
    dictionary,
    groupWeights,
    viewRules,
    form: { LEAST_CREDIBILITY, LEAST_COVERAGE, MODEL_OFFSET, BASELINE_MIN_SHOTS },
    result: { flightTargets, OUTCOME_WEIGHT, RESULT_LEAST_COVERAGE },
    consistency: { repeatTargets, CONSISTENCY_MIN_SHOTS, CONSISTENCY_LEAST_COVERAGE },
    feedback: { FLAG_PROBABILITY, FLAG_SHOTS, FLAG_PART },
  };
}

function fnv1a(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}

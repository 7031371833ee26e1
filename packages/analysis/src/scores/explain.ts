/** One metric's part in a Form: its score, 0-100, and its weight after credibility; the weights add up to 1. */
export interface FormShare {
  metric: string;
  score: number;
  weight: number;
}

export interface Explanation {
  /** Form minus the reference's Form; the contributions and the weights' term add up to it. */
  difference: number;
  /** What each metric's change of score did: w' (s - r), by the most costly first. */
  contributions: { metric: string; points: number }[];
  /** What the change of the weights did, and of which metrics could be measured: a moved camera is not progress. */
  weightsTerm: number;
}

/**
 * The exact Shapley contributions of the metrics to Form against a reference. Form is additive where the weights are
 * fixed, so a metric's contribution is w' (s - r); what the weights' own change adds is kept apart. A metric without a
 * reference, or that is gone, has no change of score and is part of the weights' term.
 *
 * @param shares of the Form to explain
 * @param reference of another Form, such as the player's mean over 30 shots; `perfect(shares)` for points lost to 100
 */
export function explainForm(shares: readonly FormShare[], reference: readonly FormShare[]): Explanation {
  const before = new Map(reference.map((share) => [share.metric, share]));
  const now = new Set(shares.map(({ metric }) => metric));
  const contributions: Explanation['contributions'] = [];
  let weightsTerm = 0;
  for (const { metric, score, weight } of shares) {
    const then = before.get(metric);
    if (then) contributions.push({ metric, points: weight * (score - then.score) });
    weightsTerm += then ? (weight - then.weight) * then.score : weight * score;
  }
  for (const { metric, score, weight } of reference) if (!now.has(metric)) weightsTerm -= weight * score;
  contributions.sort((a, b) => a.points - b.points);
  return { difference: formOf(shares) - formOf(reference), contributions, weightsTerm };
}

/** The reference of 100 in every metric, by the same weights. */
export function perfect(shares: readonly FormShare[]): FormShare[] {
  return shares.map((share) => ({ ...share, score: 100 }));
}

function formOf(shares: readonly FormShare[]): number {
  return shares.reduce((sum, { score, weight }) => sum + weight * score, 0);
}

import type { Band, Scoring } from './definition.ts';

/** What a player's earlier shots were like: per metric its mean and standard deviation over n shots. */
export interface Baseline {
  metrics: Readonly<Record<string, { mean: number; sd: number; n: number } | undefined>>;
}

/** Fewer shots are not a habit. The mean of 30 is what the player should be held against. */
export const BASELINE_MIN_SHOTS = 8;
/** The player's own band is this many standard deviations to each side, and never narrower than the metric's margin. */
const OWN_BAND_SD = 1.5;

/** The band in force: the metric's, else one about the player's own mean; `null` where there is neither. */
export function bandInForce(id: string, scoring: Scoring | null, baseline: Baseline | undefined): Band | null {
  if (!scoring) return null;
  if (scoring.band) return scoring.band;
  const own = baseline?.metrics[id];
  if (!own || own.n < BASELINE_MIN_SHOTS) return null;
  const half = Math.max(OWN_BAND_SD * own.sd, scoring.margin ?? 0);
  return Number.isFinite(own.mean + half) ? [own.mean - half, own.mean + half] : null;
}

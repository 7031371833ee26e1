import type { Baseline, Metric } from '@shotform/contracts';
import type { Band, Scoring } from './definition.ts';

/** Fewer shots are not a habit. The mean of 30 is what the player should be held against. */
export const BASELINE_MIN_SHOTS = 8;
/** The player's own band is this many standard deviations to each side, and never narrower than the metric's margin. */
const OWN_BAND_SD = 1.5;

interface BandInForce {
  band: Band | null;
  of: Metric['bandOf'];
}

const none: BandInForce = { band: null, of: null };

/** The band in force: the metric's, else one about the player's own mean, if there is either. */
export function bandInForce(id: string, scoring: Scoring | null, baseline: Baseline = {}): BandInForce {
  if (!scoring) return none;
  if (scoring.band) return { band: scoring.band, of: 'shooters' };
  const own = baseline[id];
  if (!own || own.n < BASELINE_MIN_SHOTS) return none;
  const half = Math.max(OWN_BAND_SD * own.sd, scoring.margin ?? 0);
  return Number.isFinite(own.mean + half) ? { band: [own.mean - half, own.mean + half], of: 'player' } : none;
}

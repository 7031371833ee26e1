/** How much one candidate looks like a ball by itself: log-odds, the prior of a thing that was found at all included. */
import { FOUND_BY, type CandidateTable } from './candidates.ts';

/**
 * A ball's size against what the pose says it should be, log2: the model's metre is that of an average body. Of drawn
 * shooters of 1.55 to 2.05 m (`scripts/eval/derive/size.ts`: -0.14 +- 0.15; balls and distances differ by more).
 */
const EXPECTED_SIZE = -0.14;
const SIZE_SPREAD = 0.45;

/** No outline speaks more against what the network takes for a ball. */
const LEAST_OUTLINE_SEEN = -0.5;
/** What the network alone sees, and of which less than this part changes, is a part of the scene: by so much, at most. */
const LEAST_CHANGE = 0.2;
const STILL = 2;

/** Log-odds of candidate n. */
export function ownEvidence({ columns: c }: CandidateTable, n: number): number {
  // A whole, even outline is the mark of a ball; clutter has gaps and edges both ways.
  const whole = 8 * (c.support[n]! - 0.75) + 3 * (c.agreement[n]! - 0.85);
  // The network knows balls behind cords and hands.
  const outline = c.seen[n]! > 0 ? Math.max(LEAST_OUTLINE_SEEN, whole) : whole;
  const faint = Math.min(0, (c.contrast[n]! - 20) / 10);
  const alone = 1.5 * c.moving[n]! - 2 * c.movingAround[n]!;
  const isSeenAlone = FOUND_BY.network === c.source[n];
  const still = isSeenAlone ? STILL * Math.max(0, 1 - c.changing[n]! / LEAST_CHANGE) : 0;
  const warm = 1.2 * Math.tanh(c.warmer[n]! / 8);
  const body = 3 * c.onHead[n]! + 1.5 * c.onJoint[n]!;
  return -1 + outline + faint + alone - still + warm - sizeDoubt(c.sizeRatio[n]!) - body + seen(c.seen[n]!);
}

function sizeDoubt(ratio: number): number {
  if (Number.isNaN(ratio)) return 0.5;
  const deviation = (ratio - EXPECTED_SIZE) / SIZE_SPREAD;
  return Math.min(2, 0.5 * deviation * deviation);
}

/** The network's word counts for no more than this either way: what it was not drawn it does not know. */
const MOST_SEEN = 2.5;

function seen(logOdds: number): number {
  return Number.isNaN(logOdds) ? 0 : Math.max(-MOST_SEEN, Math.min(MOST_SEEN, logOdds));
}

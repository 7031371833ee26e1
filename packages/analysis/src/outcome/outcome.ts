import type { Outcome, Tracks } from '@shotform/contracts';
import type { Sighting } from '../ball/sightings.ts';
import type { Ring } from '../rim/rim.ts';
import { arrival, crossingsOf, type Crossing } from './crossing.ts';
import { madeOdds, outcomeCues, type OutcomeEvidence } from './cues.ts';

export type { OutcomeEvidence } from './cues.ts';

/**
 * Odds are natural logarithms for "made". Under these either way, a belief of 0.8, nothing is said: nine of ten simulated
 * answers that are just believed so are right.
 */
const LEAST_ODDS = 1.4;
/** A flight that passes the ring by more than this, in half widths, was not meant for it, or the ring is not one. */
const UNRELATED = 6;

export const unknownOutcome: Outcome = { result: 'unknown', confidence: 0, frame: null };

/** Whether a flight went in, from the ball's way past the ring and the net's movement. */
export function judgeOutcome(evidence: OutcomeEvidence): Outcome {
  const { ring, launch, path } = evidence;
  if (ring && !isNear(ring, launch, path)) return unknownOutcome;
  // What the ball did at the ring began where its free flight came to it, even if it bounced before it was level.
  const first = ring && (arrival(launch, ring) ?? crossingsOf(path, ring)[0]);
  const frame = first ? frameAt(evidence.tracks, first.time) : null;
  const cues = outcomeCues(evidence);
  const outcome = cues ? conclude(madeOdds(cues), frame) : { ...unknownOutcome, frame };
  const miss = first && outcome.result === 'missed' ? missSide(first, evidence) : null;
  return miss ? { ...outcome, miss } : outcome;
}

function conclude(odds: number, frame: number | null): Outcome {
  if (Math.abs(odds) < LEAST_ODDS) return { ...unknownOutcome, frame };
  return { result: odds > 0 ? 'made' : 'missed', confidence: 1 / (1 + Math.exp(-Math.abs(odds))), frame };
}

function isNear(ring: Ring, launch: OutcomeEvidence['launch'], path: readonly Sighting[]): boolean {
  const arrives = arrival(launch, ring);
  if (arrives && Math.abs(arrives.across) < UNRELATED) return true;
  return path.some((s) => Math.hypot(s.x - ring.x, s.y - ring.y) < (UNRELATED / 2) * ring.a);
}

/** Where a miss crossed the ring's level, as the shooter sees it; `null` where this view does not show it. */
function missSide({ across }: Crossing, { launch, yawDegrees }: OutcomeEvidence): NonNullable<Outcome['miss']> | null {
  if (yawDegrees === null || Math.abs(across) < 0.4) return null;
  const side = Math.abs(Math.sin((yawDegrees * Math.PI) / 180));
  if (side > 0.87) return across * Math.sign(launch.arc.vx) < 0 ? 'short' : 'long';
  if (side > 0.5) return null;
  // From behind, the image's right is the shooter's.
  return across * -Math.cos((yawDegrees * Math.PI) / 180) > 0 ? 'right' : 'left';
}

function frameAt(tracks: Tracks, time: number): number | null {
  const frame = tracks.video.timesSeconds.findIndex((t) => t >= time);
  return frame < 0 ? null : frame;
}

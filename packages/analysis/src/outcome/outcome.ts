import type { Outcome, Tracks } from '@shotform/contracts';
import type { Launch } from '../ball/launch.ts';
import type { Sighting } from '../ball/sightings.ts';
import { inRing, type Ring } from '../rim/rim.ts';
import { clamp, median } from '../signals/statistics.ts';

/** What an outcome is judged by. */
export interface OutcomeEvidence {
  tracks: Tracks;
  launch: Launch;
  /** The ball from its release on, past the rim. */
  path: readonly Sighting[];
  ring: Ring | null;
  pace: number;
  /** Signed yaw of the shooter, degrees. */
  yawDegrees: number | null;
}

/** A crossing of the ring's level from above. */
interface Crossing {
  time: number;
  /** In half widths of the ring from its centre. */
  across: number;
}

/** Odds are natural logarithms for "made". Under these either way nothing is said. */
const LEAST_ODDS = 0.7;
/** A ball that crosses the ring's level this near its centre is through it, this far it is not; in half widths. */
const THROUGH = 0.6;
const BESIDE = 1.3;
const CROSSING_ODDS = 1.6;
/** What is left of that from in front or behind. */
const FRONTAL_PART = 0.3;
/** The net hangs this far under the ring, in half widths, and a ball inside it is within this of the middle. */
const NET_DEPTH = [0.6, 2] as const;
const NET_WIDTH = 1.1;
const NET_ODDS = 0.6;
/** Movement of the net that a ball through it makes, and its absence. */
const NET_MOVES = 0.25;
const NET_STILL = 0.05;
const NET_MOTION_ODDS = 1;
/** A flight that passes the ring by more than this, in half widths, was not meant for it, or the ring is not one. */
const UNRELATED = 6;
/** A ball that jumps up again from the rim by more than its diameter is out, mostly. */
const BOUNCE = 1;
const BOUNCE_ODDS = -1.5;
/** In a net the ball loses its way forward and falls: what is left of its speed across the picture, if it had so much. */
const DROP_ODDS = 1;
const DROP_SPAN = 0.3;
const DROP_PART = 0.25;
const LEAST_FORWARD = 4;

export const unknownOutcome: Outcome = { result: 'unknown', confidence: 0, frame: null };

/** Whether the shot went in, from the ball's way past the ring and the net's movement. */
export function judgeOutcome(evidence: OutcomeEvidence): Outcome {
  const { ring, launch, path } = evidence;
  const related = ring !== null && isNear(ring, launch, path);
  if (ring === null) return conclude(bounceOdds(evidence) + dropOdds(evidence), null);
  if (!related) return unknownOutcome;
  const crossings = crossingsOf(path, ring);
  const last = crossings.at(-1);
  // What the ball did at the ring began where its free flight came to it, even if it bounced before it was level.
  const first = arrival(launch, ring) ?? crossings[0];
  const frame = first ? frameAt(evidence.tracks, first.time) : null;
  if (!last) return conclude(bounceOdds(evidence), frame);
  const place = CROSSING_ODDS * crossingTells(inside(last.across), evidence.yawDegrees) + netOdds(path, ring, last);
  // Both stand and fall with where the ring was found; what the net and the ball do there does not.
  const placed = place * (0.4 + 0.6 * ring.confidence);
  const bounced = crossings.length > 1 ? 0 : bounceOdds(evidence) / 2;
  const odds = placed + motionOdds(evidence, last) + dropOdds(evidence) + bounced;
  const outcome = conclude(odds, frame);
  const miss = first && outcome.result === 'missed' ? missSide(first, evidence) : null;
  return miss ? { ...outcome, miss } : outcome;
}

function conclude(odds: number, frame: number | null): Outcome {
  if (Math.abs(odds) < LEAST_ODDS) return { ...unknownOutcome, frame };
  return { result: odds > 0 ? 'made' : 'missed', confidence: 1 / (1 + Math.exp(-Math.abs(odds))), frame };
}

/** 1 through the ring, -1 beside it. */
function inside(across: number): number {
  return clamp(1 - (2 * (Math.abs(across) - THROUGH)) / (BESIDE - THROUGH), -1, 1);
}

/** Seen along its flight, a ball that is short or long crosses the ring's level inside it, too. */
function crossingTells(through: number, yawDegrees: number | null): number {
  if (through < 0) return through;
  const side = yawDegrees === null ? 0.5 : Math.sin((yawDegrees * Math.PI) / 180) ** 2;
  return through * (FRONTAL_PART + (1 - FRONTAL_PART) * side);
}

function isNear(ring: Ring, launch: Launch, path: readonly Sighting[]): boolean {
  const arrives = arrival(launch, ring);
  if (arrives && Math.abs(arrives.across) < UNRELATED) return true;
  return path.some((s) => Math.hypot(s.x - ring.x, s.y - ring.y) < (UNRELATED / 2) * ring.a);
}

/** Where the free flight comes down to the ring's level. */
function arrival({ arc, leaves }: Launch, ring: Ring): Crossing | null {
  const step = 0.01;
  let before = inRing(ring, arc.at(leaves).x, arc.at(leaves).y).below;
  for (let time = leaves + step; time < leaves + 4; time += step) {
    const at = arc.at(time);
    const { across, below } = inRing(ring, at.x, at.y);
    if (before < 0 && below >= 0) return { time, across };
    before = below;
  }
  return null;
}

/** Every downward crossing of the ring's level by the ball as seen, near the ring. */
function crossingsOf(path: readonly Sighting[], ring: Ring): Crossing[] {
  const crossings: Crossing[] = [];
  for (let i = 1; i < path.length; i++) {
    const [a, b] = [path[i - 1]!, path[i]!];
    const [p, q] = [inRing(ring, a.x, a.y), inRing(ring, b.x, b.y)];
    if (p.below >= 0 || q.below < 0) continue;
    const part = p.below / (p.below - q.below);
    const across = p.across + part * (q.across - p.across);
    if (Math.abs(across) > UNRELATED) continue;
    crossings.push({ time: a.time + part * (b.time - a.time), across });
  }
  return crossings;
}

/** A ball that went through is next seen in the net; one that did not, beside it. */
function netOdds(path: readonly Sighting[], ring: Ring, last: Crossing): number {
  const under = path
    .filter((s) => s.time > last.time)
    .map((s) => inRing(ring, s.x, s.y))
    .filter(({ below }) => below > NET_DEPTH[0] * ring.a && below < NET_DEPTH[1] * ring.a);
  if (under.length === 0) return 0;
  const within = under.filter(({ across }) => Math.abs(across) < NET_WIDTH).length / under.length;
  return NET_ODDS * (2 * within - 1);
}

function motionOdds({ tracks, pace }: OutcomeEvidence, last: Crossing): number {
  const times = tracks.video.timesSeconds;
  const motions = (from: number, to: number) =>
    tracks.frames.flatMap(({ netMotion }, i) =>
      netMotion !== null && times[i]! >= from && times[i]! <= to ? [netMotion] : [],
    );
  const after = motions(last.time, last.time + 0.5 / pace);
  const before = motions(last.time - 1.2 / pace, last.time - 0.3 / pace);
  if (after.length < 3 || before.length < 3) return 0;
  const peak = Math.max(...after) - median(before);
  if (peak > NET_MOVES) return NET_MOTION_ODDS;
  return peak < NET_STILL ? -NET_MOTION_ODDS / 2 : 0;
}

/** The ball goes up again after its flight has ended. */
function bounceOdds({ launch, path }: OutcomeEvidence): number {
  const ended = launch.sightings.at(-1)!;
  if (launch.arc.velocityAt(ended.time).y <= 0) return 0;
  const diameter = launch.arc.at(ended.time).diameter;
  const after = path.filter((s) => s.time > ended.time);
  const rise = Math.max(0, ...after.map((s) => (ended.y - s.y) / diameter));
  return rise > BOUNCE ? BOUNCE_ODDS : 0;
}

/** The ball stops going forward and falls, as in a net. */
function dropOdds({ launch, path, pace }: OutcomeEvidence): number {
  const ended = launch.sightings.at(-1)!;
  const velocity = launch.arc.velocityAt(ended.time);
  const span = DROP_SPAN / pace;
  const after = path.filter((s) => s.time > ended.time + span / 3 && s.time <= ended.time + span);
  const across = Math.abs(velocity.x) / launch.arc.at(ended.time).diameter;
  if (velocity.y <= 0 || across < LEAST_FORWARD * pace || after.length < 3) return 0;
  const forward = Math.abs((after.at(-1)!.x - ended.x) / (after.at(-1)!.time - ended.time) / velocity.x);
  const falls = after.every((s, i) => i === 0 || s.y >= after[i - 1]!.y - 0.15 * s.diameter);
  return falls && forward < DROP_PART ? DROP_ODDS : 0;
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

import type { Tracks } from '@shotform/contracts';
import type { Launch } from '../ball/launch.ts';
import type { Sighting } from '../ball/sightings.ts';
import { inRing, type Ring } from '../rim/rim.ts';
import { clamp, median } from '../signals/statistics.ts';

/** What an outcome is judged by. */
export interface OutcomeEvidence {
  tracks: Tracks;
  /** The free flight; whose it was does not matter. */
  launch: Pick<Launch, 'arc' | 'leaves' | 'sightings'>;
  /** The ball from its release on, past the rim. */
  path: readonly Sighting[];
  ring: Ring | null;
  pace: number;
  /** Signed yaw of the shooter, degrees. */
  yawDegrees: number | null;
}

/** A crossing of the ring's level from above. */
export interface Crossing {
  time: number;
  /** In half widths of the ring from its centre. */
  across: number;
}

/** What speaks for "made" (above 0) and for "missed", each within about -1 .. 1; 0 where it says nothing. */
export interface OutcomeCues {
  /** The ball crosses the ring's level inside it. */
  through: number;
  /** Under the ring it is in the net, and not beside it. */
  inNet: number;
  /** The net moves as it comes. */
  netMoves: number;
  /** -1: it goes on past the ring as if there were none. */
  onwards: number;
  /** -1: it jumps up again. */
  bounces: number;
  /** It stops going forward and falls, as in a net or off a board. Asked for only where no ring is known. */
  drops: number;
}

/**
 * Logarithms of odds that each cue is worth. A logistic regression on simulated throws of every kind from all around, with
 * finders that err (`scripts/eval/derive/outcome.ts`).
 */
const WEIGHTS: OutcomeCues = { through: 1.6, inNet: 1.9, netMoves: 0.1, onwards: 1.2, bounces: 0.5, drops: 0.8 };
/** A ball that crosses the ring's level this near its centre is through it, this far it is not; in half widths. */
const THROUGH = 0.6;
const BESIDE = 1.3;
/** What is left of that from in front or behind. */
const FRONTAL_PART = 0.3;
/** The net hangs this far under the ring, and what comes out of it is still in line with it so far down, in half widths. */
const NET_DEPTH = [0.6, 3.5] as const;
/** Movement of the net that a ball through it makes, and its absence. */
const NET_MOVES = 0.25;
const NET_STILL = 0.05;
/** A flight that passes the ring by more than this, in half widths, was not meant for it, or the ring is not one. */
export const UNRELATED = 6;
/** A ball that comes down further from the ring than this, in half widths, is another one. */
const FARTHEST = 20;
/** A ball that jumps up again from the rim by more than its diameter is out, mostly. */
const BOUNCE = 1;
/** A ball that this long after it came to the ring, seconds, is still this near its flight, in diameters, met nothing. */
const PAST = [0.12, 0.4] as const;
const ON_COURSE = 0.45;
const FEWEST_PAST = 2;
/** In a net the ball loses its way forward and falls: what is left of its speed across the picture, if it had so much. */
const DROP_SPAN = 0.3;
const DROP_PART = 0.25;
const LEAST_FORWARD = 4;

/** Logarithms of odds for "made". */
export function madeOdds(cues: OutcomeCues): number {
  return (Object.keys(WEIGHTS) as (keyof OutcomeCues)[]).reduce((sum, name) => sum + WEIGHTS[name] * cues[name], 0);
}

/** What the ball's way past the ring and the net's movement tell. */
export function outcomeCues(evidence: OutcomeEvidence): OutcomeCues {
  const { ring, path } = evidence;
  const bounced = bounces(evidence);
  if (!ring) return { ...silent, drops: drops(evidence), bounces: bounced };
  const first = arrival(evidence.launch, ring);
  const past = first ? onwards(evidence, first) : 0;
  const crossings = crossingsOf(path, ring);
  const last = crossings.at(-1);
  if (!last) return { ...silent, onwards: past, bounces: bounced };
  // These two stand and fall with where the ring was found; what the net and the ball do there does not.
  const placed = 0.4 + 0.6 * ring.confidence;
  return {
    through: placed * crossingTells(inside(last.across), evidence.yawDegrees),
    inNet: placed * inNet(path, ring, last),
    netMoves: netMoves(evidence, last),
    onwards: past,
    bounces: crossings.length > 1 ? 0 : bounced,
    drops: 0,
  };
}

const silent: OutcomeCues = { through: 0, inNet: 0, netMoves: 0, onwards: 0, bounces: 0, drops: 0 };

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

/** Where the free flight comes down to the ring's level. */
export function arrival({ arc, leaves }: Pick<Launch, 'arc' | 'leaves'>, ring: Ring): Crossing | null {
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
export function crossingsOf(path: readonly Sighting[], ring: Ring): Crossing[] {
  const crossings: Crossing[] = [];
  for (let i = 1; i < path.length; i++) {
    const [a, b] = [path[i - 1]!, path[i]!];
    const [p, q] = [inRing(ring, a.x, a.y), inRing(ring, b.x, b.y)];
    if (p.below >= 0 || q.below < 0) continue;
    const part = p.below / (p.below - q.below);
    const across = p.across + part * (q.across - p.across);
    if (Math.abs(across) > FARTHEST) continue;
    crossings.push({ time: a.time + part * (b.time - a.time), across });
  }
  return crossings;
}

/** A ball that went through is next seen in the net; one that did not, beside it. */
function inNet(path: readonly Sighting[], ring: Ring, last: Crossing): number {
  const under = path
    .filter((s) => s.time > last.time)
    .map((s) => inRing(ring, s.x, s.y))
    .filter(({ below }) => below > NET_DEPTH[0] * ring.a && below < NET_DEPTH[1] * ring.a);
  return under.length === 0 ? 0 : under.reduce((sum, { across }) => sum + inside(across), 0) / under.length;
}

function onwards({ launch, path, pace }: OutcomeEvidence, first: Crossing): number {
  const past = path.filter((s) => s.time > first.time + PAST[0] / pace && s.time < first.time + PAST[1] / pace);
  const on = past.filter((s) => {
    const there = launch.arc.at(s.time);
    return Math.hypot(s.x - there.x, s.y - there.y) < ON_COURSE * there.diameter + launch.arc.sdAt(s.time);
  });
  return on.length >= FEWEST_PAST && on.length >= past.length / 2 ? -1 : 0;
}

function netMoves({ tracks, pace }: OutcomeEvidence, last: Crossing): number {
  const times = tracks.video.timesSeconds;
  const motions = (from: number, to: number) =>
    tracks.frames.flatMap(({ netMotion }, i) =>
      netMotion !== null && times[i]! >= from && times[i]! <= to ? [netMotion] : [],
    );
  const after = motions(last.time, last.time + 0.5 / pace);
  const before = motions(last.time - 1.2 / pace, last.time - 0.3 / pace);
  if (after.length < 3 || before.length < 3) return 0;
  const peak = Math.max(...after) - median(before);
  if (peak > NET_MOVES) return 1;
  return peak < NET_STILL ? -0.5 : 0;
}

/** The ball goes up again after its flight has ended. */
function bounces({ launch, path }: OutcomeEvidence): number {
  const ended = launch.sightings.at(-1)!;
  if (launch.arc.velocityAt(ended.time).y <= 0) return 0;
  const diameter = launch.arc.at(ended.time).diameter;
  const after = path.filter((s) => s.time > ended.time);
  const rise = Math.max(0, ...after.map((s) => (ended.y - s.y) / diameter));
  return rise > BOUNCE ? -1 : 0;
}

function drops({ launch, path, pace }: OutcomeEvidence): number {
  const ended = launch.sightings.at(-1)!;
  const velocity = launch.arc.velocityAt(ended.time);
  const span = DROP_SPAN / pace;
  const after = path.filter((s) => s.time > ended.time + span / 3 && s.time <= ended.time + span);
  const across = Math.abs(velocity.x) / launch.arc.at(ended.time).diameter;
  if (velocity.y <= 0 || across < LEAST_FORWARD * pace || after.length < 3) return 0;
  const forward = Math.abs((after.at(-1)!.x - ended.x) / (after.at(-1)!.time - ended.time) / velocity.x);
  const falls = after.every((s, i) => i === 0 || s.y >= after[i - 1]!.y - 0.15 * s.diameter);
  return falls && forward < DROP_PART ? 1 : 0;
}

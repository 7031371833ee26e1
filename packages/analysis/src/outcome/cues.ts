import type { Tracks } from '@shotform/contracts';
import type { Launch } from '../ball/launch.ts';
import type { Sighting } from '../ball/sightings.ts';
import type { Ring } from '../rim/rim.ts';
import { median } from '../signals/statistics.ts';
import { approach, type Approach } from './approach.ts';
import { arrival, crossingsOf, isClearAbove, isSame } from './crossing.ts';
import { leaves } from './leaves.ts';
import { betweenLines } from './lines.ts';
import { braked, inNet, netMotion } from './net.ts';
import { told } from './told.ts';

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

/** What speaks for "made" (above 0) and for "missed", each within -1 .. 1; 0 where it says nothing. */
export interface OutcomeCues {
  /** The ball comes through the ring's plane inside it. */
  through: number;
  /** Under the ring it is in the net, and not beside, before or behind it. */
  inNet: number;
  /** The ring's near line is before the ball and its far one behind it. */
  between: number;
  /** -1: it was at the ring, and is last seen beside it, higher than any that went through comes out. */
  leaves: number;
  /** Under the ring it falls as what a net brakes: 0-1. */
  braked: number;
  /** The net swings when it is gone: 0-1. */
  netMoves: number;
  /** -1: the net was seen well and hangs still. */
  netStill: number;
}

/**
 * Logarithms of odds that each cue is worth. A logistic regression on simulated throws of every kind from all around, with
 * finders that err (`scripts/eval/derive/outcome.ts`).
 */
const WEIGHTS: OutcomeCues = {
  through: 2.9,
  inNet: 4.3,
  between: 2.8,
  leaves: 1.7,
  braked: 1.5,
  netMoves: 2.4,
  netStill: 3.3,
};
/** A ball whose middle comes through the ring's plane this near to its middle is through it; half widths. */
const WITHIN = 0.8;
/** Throws come down this near the ring's middle, along their way and aside of it. */
const AIM = { along: 1.2, aside: 0.6 } as const;
/** Sizes of ball and ring that disagree by more than this, in squares of standard errors, are not of one place. */
const ALIEN = 11;
/** Of the flight, seconds of real time before it comes to the ring that are looked at; and about a later crossing. */
const LOOKED_AT = 0.5;
const ABOUT = 0.1;
/** The ball is believed at least so much, and comes nearer or goes further by less than this part of its distance. */
const LEAST_BELIEF = 0.3;
const MOST_GROWTH = 1.4;
/** Sightings of the flight that its size is taken from. */
const LAST = 15;

/** Logarithms of odds for "made". */
export function madeOdds(cues: OutcomeCues): number {
  return (Object.keys(WEIGHTS) as (keyof OutcomeCues)[]).reduce((sum, name) => sum + WEIGHTS[name] * cues[name], 0);
}

/** What the ball's way past the ring and the net's movement tell; `null` where they have nothing to do with the ring. */
export function outcomeCues(evidence: OutcomeEvidence): OutcomeCues | null {
  const { tracks, ring, path, launch, pace } = evidence;
  const comes = ring && comesTo(ring, evidence);
  if (!ring || !comes) return null;
  const seen = path.filter((s) => isBall(s, launch));
  const net = netMotion(tracks, path, ring, comes, pace);
  // These two stand and fall with where the ring was found; what the net and the ball do there does not.
  const placed = 0.4 + 0.6 * ring.confidence;
  return {
    through: placed * through(comes, evidence.yawDegrees),
    inNet: placed * inNet(seen, ring, comes),
    between: placed * betweenLines(seen, ring, comes.time),
    leaves: leaves(path, ring, comes.time),
    braked: braked(seen, ring, comes),
    netMoves: Math.max(0, net),
    netStill: Math.min(0, net),
  };
}

/** How the ball comes to the ring: in its free flight, or, where it met something first, at last. */
function comesTo(ring: Ring, { path, launch, pace }: OutcomeEvidence): Approach | null {
  const first = arrival(launch, ring);
  const last = crossingsOf(path, ring).at(-1);
  const free = first && approach(before(launch.sightings, ring, first.time, pace), ring, first.time, pace);
  if (free && free.strain > ALIEN) return null;
  const anew = last && !(first && isSame(first, last, pace)) ? last : null;
  const about = anew ? path.filter((s) => Math.abs(s.time - anew.time) < ABOUT / pace) : [];
  return anew ? approach(about, ring, anew.time, pace) : free;
}

/** A flight's last part before its picture touches the ring's, from where on the ball may have touched it, too. */
function before(flight: readonly Sighting[], ring: Ring, time: number, pace: number): readonly Sighting[] {
  const late = flight.filter((s) => s.time <= time && s.time > time - LOOKED_AT / pace);
  const clear = late.filter((s) => isClearAbove(ring, s));
  return clear.length > 0 ? clear : late;
}

/** Nets and what hangs in them look like balls, too, but seldom of its size. */
function isBall(s: Sighting, { sightings }: OutcomeEvidence['launch']): boolean {
  const growth = s.diameter / median(sightings.slice(-LAST).map(({ diameter }) => diameter));
  return s.confidence >= LEAST_BELIEF && growth < MOST_GROWTH && growth > 1 / MOST_GROWTH;
}

/** How the throw, which is surer aside of its way than along it, comes through the ring's plane. */
function through(comes: Approach, yawDegrees: number | null): number {
  const depth = yawDegrees === null ? comes.depth : Math.cos((yawDegrees * Math.PI) / 180) ** 2;
  const spread = (along: number) => Math.sqrt(along * AIM.along ** 2 + (1 - along) * AIM.aside ** 2);
  return told(comes, WITHIN, { across: spread(1 - depth), away: spread(depth) });
}

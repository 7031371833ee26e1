import type { Tracks } from '@shotform/contracts';
import type { Body, Hand, ShotDraft } from '../model.ts';
import { judgeOutcome, unknownOutcome } from '../outcome/outcome.ts';
import { followBall } from '../outcome/path.ts';
import { handCues, rightHandOdds } from '../people/hand.ts';
import { ringAt } from '../rim/rim.ts';
import { viewOf } from '../view/view.ts';
import { yawOf } from '../view/yaw.ts';
import { findGain } from '../ball/gain.ts';
import { paceOf } from '../ball/pace.ts';
import { reentered } from '../ball/reentry.ts';
import { makeScene, type Scene } from '../ball/scene.ts';
import { findEvents } from '../events/events.ts';
import { describeFlight, tiltOf } from '../flight/flight.ts';
import { findCandidates, type ShotCandidate } from './candidates.ts';
import { releaseMoment, timeRelease } from './release.ts';

/** Before the release: the span in which the shooter's facing is read, seconds. */
const VIEW_SPAN = [-0.6, -0.05] as const;

/** The ball's places this long about the release tell whose hand is under it, seconds. */
const BALL_SPAN = 0.12;

/** Trunks of one person before and after a cut are as long as this part of each other, and one person it is this likely. */
const SAME_SIZE = 0.8;
const AFTER_A_CUT = 0.5;
/** Shots seen from one place are misread alike: n of them are worth n^(1 - this). */
const SHARED = 0.5;

/** The shots of a clip, in order of their release. */
export function findShots(tracks: Tracks, bodies: readonly Body[]): ShotDraft[] {
  const scene = makeScene(tracks);
  const candidates = findCandidates(scene, bodies);
  const odds = candidates.map((candidate) => oddsOfRight(candidate));
  return candidates.map((candidate) => {
    // A person shoots with the same hand all along: each of their shots is evidence for the others.
    const kin = candidates.map((other) => kinship(candidate.attempt.body, other.attempt.body));
    const pooled = odds.reduce((sum, o, i) => sum + o * kin[i]!, 0) / kin.reduce((a, b) => a + b) ** SHARED;
    return draft(scene, candidate, pooled);
  });
}

/** How likely two bodies are one person, 0-1: told by their number, or by being as large and never there together. */
function kinship(a: Body, b: Body): number {
  if (a.person === b.person) return 1;
  const together = a.first <= b.last && b.first <= a.last;
  const size = Math.min(a.torso, b.torso) / Math.max(a.torso, b.torso);
  return !together && size > SAME_SIZE ? AFTER_A_CUT : 0;
}

function oddsOfRight({ attempt, ball }: ShotCandidate): number {
  const { body, time } = attempt;
  const yaw = yawOf(body, time + VIEW_SPAN[0], time + VIEW_SPAN[1]);
  const places = [...(ball.launch?.sightings ?? []), ...ball.custody.sightings];
  const about = places.filter((s) => Math.abs(s.time - time) < BALL_SPAN);
  const cues = handCues(
    body,
    time,
    yaw?.degrees ?? null,
    about.map((s) => ({ time: s.time, x: s.candidate.x })),
  );
  return rightHandOdds(cues);
}

function draft(scene: Scene, candidate: ShotCandidate, odds: number): ShotDraft {
  const { tracks, steady, sightings, tracklets, centre } = scene;
  const { attempt, ball, hands } = candidate;
  const launch = ball.launch && reentered(ball.launch, tracklets, centre, paceOf(ball.launch));
  const { body } = attempt;
  const hand: Hand = odds >= 0 ? 'right' : 'left';
  const release = releaseMoment(tracks, timeRelease(attempt, hand, sightings, hands, ball));
  const at = release.timeSeconds;
  const view = viewOf(steady, body, hand, at + VIEW_SPAN[0], at + VIEW_SPAN[1]);
  const { yawDegrees } = view;
  const pace = paceOf(launch);
  const gain = findGain(tracklets, hands, at);
  const path = launch ? followBall(launch, tracklets) : (ball.custody.departure?.sightings ?? []);
  const ring = launch && ringAt(tracks, steady, launch.sightings.at(-1)!.time);
  const { fit, ...flown } = describeFlight(scene, { body, hand }, launch, path, ring, view, release);
  const outcome = launch ? judgeOutcome({ tracks, launch, path, ring, pace, yawDegrees }) : unknownOutcome;
  return {
    body,
    hand,
    handConfidence: 1 / (1 + Math.exp(-Math.abs(odds))),
    confidence: candidate.belief,
    view: { ...view, ...(fit && tiltOf(fit)) },
    release,
    events: findEvents({ tracks, steady, body, hand, yawDegrees, release, pace, gain }),
    outcome,
    pace,
    ...flown,
  };
}

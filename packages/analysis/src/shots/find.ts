import type { Tracks } from '@shotform/contracts';
import type { Body, Hand, ShotDraft } from '../model.ts';
import { rightHandOdds } from '../people/hand.ts';
import { viewOf, yawOf } from '../view/view.ts';
import { findCandidates, makeScene, type Scene, type ShotCandidate } from './candidates.ts';
import { releaseMoment, timeRelease } from './release.ts';

/** Before the release: the span in which the shooter's facing is read, seconds. */
const VIEW_SPAN = [-0.6, -0.05] as const;

/** The ball's places this long about the release tell whose hand is under it, seconds. */
const BALL_SPAN = 0.12;

/** The shots of a clip, in order of their release. */
export function findShots(tracks: Tracks, bodies: readonly Body[]): ShotDraft[] {
  const scene = makeScene(tracks);
  const candidates = findCandidates(scene, bodies);
  const odds = candidates.map((candidate) => oddsOfRight(candidate));
  return candidates.map((candidate) => {
    // A person shoots with the same hand all along: each of their shots is evidence for the others.
    const own = odds.filter((_, i) => candidates[i]!.attempt.body === candidate.attempt.body);
    return draft(
      scene,
      candidate,
      own.reduce((a, b) => a + b, 0),
    );
  });
}

function oddsOfRight({ attempt, ball }: ShotCandidate): number {
  const { body, time } = attempt;
  const yaw = yawOf(body, time + VIEW_SPAN[0], time + VIEW_SPAN[1]);
  const places = (ball.launch ?? ball.custody.departure)?.sightings ?? [];
  const about = places.filter((s) => Math.abs(s.time - time) < BALL_SPAN);
  return rightHandOdds(
    body,
    time,
    yaw?.degrees ?? null,
    about.map((s) => ({ time: s.time, x: s.candidate.x })),
  );
}

function draft(scene: Scene, candidate: ShotCandidate, odds: number): ShotDraft {
  const { attempt, ball, hands } = candidate;
  const { body, time } = attempt;
  const hand: Hand = odds >= 0 ? 'right' : 'left';
  const release = releaseMoment(scene.tracks, timeRelease(attempt, hand, scene.sightings, hands, ball));
  const view = viewOf(scene.tracks, body, hand, time + VIEW_SPAN[0], time + VIEW_SPAN[1]);
  return {
    body,
    hand,
    handConfidence: 1 / (1 + Math.exp(-Math.abs(odds))),
    confidence: candidate.belief,
    view,
    release,
    outcome: { result: 'unknown', confidence: 0, frame: null },
    events: {},
    flight: { path: [] },
  } as unknown as ShotDraft;
}

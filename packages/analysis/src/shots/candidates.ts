import { BALL_METRES, TORSO_METRES } from '../ball/constants.ts';
import type { Hands } from '../ball/held.ts';
import { findLaunch } from '../ball/launch.ts';
import type { Scene } from '../ball/scene.ts';
import type { Body } from '../model.ts';
import { findAttempts, handPlaces, type Attempt } from '../people/attempt.ts';
import { handsAreDown, LONGEST_HOLD } from './arrival.ts';
import { gatherEvidence, type BallEvidence } from './evidence.ts';
import { belief } from './judge.ts';

/** An attempt that is believed to be a shot. */
export interface ShotCandidate {
  attempt: Attempt;
  hands: Hands;
  ball: BallEvidence;
  belief: number;
}

/** Seconds before and after an attempt's time in which the ball may leave. */
const BEFORE = 0.2;
const AFTER = 0.25;
const LEAST_BELIEF = 0.5;
/** Nobody shoots twice within this time, seconds; at double speed either. */
const SHORTEST_PAUSE = 0.6;
/** Two bodies nearer than this at the same time, in trunk lengths, are one person seen twice. */
const SAME_PLACE = 0.6;

/** All shots of a clip, in order of time. */
export function findCandidates(scene: Scene, bodies: readonly Body[]): ShotCandidate[] {
  const believed = bodies
    .flatMap(findAttempts)
    .map((attempt) => weigh(scene, attempt))
    .filter((candidate) => candidate.belief >= LEAST_BELIEF)
    .sort((a, b) => b.belief - a.belief);
  const kept: ShotCandidate[] = [];
  for (const candidate of believed) {
    if (kept.every((other) => !isSameShot(candidate, other))) kept.push(candidate);
  }
  return kept.sort((a, b) => a.attempt.time - b.attempt.time);
}

function weigh(scene: Scene, attempt: Attempt): ShotCandidate {
  const { sightings, centre } = scene;
  const { body, time } = attempt;
  const hands = handsOf(scene, body);
  const launch = findLaunch(sightings, {
    from: time - BEFORE,
    to: time + AFTER,
    diameter: hands.diameter,
    hands: hands.places,
    centre,
  });
  const ball = gatherEvidence(scene, attempt, hands, launch);
  return { attempt, hands, ball, belief: belief(attempt, ball) };
}

/** A person's hands, and the ball's size in them. */
export function handsOf({ steady }: Scene, body: Body): Hands {
  return {
    places: (t) => handPlaces(body, t).map((p) => steady(t, p.x, p.y)),
    diameter: (BALL_METRES / TORSO_METRES) * body.torso,
  };
}

function isSameShot(a: ShotCandidate, b: ShotCandidate): boolean {
  const [p, q] = [a.attempt, b.attempt];
  if (p.body === q.body && Math.abs(p.time - q.time) < LONGEST_HOLD && staysRaised(p, q)) return true;
  if (Math.abs(p.time - q.time) > SHORTEST_PAUSE) return false;
  if (p.body === q.body) return true;
  const [m, n] = [p, q].map(({ body, time }) => handPlaces(body, time)[0]);
  return !m || !n || Math.hypot(m.x - n.x, m.y - n.y) < SAME_PLACE * Math.max(p.body.torso, q.body.torso);
}

/** The hands do not come down between two attempts: the second is the follow-through of the first. */
function staysRaised({ body, time }: Attempt, { time: other }: Attempt): boolean {
  const [from, to] = [Math.min(time, other), Math.max(time, other)];
  for (let t = from; t < to; t += 0.05) {
    if (handsAreDown(body, t)) return false;
  }
  return true;
}

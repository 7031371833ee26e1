import { distanceToHands, heldPart, type Hands } from '../ball/held.ts';
import { findCustody, type Custody } from '../ball/departure.ts';
import type { Tracklet } from '../ball/tracklets.ts';
import type { Launch } from '../ball/launch.ts';
import type { Sightings } from '../ball/sightings.ts';
import { landmark, type Body } from '../model.ts';
import { middle } from '../signals/joints.ts';
import { clamp } from '../signals/statistics.ts';
import type { Attempt } from '../people/attempt.ts';

/** What the ball did about an attempt. */
export interface BallEvidence {
  launch: Launch | null;
  custody: Custody;
  /** Whether the launched ball rises clear of the head; a pass does not. */
  clearsHead: boolean;
  /** Parts of the pictures before and after it in which a ball is in the hands. */
  heldBefore: number | null;
  heldAfter: number | null;
  /** Whether a ball moves far from the hands while they should hold it. */
  elsewhere: boolean;
  /** Whether balls that move are seen at all in this clip. */
  ballsSeen: boolean;
}

/** Pieces of evidence, in natural logarithms of odds; each grows from its worst to its best and is worth no more. */
const POSE = { reach: 1.5, amplitude: 1.2, speed: 0.6, visibility: 1 };
const LAUNCHED = 3;
const PASSED = -4;
const DEPARTED = 2;
const HELD_BEFORE = 1;
const HELD_AFTER = -2.5;
const STAYS_HELD = -4;
/** No ball in the hands while one flies elsewhere; or while the clip shows that balls that fly are seen in it. */
const ELSEWHERE = -2.5;
const EMPTY_HANDS = -1.5;
/** Hands with a ball in fewer of the pictures are empty. */
const EMPTY = 0.12;
/** A ball that flies is believed so much, is followed for so long, seconds, and goes so far; it is elsewhere so far from
 * the hands; both in diameters. */
const BELIEVED = 0.6;
const LEAST_FLIGHT = 0.15;
const FLIES = 2;
const FAR = 3;
/** Most times that an arm straightens upwards nobody shoots. */
const PRIOR = -2;
/** Free sightings of a flight, as believed, that leave no doubt. */
const SURE_SUPPORT = 5;
const LEAST_SUPPORT = 1.5;
const SURE_DEPARTURE = 2;

export function gatherEvidence(
  attempt: Attempt,
  sightings: Sightings,
  tracklets: readonly Tracklet[],
  hands: Hands,
  launch: Launch | null,
): BallEvidence {
  const { time, body } = attempt;
  const believed = launch && launch.support >= LEAST_SUPPORT ? launch : null;
  return {
    launch: believed,
    custody: findCustody(tracklets, hands, time),
    clearsHead: believed === null || risesClear(believed, body),
    heldBefore: heldPart(sightings, hands, time - 0.4, time - 0.05),
    heldAfter: heldPart(sightings, hands, time + 0.12, time + 0.45),
    elsewhere: fliesElsewhere(tracklets, hands, time),
    ballsSeen: tracklets.some((tracklet) => flies(tracklet, hands.diameter)),
  };
}

/** Belief that an attempt is a shot, 0-1. */
export function belief(attempt: Attempt, ball: BallEvidence): number {
  if (!isUpright(attempt.body, attempt.time)) return 0;
  const odds = PRIOR + poseOdds(attempt) + ballOdds(ball);
  return 1 / (1 + Math.exp(-odds));
}

function poseOdds({ extensions }: Attempt): number {
  const best = (of: (e: Attempt['extensions'][number]) => number) => Math.max(...extensions.map(of));
  return (
    POSE.reach *
      grade(
        best((e) => e.reach),
        0.35,
        0.65,
      ) +
    POSE.amplitude *
      grade(
        best((e) => e.amplitude),
        30,
        70,
      ) +
    POSE.speed * grade(Math.log(best((e) => e.speed)), Math.log(60), Math.log(200)) +
    POSE.visibility *
      grade(
        best((e) => e.visibility),
        0.2,
        0.6,
      )
  );
}

function ballOdds({ launch, custody, clearsHead, heldBefore, heldAfter, elsewhere, ballsSeen }: BallEvidence): number {
  const before = heldBefore === null ? 0 : HELD_BEFORE * grade(heldBefore, 0, 0.5);
  if (launch) return before + (clearsHead ? LAUNCHED * Math.min(1, launch.support / SURE_SUPPORT) : PASSED);
  if (custody.staysHeld) return before + STAYS_HELD;
  if (custody.leavesFlat) return before + PASSED;
  if (custody.departure) return before + DEPARTED * Math.min(1, custody.departure.support / SURE_DEPARTURE);
  const isEmpty = heldBefore !== null && heldBefore < EMPTY;
  const empty = !isEmpty ? 0 : elsewhere ? ELSEWHERE : ballsSeen ? EMPTY_HANDS : 0;
  return before + empty + (heldAfter === null ? 0 : HELD_AFTER * Math.max(0, grade(heldAfter, 0.2, 0.8)));
}

/** A ball that flies far from these hands just before they would throw. */
function fliesElsewhere(tracklets: readonly Tracklet[], hands: Hands, time: number): boolean {
  return tracklets.some((tracklet) => {
    const then = tracklet.filter((s) => s.time > time - 0.4 && s.time < time);
    return (
      flies(then, hands.diameter) && then.every((s) => distanceToHands(s, hands.places(s.time), hands.diameter) > FAR)
    );
  });
}

/** Whether a tracklet is believed to be a ball and goes somewhere. */
function flies(tracklet: Tracklet, diameter: number): boolean {
  const [first, last] = [tracklet[0], tracklet.at(-1)];
  if (!first || !last || last.time - first.time < LEAST_FLIGHT) return false;
  const belief = tracklet.reduce((sum, s) => sum + s.confidence, 0) / tracklet.length;
  return belief > BELIEVED && Math.hypot(last.x - first.x, last.y - first.y) > FLIES * diameter;
}

/** -1 at `bad` and beyond, +1 at `good` and beyond, straight between. */
function grade(value: number, bad: number, good: number): number {
  return clamp((2 * (value - bad)) / (good - bad) - 1, -1, 1);
}

/** Higher than the head by a ball's diameter, seen or as the flight will have it. */
function risesClear({ arc, leaves }: Launch, body: Body): boolean {
  const nose = body.at(landmark.nose, leaves);
  if (!nose) return true;
  const top = Math.min(...[0, 0.2, 0.4, 0.6, 0.8, 1, 1.4].map((after) => arc.at(leaves + after).y));
  return top < nose.y - 2 * arc.at(leaves).diameter;
}

/** Whoever shoots stands or jumps: what lies or stands on its head is a model misled. */
function isUpright(body: Body, time: number): boolean {
  const shoulders = middle(body, [landmark.leftShoulder, landmark.rightShoulder], time);
  const hips = middle(body, [landmark.leftHip, landmark.rightHip], time);
  return !shoulders || !hips || hips.y - shoulders.y > 0.5 * body.torso;
}

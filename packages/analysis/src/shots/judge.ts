import { landmark, type Body } from '../model.ts';
import { handsApart, type Attempt } from '../people/attempt.ts';
import { middle } from '../signals/joints.ts';
import { clamp } from '../signals/statistics.ts';
import type { BallEvidence } from './evidence.ts';

/** Pieces of evidence, in natural logarithms of odds; each grows from its worst to its best and is worth no more. */
const POSE = { reach: 1.5, amplitude: 1.2, speed: 0.6, visibility: 1 };
/** Wrists as far apart as on a ball, and so far that none is between them, metres: a ball measures 0.24. */
const TOGETHER = 0.5;
const APART = 0.8;
const NOT_ON_A_BALL = -3;
const LAUNCHED = 3;
const PASSED = -4;
const DEPARTED = 2;
const HELD_BEFORE = 1;
const HELD_AFTER = -2.5;
const STAYS_HELD = -4;
const ARRIVES = -4;
/** No ball in the hands while one flies elsewhere; or while the clip shows that balls that fly are seen in it. */
const ELSEWHERE = -2.5;
const EMPTY_HANDS = -1.5;
/** Hands with a ball in fewer of the pictures are empty. */
const EMPTY = 0.12;
/** Most times that an arm straightens upwards nobody shoots. */
const PRIOR = -2;
/** Free sightings of a flight, as believed, that leave no doubt. */
const SURE_SUPPORT = 5;
const SURE_DEPARTURE = 2;

/** Belief that an attempt is a shot, 0-1. */
export function belief(attempt: Attempt, ball: BallEvidence): number {
  if (!isUpright(attempt.body, attempt.time)) return 0;
  const odds = PRIOR + poseOdds(attempt) + ballOdds(ball);
  return 1 / (1 + Math.exp(-odds));
}

function poseOdds(attempt: Attempt): number {
  const { extensions } = attempt;
  const apart = handsApart(attempt);
  const best = {
    reach: Math.max(...extensions.map((e) => e.reach)),
    amplitude: Math.max(...extensions.map((e) => e.amplitude)),
    speed: Math.max(...extensions.map((e) => e.speed)),
    visibility: Math.max(...extensions.map((e) => e.visibility)),
  };
  return (
    POSE.reach * grade(best.reach, 0.35, 0.65) +
    POSE.amplitude * grade(best.amplitude, 30, 70) +
    POSE.speed * grade(Math.log(best.speed), Math.log(60), Math.log(200)) +
    POSE.visibility * grade(best.visibility, 0.2, 0.6) +
    (apart === null ? 0 : NOT_ON_A_BALL * clamp((apart - TOGETHER) / (APART - TOGETHER), 0, 1))
  );
}

function ballOdds({
  launch,
  custody,
  clearsHead,
  heldBefore,
  heldAfter,
  arrives,
  elsewhere,
  ballsSeen,
}: BallEvidence): number {
  const before = heldBefore === null ? 0 : HELD_BEFORE * grade(heldBefore, 0, 0.5);
  if (launch) return before + (clearsHead ? LAUNCHED * Math.min(1, launch.support / SURE_SUPPORT) : PASSED);
  if (custody.staysHeld) return before + STAYS_HELD;
  if (arrives) return before + ARRIVES;
  if (custody.leavesFlat) return before + PASSED;
  if (custody.departure) return before + DEPARTED * Math.min(1, custody.departure.support / SURE_DEPARTURE);
  const isEmpty = heldBefore !== null && heldBefore < EMPTY;
  const empty = !isEmpty ? 0 : elsewhere ? ELSEWHERE : ballsSeen ? EMPTY_HANDS : 0;
  return before + empty + (heldAfter === null ? 0 : HELD_AFTER * Math.max(0, grade(heldAfter, 0.2, 0.8)));
}

/** -1 at `bad` and beyond, +1 at `good` and beyond, straight between. */
function grade(value: number, bad: number, good: number): number {
  return clamp((2 * (value - bad)) / (good - bad) - 1, -1, 1);
}

/** Whoever shoots stands or jumps: what lies or stands on its head is a model misled. */
function isUpright(body: Body, time: number): boolean {
  const shoulders = middle(body, [landmark.leftShoulder, landmark.rightShoulder], time);
  const hips = middle(body, [landmark.leftHip, landmark.rightHip], time);
  return !shoulders || !hips || hips.y - shoulders.y > 0.5 * body.torso;
}

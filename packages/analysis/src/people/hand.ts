import type { Body, Hand } from '../model.ts';
import { hands, jointAngles, side } from '../signals/joints.ts';
import { clamp } from '../signals/statistics.ts';

/** How much speaks for the right hand, in logarithms of odds; negative for the left. */
export type RightOdds = number;

/** Right minus left: what tells the shooting arm from the guide arm. */
export interface HandCues {
  /** How much less the right elbow is bent while the ball is brought up, degrees. */
  bend: number;
  /** How much nearer than the left wrist the right one is to the vertical through the ball, in trunk lengths. */
  nearer: number;
  /** How much further forward it is after the release, by the model's depth, metres. */
  forward: number;
  /** How frontal the view is: 1 from in front or behind, 0 from the side. */
  frontal: number;
  /** Visibility of the arm that is seen less, 0-1. */
  seen: number;
}

/** Time before the release in which the elbows are compared, seconds. */
const BEFORE = [-0.3, -0.06] as const;
/** Time after it in which the hand that threw follows the ball, seconds. */
const AFTER = [0.05, 0.3] as const;
const SAMPLES = 10;
/** Differences between the arms that make one unit of odds, and the most odds each can give. */
const BEND = { degrees: 15, most: 2 };
const UNDER_BALL = { torsos: 0.1, most: 2 };
const FORWARD = { metres: 0.15, most: 1.5 };
/** Bent towards or away from the camera an elbow is read badly: from in front this part of what it tells is lost. */
const FRONTAL_LOSS = 0.7;
/** The model's guess of a hidden arm is better than none. */
const LEAST_SEEN = 0.2;

/**
 * Which hand shoots. Before the release the shooting elbow is bent further, under the ball, than the guide's; and seen
 * from in front or behind, the ball is over the shooting wrist, which then follows it forward. (From the side one wrist
 * covers the other, and the model mixes them up.)
 *
 * @param yawDegrees of the shooter
 * @param ball places of the ball about the release, in its own frames
 */
export function handCues(
  body: Body,
  release: number,
  yawDegrees: number | null,
  ball: readonly { time: number; x: number }[],
): HandCues {
  const nearer = ball.flatMap(({ time, x }) => {
    const [left, right] = hands.map((hand) => body.at(side[hand].wrist, time));
    return left && right ? [(Math.abs(left.x - x) - Math.abs(right.x - x)) / body.torso] : [];
  });
  return {
    bend: mean(sampled(release, BEFORE, (time) => bendDifference(body, time))),
    nearer: mean(nearer),
    forward:
      yawDegrees === null
        ? 0
        : -Math.cos((yawDegrees * Math.PI) / 180) *
          mean(sampled(release, AFTER, (time) => depthDifference(body, time))),
    frontal: yawDegrees === null ? 0.5 : Math.abs(Math.cos((yawDegrees * Math.PI) / 180)),
    seen: Math.min(...hands.map((hand) => armVisibility(body, hand, release))),
  };
}

export function rightHandOdds({ bend, nearer, forward, frontal, seen }: HandCues): RightOdds {
  const odds = (value: number, unit: number, most: number) => clamp(value / unit, -most, most);
  const bent = odds(-bend, BEND.degrees, BEND.most);
  const under = odds(nearer, UNDER_BALL.torsos, UNDER_BALL.most);
  const follows = odds(forward, FORWARD.metres, FORWARD.most);
  return seen * (1 - FRONTAL_LOSS * frontal ** 2) * bent + Math.max(0, 2 * frontal - 1) * (under + seen * follows);
}

function sampled(
  release: number,
  [from, to]: readonly [number, number],
  of: (time: number) => number | null,
): number[] {
  return Array.from({ length: SAMPLES }, (_, k) => of(release + from + ((to - from) * k) / (SAMPLES - 1))).filter(
    (value) => value !== null,
  );
}

function bendDifference(body: Body, time: number): number | null {
  const [left, right] = hands.map((hand) => {
    const arm = side[hand];
    return jointAngles(body, [arm.shoulder, arm.elbow, arm.wrist], time);
  });
  return left && right ? (right.image + right.world - left.image - left.world) / 2 : null;
}

function depthDifference(body: Body, time: number): number | null {
  const [left, right] = hands.map((hand) => body.worldAt(side[hand].wrist, time));
  return left && right ? right.z - left.z : null;
}

function armVisibility(body: Body, hand: Hand, release: number): number {
  const { elbow, wrist } = side[hand];
  const samples = [-0.3, -0.1, 0.1, 0.3].map((offset) =>
    Math.sqrt(body.visibility(elbow, release + offset) * body.visibility(wrist, release + offset)),
  );
  return Math.max(LEAST_SEEN, mean(samples));
}

function mean(values: readonly number[]): number {
  return values.length > 0 ? values.reduce((a, b) => a + b, 0) / values.length : 0;
}

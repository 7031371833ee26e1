import type { Body, Hand } from '../model.ts';
import { hands, jointAngles, side } from '../signals/joints.ts';
import { gradeAt, type GradedTable } from '../metrics/grade.ts';
import { clamp } from '../signals/statistics.ts';

/** How much speaks for the right hand, in logarithms of odds; negative for the left. */
export type RightOdds = number;

/**
 * Less sure than this, the hand is a guess: of synthetic shooters from all around, of those above it all were right, of
 * those under it half.
 */
export const LEAST_HAND_CONFIDENCE = 0.6;

/** What one arm does, as the picture shows it. */
export interface ArmCues {
  /** Its elbow at its most bent before the release, and how far it opens from there until after it, degrees; `null` where too little is seen. */
  bent: number | null;
  opens: number | null;
  /** How well it was seen, 0-1. */
  seen: number;
}

export interface HandCues {
  left: ArmCues;
  right: ArmCues;
  /** How much nearer than the left wrist the right one is to the vertical through the ball, in trunk lengths. */
  nearer: number;
  /** How much further forward than the left one it is after the release, by the model's depth, metres. */
  forward: number;
  /** How frontal the view is: 1 from in front or behind, 0 from the side. */
  frontal: number;
}

/** Seconds about the release in which an elbow is at its most bent, and in which it is at its straightest. */
export const BEFORE = [-0.45, -0.06] as const;
export const AFTER = [0, 0.4] as const;
/** Time after the release in which the hand that threw follows the ball, seconds. */
const FOLLOWS = [0.05, 0.3] as const;
const SAMPLES = 20;
/** An elbow that was seen in less than this part of either says nothing: a clip may begin or end at the release. */
const LEAST_SEEN = 0.5;
/**
 * What elbows do, degrees, of drawn shooters seen from about the arm's own side (`scripts/eval/derive/hand.ts`): the shooting
 * one bends under the ball and straightens; the guide one holds the ball's side and stays bent.
 */
const SHOOTING = { bent: [56, 15], opens: [114, 19], correlation: -0.84 } as const;
const GUIDING = { bent: [87, 29], opens: [64, 28], correlation: -0.59 } as const;
/** One arm tells no more than this, in logarithms of odds. */
const MOST = 2.5;
/** What an arm tells by how well it is seen: of one behind the body the model guesses what the other does. */
const SEEN: GradedTable = [
  [0.3, 0],
  [0.9, 1],
];
/** Differences between the wrists, seen from in front or behind, that make one unit of odds, and the most each gives. */
const UNDER_BALL = { torsos: 0.1, most: 2 };
const FORWARD = { metres: 0.15, most: 1.5 };

/**
 * Which hand shoots. From the side each arm tells by itself how it bends and straightens, as far as it is seen. Seen from
 * in front or behind, the ball is over the shooting wrist, which then follows it forward.
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
    left: armCues(body, 'left', release),
    right: armCues(body, 'right', release),
    nearer: mean(nearer),
    forward:
      yawDegrees === null
        ? 0
        : -Math.cos((yawDegrees * Math.PI) / 180) *
          mean(sampled(release, FOLLOWS, (time) => depthDifference(body, time))),
    frontal: yawDegrees === null ? 0.5 : Math.abs(Math.cos((yawDegrees * Math.PI) / 180)),
  };
}

export function rightHandOdds({ left, right, nearer, forward, frontal }: HandCues): RightOdds {
  const odds = (value: number, unit: number, most: number) => clamp(value / unit, -most, most);
  const lateral = 1 - frontal ** 2;
  const under = odds(nearer, UNDER_BALL.torsos, UNDER_BALL.most);
  const follows = odds(forward, FORWARD.metres, FORWARD.most) * Math.min(left.seen, right.seen);
  return lateral * (shootingOdds(right) - shootingOdds(left)) + Math.max(0, 2 * frontal - 1) * (under + follows);
}

/** Logarithm of the odds that an arm shoots and does not guide. */
function shootingOdds({ bent, opens, seen }: ArmCues): RightOdds {
  if (bent === null || opens === null) return 0;
  return gradeAt(SEEN, seen) * clamp(likelihood(bent, opens, SHOOTING) - likelihood(bent, opens, GUIDING), -MOST, MOST);
}

/** Logarithm of a normal distribution's density in two dimensions, less what is common to all. */
function likelihood(bent: number, opens: number, arm: typeof SHOOTING | typeof GUIDING): number {
  const [x, y] = [(bent - arm.bent[0]) / arm.bent[1], (opens - arm.opens[0]) / arm.opens[1]];
  const rest = 1 - arm.correlation ** 2;
  const square = (x * x - 2 * arm.correlation * x * y + y * y) / rest;
  return -square / 2 - Math.log(arm.bent[1] * arm.opens[1] * Math.sqrt(rest));
}

function armCues(body: Body, hand: Hand, release: number): ArmCues {
  const { shoulder, elbow, wrist } = side[hand];
  const angle = (time: number) => jointAngles(body, [shoulder, elbow, wrist], time)?.image ?? null;
  const [before, after] = [sampled(release, BEFORE, angle), sampled(release, AFTER, angle)];
  const isEnough = (angles: readonly number[]) => angles.length >= LEAST_SEEN * SAMPLES;
  const bent = isEnough(before) ? Math.min(...before) : null;
  return {
    bent,
    opens: bent === null || !isEnough(after) ? null : Math.max(...after) - bent,
    seen: armVisibility(body, hand, release),
  };
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

function depthDifference(body: Body, time: number): number | null {
  const [left, right] = hands.map((hand) => body.worldAt(side[hand].wrist, time));
  return left && right ? right.z - left.z : null;
}

function armVisibility(body: Body, hand: Hand, release: number): number {
  const { elbow, wrist } = side[hand];
  const seen = (time: number) => Math.sqrt(body.visibility(elbow, time) * body.visibility(wrist, time));
  return mean([-0.3, -0.2, -0.1, 0, 0.1, 0.2].map((offset) => seen(release + offset)));
}

function mean(values: readonly number[]): number {
  return values.length > 0 ? values.reduce((a, b) => a + b, 0) / values.length : 0;
}

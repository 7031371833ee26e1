import type { Body, Hand } from '../model.ts';
import { side } from '../signals/joints.ts';
import { clamp } from '../signals/statistics.ts';

/** How much speaks for the right hand, in logarithms of odds; negative for the left. */
export type RightOdds = number;

/** Right against left: what tells the shooting arm from the guide arm in any view, also where one arm hides the other. */
export interface HandCues {
  /** How much lower the right wrist is while the ball is brought up, metres in the model's space: it is under the ball. */
  under: number;
  /** How much higher it is after the release, in trunk lengths: the hand that threw follows the ball. */
  follows: number;
  /** Signed yaw of the trunk, degrees; 0 where it is not known. */
  yawDegrees: number;
}

/** Before the release: the ball is brought up and over the head, seconds. */
const BEFORE = [-0.3, -0.06] as const;
/** After it: the arms are up, seconds. */
const AFTER = [0.05, 0.35] as const;
const SAMPLES = 12;
/** A cue counts as one in these units, and as no more than `MOST_UNITS`. */
const UNIT = { under: 0.08, follows: 0.1 };
const MOST_UNITS = 3;
/**
 * A logistic regression on drawn shooters from all around, seen by the real pose model (`scripts/eval/derive/hand.ts`). The
 * sines are the model's habit: of two arms in a line it takes the near one for the lower.
 */
const WEIGHT = { under: 2.4, follows: 0.8, sine: -1.8, sineOfTwice: -0.5 };
/** The shooters that were drawn show no more certainty than this. */
const MOST_ODDS = 4;

/** The cues of a shot whose release is known. */
export function handCues(body: Body, release: number, yawDegrees: number | null): HandCues {
  const under = meanOf(release, BEFORE, (time) => {
    const [left, right] = [body.worldAt(side.left.wrist, time), body.worldAt(side.right.wrist, time)];
    return left && right && right.y - left.y;
  });
  const follows = meanOf(release, AFTER, (time) => {
    const [left, right] = [body.at(side.left.wrist, time), body.at(side.right.wrist, time)];
    return left && right && (left.y - right.y) / body.torso;
  });
  return { under, follows, yawDegrees: yawDegrees ?? 0 };
}

export function rightHandOdds(cues: HandCues): RightOdds {
  const weights = [WEIGHT.under, WEIGHT.follows, WEIGHT.sine, WEIGHT.sineOfTwice];
  const odds = handTerms(cues).reduce((sum, term, i) => sum + weights[i]! * term, 0);
  return clamp(odds, -MOST_ODDS, MOST_ODDS);
}

/** What is weighed: each term has the opposite sign in a mirror. */
export function handTerms({ under, follows, yawDegrees }: HandCues): number[] {
  const yaw = (yawDegrees * Math.PI) / 180;
  const cue = (value: number, unit: number) => clamp(value / unit, -MOST_UNITS, MOST_UNITS);
  return [cue(under, UNIT.under), cue(follows, UNIT.follows), Math.sin(yaw), Math.sin(2 * yaw)];
}

export function handOf(odds: RightOdds): Hand {
  return odds >= 0 ? 'right' : 'left';
}

/** Of the times at which it is known; 0 where it never is. */
function meanOf(release: number, [from, to]: readonly [number, number], of: (time: number) => number | null): number {
  const times = Array.from({ length: SAMPLES }, (_, k) => release + from + ((to - from) * k) / (SAMPLES - 1));
  const values = times.map(of).filter((value) => value !== null);
  return values.length > 0 ? values.reduce((a, b) => a + b, 0) / values.length : 0;
}

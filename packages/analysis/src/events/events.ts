import type { Events, Moment, Shot, Tracks } from '@shotform/contracts';
import { landmark, type Body, type Hand } from '../model.ts';
import type { Steady } from '../signals/camera.ts';
import { jointAngles, middle, side } from '../signals/joints.ts';
import { elbowCurve, heightCurve, hipLine, kneeCurve, sampleCurve, wristLine, type Sampled } from './curves.ts';
import { fallsBelow, highest, lowest, momentOf, part, risesAbove, slopeOf, type Instant } from './moments.ts';
import { findJump } from './jump.ts';

/** What the moments of a shot are sought with. */
export interface EventSearch {
  tracks: Tracks;
  steady: Steady;
  body: Body;
  hand: Hand;
  yawDegrees: number | null;
  release: Shot['release'];
  /** How fast the footage runs: 1 as it happened, 0.5 at half speed. Times of the search are divided by it. */
  pace: number;
  /** When the ball came into the hands, where that was seen. */
  gain: Instant | null;
}

/** Seconds of real time. */
const DIP_SPAN = 1;
const SET_SPAN = 0.6;
const BALL_LOW_SPAN = 1;
const PREPARATION_SPAN = 2.5;
const LONGEST_FOLLOW_THROUGH = 4;
/** A dip that bends the knees by less, degrees, is none. */
const LEAST_DIP = 6;
const LEAST_SET = 8;
/** Degrees per second: the knees straighten. */
const LIFT_SPEED = 50;
const FOLLOW_THROUGH_ELBOW = 130;
/** By which it is told late, real seconds, as cameras lower or higher than the hand show it: `scripts/eval/derive/moments.ts`. */
const END_LAG = { value: 0.02, sd: 0.04 };
/** An elbow is about as bent for some time; real seconds, by the same file. */
const SET_SD = 0.06;
/** Hips slower than this part of the trunk's length per second stand, if for this long, seconds. */
const STILL_SPEED = 0.1;
const STILL = 0.1;
const SPEED_SPAN = 0.3;
/** Noise moves hips, too: standing is anything under this part of how fast they go down into the dip. */
const STILL_PART = 0.25;
/** They go down for about this long, seconds. */
const DIP_MOTION = 0.4;

/** All moments of a shot by the rules of `docs/domain.md`, section 2, sought backwards and forwards from its release. */
export function findEvents(search: EventSearch): Events {
  const { tracks, body, steady, hand, yawDegrees, release, pace } = search;
  const at = release.timeSeconds;
  const knee = kneeCurve(body, yawDegrees, at - (DIP_SPAN + 0.2) / pace, at + 0.2 / pace);
  const dip = lowest(part(knee, at - DIP_SPAN / pace, at), LEAST_DIP);
  const setPoint = findSet(search);
  const ballLow = lowest(wristHeight(search, setPoint?.time ?? at), 0.1 * body.torso);
  const lift = dip && findLift(knee, dip.time, at, pace);
  const jump = findJump(body, steady, dip?.time ?? at - 0.4 / pace, at, pace);
  const apex = jump && highest(heightCurve(body, steady, hipLine, jump.takeOff.time, jump.ends), 0.01 * body.torso);
  const moment = (instant: Instant | null): Moment | null => momentOf(tracks.video.timesSeconds, instant);
  return {
    preparation: moment(findPreparation(search, dip)),
    dip: moment(dip),
    ballLow: moment(ballLow),
    setPoint: moment(setPoint),
    liftStart: moment(lift),
    takeOff: moment(jump?.takeOff ?? null),
    release: { frame: release.frame, timeSeconds: at, uncertaintySeconds: release.uncertaintySeconds },
    jumpApex: moment(apex),
    followThroughEnd: moment(findFollowThroughEnd(body, hand, at, pace)),
    landing: moment(jump?.landing ?? null),
  };
}

/** When the knees begin to straighten after the dip. */
function findLift(knee: Sampled, dip: number, release: number, pace: number): Instant | null {
  const speed = slopeOf(knee, 0.05);
  const level = LIFT_SPEED * pace;
  const before = part(speed, dip - 0.05, dip).values.at(-1) ?? 0;
  if (before > level) return { time: dip, sd: 0.03 };
  return risesAbove(part(speed, dip - 0.02, release), level, 0.03);
}

/** The most bent elbow before the release while the wrist is above the shoulder. */
function findSet({ body, hand, yawDegrees, release: { timeSeconds: release }, pace }: EventSearch): Instant | null {
  const arm = side[hand];
  const from = release - SET_SPAN / pace;
  const elbow = elbowCurve(body, hand, yawDegrees, from, release);
  const raised = sampleCurve(from, release, 0, (time) => {
    const wrist = body.at(arm.wrist, time);
    const shoulder = body.at(arm.shoulder, time);
    return wrist && shoulder && shoulder.y - wrist.y;
  });
  const since = raised.times[raised.values.findLastIndex((height) => height <= 0) + 1];
  const set = since === undefined ? null : lowestAfterEdge(part(elbow, since, release));
  return set && { time: set.time, sd: Math.hypot(set.sd, SET_SD / pace) };
}

/** As `lowest`, but the curve may begin at its lowest: the elbow is most bent as the wrist passes the shoulder. */
function lowestAfterEdge(curve: Sampled): Instant | null {
  const inside = lowest(curve, LEAST_SET);
  if (inside || curve.values.length < 8) return inside;
  const [first, last] = [curve.values[0]!, curve.values.at(-1)!];
  const bottom = Math.min(...curve.values);
  const at = curve.values.indexOf(bottom);
  return last > bottom + LEAST_SET && first <= bottom + LEAST_SET ? { time: curve.times[at]!, sd: 0.03 } : null;
}

/** Height of the wrists, where the ball is, before the set point. */
function wristHeight({ body, steady, pace }: EventSearch, until: number): Sampled {
  return heightCurve(body, steady, wristLine, until - BALL_LOW_SPAN / pace, until);
}

/** The last time before the dip at which the hips stood, after the ball was gained; else the gain. */
function findPreparation({ body, steady, pace, gain }: EventSearch, dip: Instant | null): Instant | null {
  if (!dip) return gain;
  const from = Math.max(body.times[0]!, dip.time - PREPARATION_SPAN / pace, gain?.time ?? -Infinity);
  const place = (time: number) => {
    const hips = middle(body, hipLine, time);
    return hips && steady(time, hips.x, hips.y);
  };
  const span = SPEED_SPAN / pace;
  const speed = sampleCurve(from, dip.time, 0, (time) => {
    const [a, b] = [place(time - span / 2), place(time + span / 2)];
    return a && b && Math.hypot(a.x - b.x, a.y - b.y) / span;
  });
  const fastest = Math.max(0, ...part(speed, dip.time - DIP_MOTION / pace, dip.time).values);
  const limit = Math.max(STILL_SPEED * body.torso * pace, STILL_PART * fastest);
  let since = NaN;
  let found: number | null = null;
  speed.times.forEach((time, i) => {
    // The hips stand for a moment in the dip, too.
    if (speed.values[i]! > limit || time > dip.time - DIP_MOTION / 3 / pace) since = NaN;
    else if (Number.isNaN(since)) since = time;
    if (time - since >= STILL / pace) found = time;
  });
  return found === null ? gain : { time: found, sd: span / 3 };
}

/** The shooting wrist comes below the eyes, or the elbow bends. */
function findFollowThroughEnd(body: Body, hand: Hand, release: number, pace: number): Instant | null {
  const arm = side[hand];
  const [from, to] = [release + 0.1 / pace, release + LONGEST_FOLLOW_THROUGH / pace];
  const eyes = [landmark.leftEye, landmark.rightEye] as const;
  const above = sampleCurve(from, to, 0.03 * body.torso, (time) => {
    const wrist = body.at(arm.wrist, time);
    const [l, r] = eyes.map((eye) => body.at(eye, time));
    return wrist && l && r ? (l.y + r.y) / 2 - wrist.y : null;
  });
  const ends = [
    fallsBelow(above, 0, 0.05 / pace),
    fallsBelow(straightestElbow(body, hand, from, to), FOLLOW_THROUGH_ELBOW, 0.08 / pace),
  ].filter((end) => end !== null);
  if (ends.length === 0) return null;
  const { time, sd } = ends.reduce((a, b) => (b.time < a.time ? b : a));
  return { time: time - END_LAG.value / pace, sd: Math.hypot(sd, END_LAG.sd / pace) };
}

/** The larger of the elbow's two readings: each is too small from some views, and neither is too large by much. */
function straightestElbow(body: Body, hand: Hand, from: number, to: number): Sampled {
  const arm = side[hand];
  return sampleCurve(from, to, 5, (time) => {
    const angles = jointAngles(body, [arm.shoulder, arm.elbow, arm.wrist], time);
    return angles && Math.max(angles.image, angles.world);
  });
}

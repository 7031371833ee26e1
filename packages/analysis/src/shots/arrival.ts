import { distanceToHands, HELD_REACH, heldPart, type Hands } from '../ball/held.ts';
import type { Scene } from '../ball/scene.ts';
import type { Sighting } from '../ball/sightings.ts';
import type { Tracklet } from '../ball/tracklets.ts';
import type { Body } from '../model.ts';
import { hands as handSides, side } from '../signals/joints.ts';
import type { Attempt } from '../people/attempt.ts';

/** Nobody holds a follow-through for longer than this, seconds. */
export const LONGEST_HOLD = 3;
/** A ball comes down to the hands at least this fast, diameters per second: 1.5 m/s. */
const LEAST_FALL = 6;
/** Its fall is measured over so long, seconds; and in this part of the pictures of so long after it is in the hands. */
const FALLS_FOR = 0.1;
const HELD_FOR = 0.5;
const LEAST_HELD = 0.6;
/** Seconds after the release that the arms tell: until then the ball is still the one that leaves. */
const AFTER_RELEASE = 0.15;

/**
 * Whether a ball falls into the hands while they are still up from the attempt, and stays in them: a catch, or a shot shown
 * backwards, in which the arms go up without the ball and bring it down.
 */
export function ballArrives({ sightings, tracklets }: Scene, { body, time }: Attempt, hands: Hands): boolean {
  const until = raisedUntil(body, time);
  const isCatch = (caught: Sighting, tracklet: Tracklet): boolean =>
    caught.time > time + AFTER_RELEASE &&
    caught.time < until &&
    isIn(caught, hands) &&
    fallsTo(caught, tracklet, hands) &&
    (heldPart(sightings, hands, caught.time, caught.time + HELD_FOR) ?? 0) > LEAST_HELD;
  return tracklets.some((tracklet) => tracklet.some((sighting) => isCatch(sighting, tracklet)));
}

/** Whether the ball has come down to where it is, and not the hands with it. */
function fallsTo(caught: Sighting, tracklet: Tracklet, hands: Hands): boolean {
  const first = tracklet.find((s) => caught.time - s.time < FALLS_FOR)!;
  return above(first, hands) - above(caught, hands) > LEAST_FALL * (caught.time - first.time);
}

/** How far the ball is above the middle of the hands, diameters. */
function above(s: Sighting, hands: Hands): number {
  const places = hands.places(s.time);
  return (places.reduce((sum, p) => sum + p.y, 0) / places.length - s.y) / hands.diameter;
}

function isIn(s: Sighting, hands: Hands): boolean {
  const ratio = s.diameter / hands.diameter;
  return ratio > 0.5 && ratio < 1.6 && distanceToHands(s, hands.places(s.time), hands.diameter) < HELD_REACH;
}

/** When both hands are down again, or the longest that anybody holds them up. */
function raisedUntil(body: Body, time: number): number {
  let at = time;
  while (at < time + LONGEST_HOLD && !handsAreDown(body, at)) at += 0.05;
  return at;
}

/** Both wrists are seen below their shoulders. */
export function handsAreDown(body: Body, time: number): boolean {
  return handSides.every((hand) => {
    const wrist = body.at(side[hand].wrist, time);
    const shoulder = body.at(side[hand].shoulder, time);
    return wrist && shoulder && wrist.y > shoulder.y;
  });
}

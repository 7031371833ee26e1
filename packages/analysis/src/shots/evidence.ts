import { findCustody, type Custody } from '../ball/departure.ts';
import { distanceToHands, heldPart, type Hands } from '../ball/held.ts';
import type { Launch } from '../ball/launch.ts';
import type { Scene } from '../ball/scene.ts';
import type { Tracklet } from '../ball/tracklets.ts';
import { landmark, type Body } from '../model.ts';
import type { Attempt } from '../people/attempt.ts';
import type { Steady } from '../signals/camera.ts';
import { ballArrives } from './arrival.ts';

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
  /** Whether, where none was launched, a ball falls into the hands while they are still up. */
  arrives: boolean;
  /** Whether balls that move are seen at all in this clip. */
  ballsSeen: boolean;
}

/** Flights that less speaks for, in free sightings as believed, are chance. */
const LEAST_SUPPORT = 1.5;
/** A ball that flies is believed so much, is followed for so long, seconds, and goes so far; it is elsewhere so far from
 * the hands; both in diameters. */
const BELIEVED = 0.6;
const LEAST_FLIGHT = 0.15;
const FLIES = 2;
const FAR = 3;

/** What the ball candidates tell of an attempt. */
export function gatherEvidence(scene: Scene, attempt: Attempt, hands: Hands, launch: Launch | null): BallEvidence {
  const { sightings, tracklets, steady } = scene;
  const { time, body } = attempt;
  const believed = launch && launch.support >= LEAST_SUPPORT ? launch : null;
  return {
    launch: believed,
    custody: findCustody(tracklets, hands, time),
    clearsHead: believed === null || risesClear(believed, body, steady),
    heldBefore: heldPart(sightings, hands, time - 0.4, time - 0.05),
    heldAfter: heldPart(sightings, hands, time + 0.12, time + 0.45),
    elsewhere: fliesElsewhere(tracklets, hands, time),
    arrives: believed === null && ballArrives(scene, attempt, hands),
    ballsSeen: tracklets.some((tracklet) => flies(tracklet, hands.diameter)),
  };
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

/** Higher than the head by a ball's diameter, seen or as the flight will have it. */
function risesClear({ arc, leaves }: Launch, body: Body, steady: Steady): boolean {
  const nose = body.at(landmark.nose, leaves);
  if (!nose) return true;
  const head = steady(leaves, nose.x, nose.y).y;
  const top = Math.min(...[0, 0.2, 0.4, 0.6, 0.8, 1, 1.4].map((after) => arc.at(leaves + after).y));
  return top < head - 2 * arc.at(leaves).diameter;
}

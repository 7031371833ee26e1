/** One person who is followed, and what tells that person from somebody else and from nobody. */
import type { Appearance } from './appearance.ts';
import { coveredPart, detectedHips, distance, hipCentre, poseDistance, torsoLength } from './body.ts';
import type { Detection } from './detector.ts';
import type { Identity } from './identity.ts';
import type { BodyPose } from './landmarker.ts';
import type { Region } from './picture.ts';

/** The score from which a region is said to hold a person. */
export const PRESENCE_MIN = 0.5;
/** A person who was sure is believed at less for a moment. */
const DOUBTFUL_PRESENCE_MIN = 0.1;
const DOUBTFUL_SECONDS = 0.3;
/** How far a person in doubt may have moved in a frame, as part of the region's side. */
const DOUBTFUL_STEP = 0.1;
/**
 * How far a lost person may reappear, as part of the region's side (which is about 2.5 m): at once, and for each second
 * since they were seen. How much turned, radians, and how much larger.
 */
const REAPPEAR_STEP = 0.2;
const REAPPEAR_STEP_PER_SECOND = 1.5;
const TURN_MAX = Math.PI / 4;
const SCALE_MAX = 1.7;
/** Hips of the detector and of the landmarks may differ by this part of the torso. */
const HIPS_AGREE = 0.5;
/** Two poses nearer than this part of their region's side, landmark by landmark, are of one person. */
const SAME_PERSON = 0.1;
/** A newcomer within somebody's outline by more than this part is taken for a part of them. */
const PART_OF_PERSON = 0.6;
/** Landmarks that have moved less than this part of the region's side for so many seconds are of an idle person. */
const IDLE_STEP = 0.05;
const IDLE_SECONDS = 3;
/** The smallest side of a region, px. */
const SIZE_MIN = 8;

export class Track {
  identity: Identity;
  /** Where to look next; of somebody lost, where they were last seen. */
  region: Region;
  /** Where the person was when nobody else was near. */
  apartRegion: Region;
  /** In the current frame; `null` while lost. */
  pose: BodyPose | null;
  /** How far the region moved with the last frame, px. */
  step = 0;
  /** When the person was last seen, and when the detector was last asked about them, seconds. */
  seenAt: number;
  checkedAt: number;
  failedChecks = 0;
  /** What the person is seen to wear lately, and until when that was taken in. */
  readonly looks: Appearance;
  learntAt: number;
  /** Since when the model has not been sure; `null` while it is. */
  private doubtfulSince: number | null = null;
  /** How the person stood when they last moved. */
  private stance: BodyPose;
  private movedAt: number;

  constructor(person: number, pose: BodyPose, looks: Appearance, now: number) {
    this.identity = { person, appearance: looks.slice() };
    this.looks = looks;
    this.learntAt = now;
    this.region = pose.next;
    this.apartRegion = pose.next;
    this.pose = pose;
    this.seenAt = now;
    this.checkedAt = now;
    this.stance = pose;
    this.movedAt = now;
  }

  see(pose: BodyPose, now: number): void {
    this.step = distance(this.region, pose.next);
    this.region = pose.next;
    this.pose = pose;
    this.seenAt = now;
    this.doubtfulSince = pose.score >= PRESENCE_MIN ? null : (this.doubtfulSince ?? now);
    if (poseDistance(pose, this.stance) < IDLE_STEP * pose.next.size) return;
    this.stance = pose;
    this.movedAt = now;
  }

  /** What was followed is most likely nobody; whoever it was may be found again near there. */
  lose(): void {
    this.pose = null;
    this.failedChecks = 0;
  }

  /**
   * Whether the model's answer for the track's region is still the person. It may doubt for a moment, as when a ball
   * hides the face, if what it sees goes on from where it was.
   */
  isContinuedBy(pose: BodyPose, now: number): boolean {
    if (pose.score >= PRESENCE_MIN) return true;
    return (
      pose.score >= DOUBTFUL_PRESENCE_MIN &&
      now - (this.doubtfulSince ?? now) < DOUBTFUL_SECONDS &&
      distance(this.region, pose.next) < DOUBTFUL_STEP * this.region.size &&
      this.resembles(pose.next)
    );
  }

  /** Whether somebody in a region may be this person, as far as place, size and angle tell. */
  mayReappearIn(region: Region, now: number): boolean {
    const reach = (REAPPEAR_STEP + REAPPEAR_STEP_PER_SECOND * (now - this.seenAt)) * this.region.size;
    return distance(this.region, region) < reach && this.resembles(region);
  }

  private resembles({ size, rotation }: Region): boolean {
    const turn = Math.abs(rotation - this.region.rotation);
    return (
      Math.min(turn, 2 * Math.PI - turn) < TURN_MAX &&
      Math.max(size, this.region.size) < SCALE_MAX * Math.min(size, this.region.size)
    );
  }

  isIdle(now: number): boolean {
    return now - this.movedAt >= IDLE_SECONDS;
  }
}

/** Whether a pose's region has a sound size and a part of the picture in it. */
export function isPlausible({ next }: BodyPose, { width, height }: { width: number; height: number }): boolean {
  const half = next.size / 2;
  return (
    next.size > SIZE_MIN &&
    next.size < 4 * Math.max(width, height) &&
    next.x > -half &&
    next.x < width + half &&
    next.y > -half &&
    next.y < height + half
  );
}

/** Whether the detector and the landmark model mean the same person. */
export function confirms(detection: Detection, pose: BodyPose): boolean {
  return distance(detectedHips(detection), hipCentre(pose)) < HIPS_AGREE * torsoLength(pose);
}

/** Whether two poses are of the same person. */
export function isSamePerson(a: BodyPose, b: BodyPose): boolean {
  return poseDistance(a, b) < SAME_PERSON * Math.min(a.next.size, b.next.size);
}

/** Whether a pose is more likely a bad second look at somebody known than somebody behind them. */
export function isPartOf(pose: BodyPose, known: BodyPose): boolean {
  return coveredPart(pose, known) > PART_OF_PERSON;
}

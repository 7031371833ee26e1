import type { PersonPose } from '@shotform/contracts';
import type { VideoFrame } from '../frame.ts';
import { detectedHips, detectedRegion, distance, hipCentre, poseDistance, torsoLength } from './body.ts';
import { PersonDetector, type Detection } from './detector.ts';
import { PRESENCE_MIN, type PoseModels } from './estimate.ts';
import { Landmarker, type BodyPose } from './landmarker.ts';
import { MotionMap } from './motion.ts';
import type { Region } from './picture.ts';
import { searchPlaces } from './places.ts';

export interface PoseTrackerOptions {
  /** People followed at the same time; 4 where not given. Time grows with each. */
  maxPeople?: number;
}

/** One person who is followed. */
interface Track {
  person: number;
  /** Where to look next; of somebody lost, where they were last seen. */
  region: Region;
  /** In the current frame; `null` while lost. */
  pose: BodyPose | null;
  /** How far the region moved with the last frame, px. */
  step: number;
  /** Since when the model has not been sure, seconds; `null` while it is. */
  doubtfulSince: number | null;
  /** When the person was last seen, seconds. */
  seenAt: number;
  checkedAt: number;
  failedChecks: number;
}

/**
 * While people are followed the detector runs once in this many of the landmark model's runs, and at most four times a
 * second for each: both models take about the same time, so searching and checking add some 12 %.
 */
const RUNS_PER_LOOK = 8;
const SECONDS_PER_LOOK = 0.25;
/** Somebody lost, or nobody at all, is looked for in every frame, but not more often than this. */
const SECONDS_PER_SEARCH = 1 / 30;
/** Of four looks this many confirm who is followed; the others search. */
const CHECK_EVERY = 3;
/** A track that the detector does not confirm this many times running is on no person. */
const FAILED_CHECKS_MAX = 3;
/** Somebody lost is remembered for as long. */
const REMEMBERED_SECONDS = 1;
/** What has not changed for as long is a picture of a person. */
const STILL_SECONDS = 5;
/** A person who was sure is believed at less for a moment. */
const DOUBTFUL_PRESENCE_MIN = 0.1;
const DOUBTFUL_SECONDS = 0.3;
/** How much somebody who was lost may have turned and grown until they are found again. */
const TURN_MAX = Math.PI / 4;
const SCALE_MAX = 1.7;
/** How much larger than a person's region the square is in which the detector confirms them, or finds them again. */
const CONFIRM_MARGIN = 1.2;
const RECOVER_MARGIN = 1.8;
/** Hips of the detector and of the landmarks may differ by this part of the torso. */
const HIPS_AGREE = 0.5;
/** People who appear stand upright within this angle: what the detector finds lying is nearly always something else. */
const UPRIGHT = Math.PI / 3;
/** A person in a square is not larger than this many times its side. */
const FITS = 1.2;
/** Two poses nearer than this part of their region's side, landmark by landmark, are of one person. */
const SAME_PERSON = 0.1;

/**
 * Follows the people of a clip, frame after frame. The landmark model finds each again near where they were; the
 * detector is asked when somebody is lost, and now and then to confirm who is followed and to find who is new: in the
 * whole picture and in parts of it (people may be small), first where something moves.
 */
export class PoseTracker {
  private readonly detector: PersonDetector;
  private readonly landmarker: Landmarker;
  private readonly maxPeople: number;
  private tracks: Track[] = [];
  private nextPerson = 0;
  private motion: MotionMap | null = null;
  private places: Region[] = [];
  private nextPlace = 0;
  private looks = 0;
  private lookedAt = -Infinity;
  private searchedAt = -Infinity;
  private runsSinceLook = 0;

  constructor(models: PoseModels, options: PoseTrackerOptions = {}) {
    this.detector = new PersonDetector(models.detector);
    this.landmarker = new Landmarker(models.landmarker);
    this.maxPeople = options.maxPeople ?? 4;
  }

  /** The people in the next frame of the clip. All frames must have the same size. */
  async next(frame: VideoFrame): Promise<PersonPose[]> {
    await this.follow(frame);
    this.separate();
    if (!this.motion) await this.begin(frame);
    else await this.look(frame, this.motion);
    this.forget(frame.timeSeconds);
    return this.live().map(({ person, pose }) => ({
      person,
      score: pose!.score,
      landmarks: pose!.landmarks,
      world: pose!.world,
    }));
  }

  private live(): Track[] {
    return this.tracks.filter((track) => track.pose);
  }

  /** Everybody who was there in the last frame, in this one. */
  private async follow(frame: VideoFrame): Promise<void> {
    for (const track of this.live()) {
      this.runsSinceLook++;
      const pose = await this.landmarker.locate(frame, track.region);
      if (isPlausible(pose, frame) && isStillThere(track, pose, frame.timeSeconds)) see(track, pose, frame.timeSeconds);
      else track.pose = null;
    }
  }

  /** Of two tracks that have come to lie on one person, the one that jumped there has lost its own. */
  private separate(): void {
    const live = this.live();
    for (const [i, a] of live.entries()) {
      for (const b of live.slice(i + 1)) {
        if (!a.pose || !b.pose || !isSamePerson(a.pose, b.pose)) continue;
        (a.step > b.step ? a : b).pose = null;
      }
    }
  }

  /** The first frame: everywhere. */
  private async begin(frame: VideoFrame): Promise<void> {
    this.motion = new MotionMap(frame.width, frame.height);
    this.motion.update(frame);
    this.places = searchPlaces(frame.width, frame.height);
    this.lookedAt = this.searchedAt = frame.timeSeconds;
    for (const place of this.places) await this.search(frame, this.motion, place);
  }

  /** What the detector does in this frame, if anything. */
  private async look(frame: VideoFrame, motion: MotionMap): Promise<void> {
    const now = frame.timeSeconds;
    const live = this.live();
    const isAnyLost = live.length < this.tracks.length;
    if ((isAnyLost || live.length === 0) && now - this.searchedAt >= SECONDS_PER_SEARCH) {
      this.searchedAt = now;
      if (isAnyLost) await this.recover(frame);
      if (this.live().length === 0) {
        motion.update(frame);
        await this.search(frame, motion, this.choosePlace(motion));
      }
      return;
    }
    const isDue = this.runsSinceLook >= RUNS_PER_LOOK && now - this.lookedAt >= SECONDS_PER_LOOK / live.length;
    if (live.length === 0 || !isDue) return;
    this.lookedAt = now;
    this.runsSinceLook = 0;
    motion.update(frame);
    if (this.looks++ % CHECK_EVERY === 1) await this.checkNext(frame, motion);
    else await this.search(frame, motion, this.choosePlace(motion));
  }

  /** Where something moves that is nobody known, by turns with the places that cover the picture. */
  private choosePlace(motion: MotionMap): Region {
    const moving = this.looks++ % 2 === 0 ? motion.busiest(this.live().map(({ region }) => region)) : null;
    if (moving) return moving;
    return this.places[this.nextPlace++ % this.places.length]!;
  }

  /** Looks for people who are not followed yet. */
  private async search(frame: VideoFrame, motion: MotionMap, place: Region): Promise<void> {
    const isWhole = place.size >= Math.max(frame.width, frame.height);
    let found = false;
    for (const detection of await this.detector.detect(frame, place)) {
      const region = detectedRegion(detection);
      if (isWhole || region.size <= FITS * place.size) found = (await this.welcome(frame, motion, region)) || found;
    }
    if (!found) motion.dismiss(place);
  }

  /** Follows whoever is in the region from now on, if it is somebody, and nobody known. */
  private async welcome(frame: VideoFrame, motion: MotionMap, region: Region): Promise<boolean> {
    if (Math.abs(region.rotation) > UPRIGHT || this.isFull(region)) return false;
    if (this.live().some((track) => isCoveredBy(region, track.region))) return false;
    const pose = await this.landmarker.locate(frame, region);
    if (pose.score < PRESENCE_MIN || !isPlausible(pose, frame)) return false;
    if (motion.stillSeconds(pose.next) >= STILL_SECONDS) return false;
    const detections = await this.around(frame, pose.next);
    const confirming = detections.filter((detection) => confirms(detection, pose));
    const isKnown = (detection: Detection): boolean => this.live().some((track) => confirms(detection, track.pose!));
    if (confirming.length === 0 || confirming.some(isKnown)) return false;
    this.makeRoom();
    const now = frame.timeSeconds;
    const lost = this.lostNear(pose.next);
    if (lost) see(lost, pose, now);
    else this.tracks.push(newTrack(this.nextPerson++, pose, now));
    return true;
  }

  /** Whether nobody else can be followed: not even instead of somebody much smaller. */
  private isFull(region: Region): boolean {
    const live = this.live();
    return live.length >= this.maxPeople && live.every((track) => track.region.size * 1.5 > region.size);
  }

  private makeRoom(): void {
    const live = this.live();
    if (live.length < this.maxPeople) return;
    const smallest = live.reduce((a, b) => (a.region.size < b.region.size ? a : b));
    this.tracks = this.tracks.filter((track) => track !== smallest);
  }

  private lostNear(region: Region): Track | undefined {
    return this.tracks.find(
      (track) =>
        !track.pose && distance(track.region, region) < 0.6 * track.region.size && continues(track.region, region),
    );
  }

  /** Looks for those who were lost, near where they were. */
  private async recover(frame: VideoFrame): Promise<void> {
    for (const track of this.tracks) {
      if (track.pose) continue;
      const detections = await this.around(frame, track.region, RECOVER_MARGIN);
      await this.adopt(frame, track, detections);
    }
  }

  /** Puts a track on the nearest of the detections that is a person and nobody else's. */
  private async adopt(frame: VideoFrame, track: Track, detections: Detection[]): Promise<boolean> {
    const nearest = detections.toSorted(
      (a, b) => distance(detectedHips(a), track.region) - distance(detectedHips(b), track.region),
    );
    for (const detection of nearest) {
      const pose = await this.landmarker.locate(frame, detectedRegion(detection));
      if (pose.score < PRESENCE_MIN || !isPlausible(pose, frame)) continue;
      if (!continues(track.region, pose.next)) continue;
      if (this.live().some((other) => other !== track && isSamePerson(pose, other.pose!))) continue;
      see(track, pose, frame.timeSeconds);
      return true;
    }
    return false;
  }

  /** Asks the detector about the track that was not asked about for longest. */
  private async checkNext(frame: VideoFrame, motion: MotionMap): Promise<void> {
    const track = this.live().reduce((a, b) => (a.checkedAt <= b.checkedAt ? a : b));
    track.checkedAt = frame.timeSeconds;
    if (motion.stillSeconds(track.region) >= STILL_SECONDS) return this.drop(track);
    const detections = await this.around(frame, track.region);
    if (
      detections.some((detection) => confirms(detection, track.pose!)) ||
      (await this.adopt(frame, track, detections))
    )
      track.failedChecks = 0;
    else if (++track.failedChecks >= FAILED_CHECKS_MAX) this.drop(track);
  }

  private around(frame: VideoFrame, region: Region, margin = CONFIRM_MARGIN): Promise<Detection[]> {
    return this.detector.detect(frame, { ...region, size: region.size * margin, rotation: 0 });
  }

  private drop(track: Track): void {
    this.tracks = this.tracks.filter((other) => other !== track);
  }

  private forget(now: number): void {
    this.tracks = this.tracks.filter((track) => track.pose || now - track.seenAt < REMEMBERED_SECONDS);
  }
}

function newTrack(person: number, pose: BodyPose, now: number): Track {
  return {
    person,
    region: pose.next,
    pose,
    step: 0,
    doubtfulSince: null,
    seenAt: now,
    checkedAt: now,
    failedChecks: 0,
  };
}

function see(track: Track, pose: BodyPose, now: number): void {
  track.step = distance(track.region, pose.next);
  track.region = pose.next;
  track.pose = pose;
  track.seenAt = now;
  track.doubtfulSince = pose.score >= PRESENCE_MIN ? null : (track.doubtfulSince ?? now);
}

/** Whether a pose's region has a sound size and a part of the picture in it. */
function isPlausible({ next }: BodyPose, { width, height }: VideoFrame): boolean {
  const half = next.size / 2;
  return (
    next.size > 8 &&
    next.size < 4 * Math.max(width, height) &&
    next.x > -half &&
    next.x < width + half &&
    next.y > -half &&
    next.y < height + half
  );
}

/** The model may doubt for a moment, as when a ball hides the face, if what it sees goes on from where it was. */
function isStillThere(track: Track, pose: BodyPose, now: number): boolean {
  if (pose.score >= PRESENCE_MIN) return true;
  return (
    pose.score >= DOUBTFUL_PRESENCE_MIN &&
    now - (track.doubtfulSince ?? now) < DOUBTFUL_SECONDS &&
    distance(track.region, pose.next) < 0.1 * track.region.size &&
    continues(track.region, pose.next)
  );
}

/** Whether two regions can be of one person shortly after each other, as far as size and angle tell. */
function continues(before: Region, after: Region): boolean {
  const turn = Math.abs(after.rotation - before.rotation);
  return (
    Math.min(turn, 2 * Math.PI - turn) < TURN_MAX &&
    Math.max(before.size, after.size) < SCALE_MAX * Math.min(before.size, after.size)
  );
}

/** Whether the detector and the landmark model mean the same person. */
function confirms(detection: Detection, pose: BodyPose): boolean {
  return distance(detectedHips(detection), hipCentre(pose)) < HIPS_AGREE * torsoLength(pose);
}

function isSamePerson(a: BodyPose, b: BodyPose): boolean {
  return poseDistance(a, b) < SAME_PERSON * Math.min(a.next.size, b.next.size);
}

function isCoveredBy(region: Region, other: Region): boolean {
  return distance(region, other) < 0.15 * other.size && region.size < 1.5 * other.size;
}

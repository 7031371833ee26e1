import type { PersonPose } from '@shotform/contracts';
import type { VideoFrame } from '../frame.ts';
import { appearanceOf } from './appearance.ts';
import { boundingBox, detectedHips, detectedRegion, distance } from './body.ts';
import { PersonDetector, type Detection } from './detector.ts';
import type { PoseModels } from './estimate.ts';
import { identify, isAlike, isRobbedBy, mayBe, strangeness } from './identity.ts';
import { Landmarker, type BodyPose } from './landmarker.ts';
import { MotionMap } from './motion.ts';
import type { Region } from './picture.ts';
import { searchPlaces } from './places.ts';
import { confirms, isPartOf, isPlausible, isSamePerson, PRESENCE_MIN, Track } from './track.ts';

export interface PoseTrackerOptions {
  /** People followed at the same time; 4 where not given. Time grows with each. */
  maxPeople?: number;
}

/**
 * While people are followed the detector runs once in this many of the landmark model's runs, and at most four times a
 * second for each person: both models take about the same time, so searching and checking add some 12 %.
 */
const RUNS_PER_LOOK = 8;
const SECONDS_PER_LOOK = 0.25;
/** Somebody lost, or nobody at all, is looked for in every frame, but not more often than this. */
const SECONDS_PER_SEARCH = 0.03;
/** A search of all places, up to some twenty runs, takes place no more often than this. */
const SECONDS_PER_CUT = 1;
/** One look of this many confirms somebody who is followed; the others search. */
const LOOKS_PER_CHECK = 3;
/** A track that the detector does not confirm this many times running is on no person. */
const FAILED_CHECKS_MAX = 3;
/** Somebody lost is looked for near where they were, and remembered, for as long. */
const RECOVERED_SECONDS = 1;
const REMEMBERED_SECONDS = 3;
/** What has not changed for as long is a picture of a person. */
const STILL_SECONDS = 5;
/** How much larger than a person's region the square is in which the detector confirms them, or finds them again. */
const CONFIRM_MARGIN = 1.2;
const RECOVER_MARGIN = 1.8;
/** People who appear stand upright within this angle: what the detector finds lying is nearly always something else. */
const UPRIGHT = Math.PI / 3;
/** A person's region is not larger than this many times the square they were found in. */
const FITS = 1.2;

/**
 * Follows the people of a clip, frame after frame. The landmark model finds each again near where they were; the
 * detector is asked when somebody is lost, and now and then to confirm who is followed and to find who is new: in the
 * whole picture and in parts of it (people may be small), first where something moves.
 */
export class PoseTracker {
  private readonly detector: PersonDetector;
  private readonly landmarker: Landmarker;
  private readonly maxPeople: number;
  /** Those who are seen, and those lost a moment ago. */
  private tracks: Track[] = [];
  private nextPerson = 0;
  private motion: MotionMap | null = null;
  private places: Region[] = [];
  private nextPlace = 0;
  private looks = 0;
  private searches = 0;
  private lookedAt = -Infinity;
  private searchedAt = -Infinity;
  private cutAt = -Infinity;
  private runsSinceLook = 0;

  constructor(models: PoseModels, options: PoseTrackerOptions = {}) {
    this.detector = new PersonDetector(models.detector);
    this.landmarker = new Landmarker(models.landmarker);
    this.maxPeople = options.maxPeople ?? 4;
  }

  /** The people in the next frame of the clip, in the order they were found. All frames must have the same size. */
  async next(frame: VideoFrame): Promise<PersonPose[]> {
    const now = frame.timeSeconds;
    await this.follow(frame);
    this.separate(frame);
    if (this.motion) await this.look(frame, this.motion);
    else await this.begin(frame);
    this.tracks = this.tracks.filter(({ pose, seenAt }) => pose || now - seenAt < REMEMBERED_SECONDS);
    identify(this.tracks, frame);
    return this.tracks.flatMap(({ identity: { person }, pose }) =>
      pose ? [{ person, score: pose.score, landmarks: pose.landmarks, world: pose.world }] : [],
    );
  }

  private live(): Track[] {
    return this.tracks.filter(({ pose }) => pose);
  }

  /** Everybody who was there in the last frame, in this one. */
  private async follow(frame: VideoFrame): Promise<void> {
    for (const track of this.live()) {
      this.runsSinceLook++;
      const pose = await this.landmarker.locate(frame, track.region);
      if (isPlausible(pose, frame) && track.isContinuedBy(pose, frame.timeSeconds)) track.see(pose, frame.timeSeconds);
      else track.pose = null;
    }
  }

  /** Of two tracks that have come to lie on one person, the one whose person that is not has lost its own. */
  private separate(frame: VideoFrame): void {
    const live = this.live();
    for (const [i, a] of live.entries()) {
      for (const b of live.slice(i + 1)) {
        if (!a.pose || !b.pose || !isSamePerson(a.pose, b.pose)) continue;
        const loser = strangeness(a, frame, a.pose) > strangeness(b, frame, b.pose) ? a : b;
        loser.pose = null;
        loser.region = loser.apartRegion;
      }
    }
  }

  /** The first frame: everywhere. */
  private async begin(frame: VideoFrame): Promise<void> {
    this.motion = new MotionMap(frame.width, frame.height);
    this.motion.update(frame);
    this.places = searchPlaces(frame.width, frame.height);
    this.lookedAt = this.searchedAt = frame.timeSeconds;
    await this.searchUntil(this.maxPeople, frame, this.motion);
  }

  /** Looks at one place after the other, the whole picture first, until so many people are seen. */
  private async searchUntil(people: number, frame: VideoFrame, motion: MotionMap): Promise<void> {
    for (const place of this.places) {
      if (this.live().length >= people) return;
      await this.search(frame, motion, place);
    }
  }

  /** What the detector does in this frame, if anything. */
  private async look(frame: VideoFrame, motion: MotionMap): Promise<void> {
    const now = frame.timeSeconds;
    if (now - this.searchedAt >= SECONDS_PER_SEARCH) {
      this.searchedAt = now;
      await this.recover(frame);
      if (this.live().length === 0) await this.searchForAnybody(frame, motion);
    }
    const followed = this.live().length;
    if (this.runsSinceLook < RUNS_PER_LOOK || now - this.lookedAt < SECONDS_PER_LOOK / followed) return;
    this.lookedAt = now;
    this.runsSinceLook = 0;
    if (this.looks++ % LOOKS_PER_CHECK === 1) await this.checkNext(frame, motion);
    else await this.searchNext(frame, motion);
  }

  /** Nobody is seen. If somebody just was, the clip was probably cut, and they are elsewhere. */
  private async searchForAnybody(frame: VideoFrame, motion: MotionMap): Promise<void> {
    const isCut = this.tracks.length > 0 && frame.timeSeconds - this.cutAt >= SECONDS_PER_CUT;
    if (!isCut) return this.searchNext(frame, motion);
    this.cutAt = frame.timeSeconds;
    // Whoever else is there is found in time, as before the cut.
    await this.searchUntil(this.tracks.length, frame, motion);
  }

  /** Looks for those who were lost, near where they were. */
  private async recover(frame: VideoFrame): Promise<void> {
    for (const track of this.tracks) {
      if (track.pose || frame.timeSeconds - track.seenAt > RECOVERED_SECONDS) continue;
      await this.adopt(frame, track, await this.around(frame, track.region, RECOVER_MARGIN));
    }
  }

  /** Puts a track on the nearest of the detections that is surely the person, surer than the track's own pose. */
  private async adopt(frame: VideoFrame, track: Track, detections: Detection[]): Promise<boolean> {
    const now = frame.timeSeconds;
    const away = (detection: Detection): number => distance(detectedHips(detection), track.region);
    for (const detection of detections.toSorted((a, b) => away(a) - away(b))) {
      const region = detectedRegion(detection);
      if (!track.mayReappearIn(region, now)) continue;
      const pose = await this.landmarker.locate(frame, region);
      if (pose.score < PRESENCE_MIN || pose.score <= (track.pose?.score ?? 0)) continue;
      if (!isPlausible(pose, frame) || !track.mayReappearIn(pose.next, now)) continue;
      if (!mayBe(track.identity, appearanceOf(frame, pose.landmarks))) continue;
      if (this.live().some((other) => other !== track && isSamePerson(pose, other.pose!))) continue;
      track.see(pose, now);
      return true;
    }
    return false;
  }

  /** Asks the detector about the person it was not asked about for longest. */
  private async checkNext(frame: VideoFrame, motion: MotionMap): Promise<void> {
    motion.update(frame);
    const [first, ...others] = this.live();
    if (!first) return;
    const track = others.reduce((a, b) => (a.checkedAt <= b.checkedAt ? a : b), first);
    track.checkedAt = frame.timeSeconds;
    if (motion.stillSeconds(track.region) >= STILL_SECONDS) return this.drop(track);
    if (await this.isConfirmed(frame, track)) track.failedChecks = 0;
    else if (++track.failedChecks >= FAILED_CHECKS_MAX) track.lose();
  }

  /** The detector misses people now and then: it is asked at two sizes. */
  private async isConfirmed(frame: VideoFrame, track: Track): Promise<boolean> {
    for (const margin of [CONFIRM_MARGIN, RECOVER_MARGIN]) {
      const detections = await this.around(frame, track.region, margin);
      if (detections.some((detection) => confirms(detection, track.pose!))) return true;
      if (await this.adopt(frame, track, detections)) return true;
    }
    return false;
  }

  /** Looks where something moves that is nobody known, by turns with the places that cover the picture. */
  private async searchNext(frame: VideoFrame, motion: MotionMap): Promise<void> {
    motion.update(frame);
    const moving = this.searches++ % 2 === 0 ? motion.busiest(this.live().map(({ pose }) => boundingBox(pose!))) : null;
    if (!moving) {
      await this.search(frame, motion, this.places[this.nextPlace++ % this.places.length]!);
      return;
    }
    // Whoever moves is worth more than somebody who has long been idle.
    const idle = this.live().find((track) => track.isIdle(frame.timeSeconds)) ?? null;
    if (!(await this.search(frame, motion, moving, idle))) motion.dismiss(moving);
  }

  /**
   * Looks for people who are not followed yet; tells whether somebody was found. Where no more can be followed, one may
   * take the place of `replaceable`.
   */
  private async search(
    frame: VideoFrame,
    motion: MotionMap,
    place: Region,
    replaceable: Track | null = null,
  ): Promise<boolean> {
    const isWhole = place.size >= Math.max(frame.width, frame.height);
    let found = false;
    for (const detection of await this.detector.detect(frame, place)) {
      const region = detectedRegion(detection);
      const isFull = this.live().length >= this.maxPeople;
      if (isFull && (!replaceable || found)) break;
      if (!isWhole && region.size > FITS * place.size) continue;
      const pose = await this.newcomer(frame, motion, region);
      if (!pose) continue;
      if (isFull) this.drop(replaceable!);
      this.welcome(frame, pose);
      found = true;
    }
    return found;
  }

  /** The pose of whoever is in the region, if it is somebody, and nobody known. */
  private async newcomer(frame: VideoFrame, motion: MotionMap, region: Region): Promise<BodyPose | null> {
    const live = this.live();
    if (Math.abs(region.rotation) > UPRIGHT || live.some((track) => isCoveredBy(region, track.region))) return null;
    const pose = await this.landmarker.locate(frame, region);
    if (pose.score < PRESENCE_MIN || !isPlausible(pose, frame)) return null;
    if (live.some((track) => isPartOf(pose, track.pose!)) || motion.stillSeconds(pose.next) >= STILL_SECONDS)
      return null;
    const detections = await this.around(frame, pose.next, CONFIRM_MARGIN);
    const confirming = detections.filter((detection) => confirms(detection, pose));
    const isKnown = confirming.some((detection) => live.some((track) => confirms(detection, track.pose!)));
    return confirming.length > 0 && !isKnown ? pose : null;
  }

  /**
   * Follows a person from now on: as one who was lost a moment ago (after a cut, alone, anywhere), as one whose track
   * has gone over to somebody else, or as a new one.
   */
  private welcome(frame: VideoFrame, pose: BodyPose): void {
    const now = frame.timeSeconds;
    const looks = appearanceOf(frame, pose.landmarks);
    const isAlone = this.live().length === 0;
    const lost = this.tracks.find(
      (track) =>
        !track.pose &&
        (track.mayReappearIn(pose.next, now)
          ? mayBe(track.identity, looks)
          : isAlone && isAlike(track.identity, looks)),
    );
    if (lost) return lost.see(pose, now);
    const robbed = this.live().find((track) => isRobbedBy(track, looks));
    const track = new Track(this.nextPerson++, pose, looks, now);
    this.tracks.push(track);
    if (!robbed) return;
    const { person } = track.identity;
    track.identity = robbed.identity;
    robbed.identity = { person, appearance: robbed.looks.slice() };
  }

  private around(frame: VideoFrame, region: Region, margin: number): Promise<Detection[]> {
    return this.detector.detect(frame, { ...region, size: region.size * margin, rotation: 0 });
  }

  private drop(track: Track): void {
    this.tracks = this.tracks.filter((other) => other !== track);
  }
}

/** Whether a region is, more or less, one where somebody is already. */
function isCoveredBy(region: Region, other: Region): boolean {
  return distance(region, other) < 0.15 * other.size && region.size < 1.5 * other.size;
}

/** Who is who, after people have crossed: told by what they wear. */
import type { VideoFrame } from '../frame.ts';
import { appearanceDistance, appearanceOf, blendAppearance, type Appearance } from './appearance.ts';
import { coveredPart } from './body.ts';
import type { BodyPose } from './landmarker.ts';
import type { Track } from './track.ts';

/** A person as known for long. Tracks exchange identities; landmarks stay where they are. */
export interface Identity {
  readonly person: number;
  readonly appearance: Appearance;
}

/** How much better (mean difference of colours, of 255) another identity must fit before it is given. */
const CLEARLY_BETTER = 8;
/** Appearances nearer than the first are the same, than the second can be; farther than the third they cannot. */
const SAME = 6;
const ALIKE = 12;
const UNLIKE = 25;
/** Time over which what a person wears is learnt, and over which it is looked at before it is judged, seconds. */
const LEARNING_SECONDS = 1;
const LOOKING_SECONDS = 0.3;
/** People whose outlines overlap by less than this part show their own clothes. */
const OVERLAP_MAX = 0.2;

/** Takes in what everybody wears in this frame, and gives identities back to whom they fit. */
export function identify(tracks: readonly Track[], frame: VideoFrame): void {
  const apart = tracks.filter((track) => track.pose && isApart(track.pose, tracks));
  for (const track of apart) learn(track, frame);
  for (const [i, a] of apart.entries()) {
    for (const b of apart.slice(i + 1)) if (areExchanged(a, b)) exchange(a, b);
    const lost = tracks.find((other) => !other.pose && fitsBetter(other.identity, a));
    if (lost) exchange(a, lost);
  }
}

/** Whether somebody who was lost and somebody who appears may be one person, as far as clothes tell. */
export function mayBe({ appearance }: Identity, looks: Appearance): boolean {
  return appearanceDistance(appearance, looks) < UNLIKE;
}

/** Whether clothes are so alike that place need not tell, as after a cut. */
export function isAlike({ appearance }: Identity, looks: Appearance): boolean {
  return appearanceDistance(appearance, looks) < ALIKE;
}

/** Whether what a track shows is somebody else, while `looks` is clearly the person the track is named after. */
export function isRobbedBy({ identity, looks }: Track, other: Appearance): boolean {
  const fit = appearanceDistance(identity.appearance, other);
  return fit < ALIKE && fit + CLEARLY_BETTER < appearanceDistance(identity.appearance, looks);
}

/** How badly what a pose shows fits the track's person. */
export function strangeness({ identity }: Track, frame: VideoFrame, pose: BodyPose): number {
  return appearanceDistance(identity.appearance, appearanceOf(frame, pose.landmarks));
}

function isApart(pose: BodyPose, tracks: readonly Track[]): boolean {
  return tracks.every(
    (other) =>
      !other.pose ||
      other.pose === pose ||
      Math.max(coveredPart(pose, other.pose), coveredPart(other.pose, pose)) < OVERLAP_MAX,
  );
}

function learn(track: Track, frame: VideoFrame): void {
  const { identity, looks, pose } = track;
  const elapsed = frame.timeSeconds - track.learntAt;
  track.learntAt = frame.timeSeconds;
  track.apartRegion = track.region;
  blendAppearance(looks, appearanceOf(frame, pose!.landmarks), 1 - Math.exp(-elapsed / LOOKING_SECONDS));
  if (appearanceDistance(identity.appearance, looks) < SAME) {
    blendAppearance(identity.appearance, looks, 1 - Math.exp(-elapsed / LEARNING_SECONDS));
  }
}

function areExchanged(a: Track, b: Track): boolean {
  const asNamed = misfit(a.identity, a) + misfit(b.identity, b);
  return misfit(a.identity, b) + misfit(b.identity, a) + 2 * CLEARLY_BETTER < asNamed;
}

function fitsBetter(identity: Identity, track: Track): boolean {
  const other = misfit(identity, track);
  return other < ALIKE && other + CLEARLY_BETTER < misfit(track.identity, track);
}

function misfit({ appearance }: Identity, { looks }: Track): number {
  return appearanceDistance(appearance, looks);
}

function exchange(a: Track, b: Track): void {
  const { identity } = a;
  a.identity = b.identity;
  b.identity = identity;
}

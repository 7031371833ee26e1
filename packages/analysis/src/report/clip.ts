/** The parts of a report that tell what was given and seen, before any shot. */
import type { Report, Tracks } from '@shotform/contracts';
import { landmark, type Landmark } from '../model.ts';
import { LANDMARK_STRIDE } from '../signals/layout.ts';

/**
 * `durationSeconds` is the span of the presentation times, first to last. `fps` is the pictures a second that this span
 * holds: one fewer than the frames, for the last one's own length is not in it; `null` of fewer than two moments.
 */
export function describeVideo({ video }: Tracks): Report['video'] {
  const { width, height, frames, timesSeconds } = video;
  const span = (timesSeconds.at(-1) ?? 0) - (timesSeconds[0] ?? 0);
  return { width, height, fps: span > 0 ? (frames - 1) / span : null, frames, durationSeconds: span };
}

/** The far side of somebody seen from the side is hidden: one side is enough. */
const sides: readonly (readonly Landmark[])[] = [
  [landmark.leftShoulder, landmark.leftHip, landmark.leftKnee, landmark.leftAnkle],
  [landmark.rightShoulder, landmark.rightHip, landmark.rightKnee, landmark.rightAnkle],
];
const USABLE_VISIBILITY = 0.5;

/** A pose can be used where shoulder, hip, knee and ankle of one side of somebody are seen (visibility x presence >= 0.5). */
export function describePose(tracks: Tracks): Report['pose'] {
  const usable = tracks.frames.filter((frame) => frame.pose.some(({ landmarks }) => isUsable(landmarks))).length;
  return {
    model: tracks.models.find(({ name }) => /pose/i.test(name) && !/detect/i.test(name))?.name ?? 'unknown',
    usableFrameRate: tracks.frames.length > 0 ? usable / tracks.frames.length : 0,
  };
}

function isUsable(landmarks: ArrayLike<number>): boolean {
  const isSeen = (joint: Landmark) => {
    const at = joint * LANDMARK_STRIDE;
    return landmarks[at + 3]! * landmarks[at + 4]! >= USABLE_VISIBILITY;
  };
  return sides.some((joints) => joints.every(isSeen));
}

/** The rim in the frame where it was seen best. */
export function bestRim({ frames }: Tracks): Report['rim'] {
  let best: Report['rim'] = null;
  frames.forEach(({ rim }, frame) => {
    if (rim && rim.confidence > (best?.confidence ?? 0)) best = { ...rim, frame };
  });
  return best;
}

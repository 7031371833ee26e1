import type { TrackFrame, Tracks } from '@shotform/contracts';
import { LANDMARK_STRIDE, LANDMARKS } from './layout.ts';

/** Two pictures whose landmarks all differ by less than this part of the body's height are the same picture. */
const SAME_PICTURE = 5e-4;

/**
 * For each frame, whether it shows a new picture. Screen recordings and converted clips repeat pictures: media time goes
 * on and nothing moves, which would look like a stop to anything that differentiates.
 */
export function newPictures(tracks: Tracks): boolean[] {
  return tracks.frames.map((frame, i) => i === 0 || !samePicture(tracks.frames[i - 1]!, frame));
}

function samePicture(before: TrackFrame, after: TrackFrame): boolean {
  if (before.pose.length !== after.pose.length || before.ball.length !== after.ball.length) return false;
  if (before.pose.length === 0 && before.ball.length === 0) return false;
  const ballsStill = before.ball.every((ball, k) => {
    const other = after.ball[k]!;
    return Math.hypot(ball.x - other.x, ball.y - other.y) < ball.diameter * 0.005;
  });
  return ballsStill && before.pose.every((pose, k) => samePose(pose.landmarks, after.pose[k]!.landmarks));
}

function samePose(before: ArrayLike<number>, after: ArrayLike<number>): boolean {
  let top = Infinity;
  let bottom = -Infinity;
  let largest = 0;
  for (let k = 0; k < LANDMARKS; k++) {
    const at = k * LANDMARK_STRIDE;
    top = Math.min(top, before[at + 1]!);
    bottom = Math.max(bottom, before[at + 1]!);
    largest = Math.max(largest, Math.hypot(after[at]! - before[at]!, after[at + 1]! - before[at + 1]!));
  }
  return largest < SAME_PICTURE * (bottom - top);
}

import type { BallCandidate, PersonPose, TrackFrame, Tracks } from '@shotform/contracts';
import { LANDMARK_STRIDE, LANDMARKS } from './layout.ts';
import { median } from './statistics.ts';

/** Landmarks of one picture seen twice differ by less than this part of the body's height: compression, and the model. */
const SAME_POSE = 0.025;
const EXACT_POSE = 5e-4;
/** Candidates of one picture seen twice differ by less than this part of their diameter. */
const SAME_BALL = 0.02;
/** So many candidates must be the same: one or two may stand still while the picture moves. */
const FEWEST_BALLS = 3;
/** The most believed candidates of a frame; those at the threshold come and go. */
const MOST_BALLS = 4;

/**
 * For each frame, whether it shows a new picture. Screen recordings and converted clips repeat pictures: media time goes
 * on and nothing moves, which would look like a stop to anything that differentiates. Told by everybody's landmarks
 * together with all that looks like a ball, moving or not.
 */
export function newPictures(tracks: Tracks): boolean[] {
  return tracks.frames.map((frame, i) => i === 0 || !samePicture(tracks.frames[i - 1]!, frame));
}

function samePicture(before: TrackFrame, after: TrackFrame): boolean {
  const balls = sameBalls(before.ball, after.ball);
  if (balls === false) return false;
  const pairs = after.pose.flatMap((pose) => {
    const other = before.pose.find((p) => p.person === pose.person);
    return other ? [poseChanges(other, pose)] : [];
  });
  if (balls === 'many') return pairs.every((changes) => median(changes) < SAME_POSE);
  return pairs.length > 0 && pairs.every((changes) => Math.max(...changes) < EXACT_POSE);
}

/** Whether the candidates are the same, and whether they are so many that this alone tells a lot. */
function sameBalls(before: readonly BallCandidate[], after: readonly BallCandidate[]): false | 'few' | 'many' {
  const top = [...after].sort((a, b) => b.confidence - a.confidence).slice(0, MOST_BALLS);
  const isKnown = (ball: BallCandidate) =>
    before.some((b) => Math.hypot(b.x - ball.x, b.y - ball.y) < Math.max(0.5, SAME_BALL * ball.diameter));
  const known = top.filter(isKnown);
  if (known.length >= FEWEST_BALLS && known[0] === top[0]) return 'many';
  return known.length === top.length && before.length === after.length ? 'few' : false;
}

/** How far each of a person's landmarks moved, as a part of the body's height. */
function poseChanges({ landmarks: before }: PersonPose, { landmarks: after }: PersonPose): number[] {
  const heights = Array.from({ length: LANDMARKS }, (_, k) => before[k * LANDMARK_STRIDE + 1]!);
  const height = Math.max(...heights) - Math.min(...heights);
  return heights.map((y, k) => {
    const at = k * LANDMARK_STRIDE;
    return Math.hypot(after[at]! - before[at]!, after[at + 1]! - y) / height;
  });
}

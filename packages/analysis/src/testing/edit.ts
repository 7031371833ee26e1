/** What happens to clips before they are analysed: cuts, other speeds, other orders. For tests. */
import type { BallCandidate, Tracks } from '@shotform/contracts';
import { LANDMARK_STRIDE, LANDMARKS, WORLD_STRIDE } from '../signals/layout.ts';

/** The frames with these numbers, one after another at the clip's own rate. */
export function reordered(tracks: Tracks, frames: readonly number[]): Tracks {
  const [first = 0, second = first + 1 / 30] = tracks.video.timesSeconds;
  const { transforms } = tracks.camera;
  return {
    ...tracks,
    frames: frames.map((i) => tracks.frames[i]!),
    video: { ...tracks.video, frames: frames.length, timesSeconds: frames.map((_, k) => k * (second - first)) },
    camera: { ...tracks.camera, transforms: transforms && frames.map((i) => transforms[i]!) },
  };
}

export function atSpeed(tracks: Tracks, speed: number): Tracks {
  const timesSeconds = tracks.video.timesSeconds.map((t) => t / speed);
  return { ...tracks, video: { ...tracks.video, timesSeconds } };
}

/** Every picture shown `times` times in the time of one. */
export function repeated(tracks: Tracks, times: number): Tracks {
  const [first = 0, second = first + 1 / 30] = tracks.video.timesSeconds;
  const frames = tracks.frames.flatMap((frame) => Array.from({ length: times }, () => frame));
  const timesSeconds = tracks.video.timesSeconds.flatMap((t) =>
    Array.from({ length: times }, (_, k) => t + (k * (second - first)) / times),
  );
  return { ...tracks, frames, video: { ...tracks.video, frames: frames.length, timesSeconds } };
}

/** Other candidates in each frame. */
export function withBalls(tracks: Tracks, ballsOf: (frame: number, seen: BallCandidate[]) => BallCandidate[]): Tracks {
  return { ...tracks, frames: tracks.frames.map((frame, i) => ({ ...frame, ball: ballsOf(i, frame.ball) })) };
}

/** The clip as a mirror shows it: x runs the other way, and each landmark is its other side's. */
export function mirrored(tracks: Tracks): Tracks {
  const edge = tracks.video.width - 1;
  const swap = (values: ArrayLike<number>, stride: number, mirror: (x: number) => number) =>
    Array.from({ length: LANDMARKS * stride }, (_, k) => {
      const [which, axis] = [Math.floor(k / stride), k % stride];
      const value = values[otherSide(which) * stride + axis]!;
      return axis === 0 ? mirror(value) : value;
    });
  return {
    ...tracks,
    frames: tracks.frames.map((frame) => ({
      ...frame,
      pose: frame.pose.map((pose) => ({
        ...pose,
        landmarks: swap(pose.landmarks, LANDMARK_STRIDE, (x) => edge - x),
        world: swap(pose.world, WORLD_STRIDE, (x) => -x),
      })),
      ball: frame.ball.map((ball) => ({ ...ball, x: edge - ball.x })),
      rim: frame.rim && { ...frame.rim, x: edge - frame.rim.x, angleDegrees: -frame.rim.angleDegrees },
    })),
    camera: {
      ...tracks.camera,
      transforms: tracks.camera.transforms?.map((t) => t && mirroredTransform(t, edge)) ?? null,
    },
  };
}

/** The same affine motion between two pictures that are both seen in a mirror. */
function mirroredTransform(transform: readonly number[], edge: number): number[] {
  const [a, b, c, d, e, f] = transform as [number, number, number, number, number, number];
  return [a, -b, -c, d, edge - a * edge - e, f + b * edge];
}

/** Eyes are numbered 1-3 and 4-6, everything from the ears on left, right, left, right. */
function otherSide(which: number): number {
  if (which === 0) return 0;
  if (which <= 6) return which <= 3 ? which + 3 : which - 3;
  return which % 2 === 1 ? which + 1 : which - 1;
}

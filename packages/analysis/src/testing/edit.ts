/** What happens to clips before they are analysed: cuts, other speeds, other orders. For tests. */
import type { BallCandidate, Tracks } from '@shotform/contracts';
import { landmark } from '../model.ts';
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

/** Lengths of a dancer's arm in trunk lengths, and metres of a trunk. */
const UPPER_ARM = 0.55;
const FOREARM = 0.5;
const TRUNK = 0.5;

/** The first person, seen from in front, throws both arms up and out as `elbowAt` (interior angle, degrees) says. */
export function dancing(tracks: Tracks, elbowAt: (time: number) => number): Tracks {
  return {
    ...tracks,
    frames: tracks.frames.map((frame, i) => {
      const elbow = elbowAt(tracks.video.timesSeconds[i]!);
      const pose = frame.pose.map((p) => (p.person === 0 ? withArms(p, elbow) : p));
      return { ...frame, pose, ball: [] };
    }),
  };
}

type Pose = Tracks['frames'][number]['pose'][number];

function withArms(pose: Pose, elbow: number): Pose {
  const [landmarks, world] = [Array.from(pose.landmarks), Array.from(pose.world)];
  const place = (which: number) => ({
    x: landmarks[which * LANDMARK_STRIDE]!,
    y: landmarks[which * LANDMARK_STRIDE + 1]!,
  });
  const [left, right, hip] = [place(landmark.leftShoulder), place(landmark.rightShoulder), place(landmark.leftHip)];
  const trunk = Math.hypot(left.x - hip.x, left.y - hip.y);
  for (const [first, sign] of [
    [landmark.leftShoulder, Math.sign(left.x - right.x)],
    [landmark.rightShoulder, Math.sign(right.x - left.x)],
  ] as const) {
    // From the vertical outwards: the upper arm, and the forearm turned from it towards the head.
    const [upper, fore] = [60, 60 - (180 - elbow)].map((degrees) => (degrees * Math.PI) / 180) as [number, number];
    const bend = [sign * UPPER_ARM * Math.sin(upper), -UPPER_ARM * Math.cos(upper)] as const;
    const hand = [bend[0] + sign * FOREARM * Math.sin(fore), bend[1] - FOREARM * Math.cos(fore)] as const;
    for (let which = first + 2; which <= landmark.rightThumb; which += 2) {
      const [dx, dy] = which === first + 2 ? bend : hand;
      for (const [values, stride, unit] of [
        [landmarks, LANDMARK_STRIDE, trunk],
        [world, WORLD_STRIDE, TRUNK],
      ] as const) {
        values[which * stride] = values[first * stride]! + unit * dx;
        values[which * stride + 1] = values[first * stride + 1]! + unit * dy;
        if (stride === WORLD_STRIDE) values[which * stride + 2] = values[first * stride + 2]!;
      }
    }
  }
  return { ...pose, landmarks, world };
}

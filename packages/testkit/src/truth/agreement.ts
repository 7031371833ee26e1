/** How well what vision found agrees with the truth. */
import type { PersonPose, Tracks } from '@shotform/contracts';
import { LANDMARK_STRIDE } from '@shotform/contracts';
import { landmark } from '../body/landmarks.ts';
import { angleAt, type Vec3 } from '../geometry/vec.ts';
import type { FrameTruth, Truth } from './truth.ts';

export interface PoseAgreement {
  /** The part of the frames in which the shooter was found, 0-1. */
  foundRate: number;
  /** Median distance of the visible shoulders, elbows, wrists, hips, knees and ankles, in lengths of the torso. */
  medianError: number;
  /** Mean size of the error of the shooting side's angles in the picture, degrees. */
  kneeError: number;
  hipError: number;
  elbowError: number;
}

const joints = [
  ...[landmark.leftShoulder, landmark.rightShoulder, landmark.leftElbow, landmark.rightElbow],
  ...[landmark.leftWrist, landmark.rightWrist, landmark.leftHip, landmark.rightHip],
  ...[landmark.leftKnee, landmark.rightKnee, landmark.leftAnkle, landmark.rightAnkle],
];

/** Compares the person nearest to the true hips, frame by frame. */
export function poseAgreement(tracks: Tracks, truth: Truth): PoseAgreement {
  const hand = truth.shots[0]?.hand ?? 'right';
  const of = (name: 'Shoulder' | 'Elbow' | 'Wrist' | 'Hip' | 'Knee' | 'Ankle') => landmark[`${hand}${name}`];
  const distances: number[] = [];
  const angles = { knee: [] as number[], hip: [] as number[], elbow: [] as number[] };
  let found = 0;
  truth.frames.forEach((frame, i) => {
    const pose = nearest(tracks.frames[i]?.pose ?? [], frame);
    if (!pose) return;
    found++;
    const size = torsoLength(frame);
    for (const joint of joints) {
      if (!frame.hidden[joint]) distances.push(apart(at(pose, joint), frame.landmarks[joint]!) / size);
    }
    const error = (a: number, b: number, c: number) =>
      Math.abs(
        angleAt(at(pose, a), at(pose, b), at(pose, c)) -
          angleAt(flat(frame.landmarks[a]!), flat(frame.landmarks[b]!), flat(frame.landmarks[c]!)),
      );
    angles.knee.push(error(of('Hip'), of('Knee'), of('Ankle')));
    angles.hip.push(error(of('Shoulder'), of('Hip'), of('Knee')));
    angles.elbow.push(error(of('Shoulder'), of('Elbow'), of('Wrist')));
  });
  return {
    foundRate: found / Math.max(1, truth.frames.length),
    medianError: median(distances),
    kneeError: mean(angles.knee),
    hipError: mean(angles.hip),
    elbowError: mean(angles.elbow),
  };
}

export interface BallAgreement {
  /** Of the balls in view and not hidden, the part with a candidate within half a diameter, 0-1. */
  recall: number;
  /** Median distance of those, px, and median relative error of their diameter. */
  medianError: number;
  medianSizeError: number;
  /** Candidates that are no ball, per frame. */
  falsePerFrame: number;
}

/** A ball hidden by more than this part may be missed. */
const HIDDEN = 0.3;

export function ballAgreement(tracks: Tracks, truth: Truth): BallAgreement {
  const distances: number[] = [];
  const sizes: number[] = [];
  let [seen, wrong] = [0, 0];
  truth.frames.forEach((frame, i) => {
    const candidates = tracks.frames[i]?.ball ?? [];
    wrong += candidates.filter((c) =>
      frame.balls.every((b) => Math.hypot(b.x - c.x, b.y - c.y) > b.diameter / 2),
    ).length;
    for (const ball of frame.balls) {
      if (!ball.inView || ball.hiddenPart > HIDDEN) continue;
      seen++;
      const near = candidates
        .map((c) => ({ c, d: Math.hypot(ball.x - c.x, ball.y - c.y) }))
        .filter(({ d }) => d <= ball.diameter / 2)
        .sort((a, b) => a.d - b.d)[0];
      if (!near) continue;
      distances.push(near.d);
      sizes.push(Math.abs(near.c.diameter / ball.diameter - 1));
    }
  });
  return {
    recall: distances.length / Math.max(1, seen),
    medianError: median(distances),
    medianSizeError: median(sizes),
    falsePerFrame: wrong / Math.max(1, truth.frames.length),
  };
}

function nearest(people: readonly PersonPose[], frame: FrameTruth): PersonPose | null {
  const hips = middle(frame.landmarks[landmark.leftHip]!, frame.landmarks[landmark.rightHip]!);
  const far = (pose: PersonPose) => apart(middle(at(pose, landmark.leftHip), at(pose, landmark.rightHip)), hips);
  const best = [...people].sort((a, b) => far(a) - far(b))[0];
  return best && far(best) < torsoLength(frame) / 2 ? best : null;
}

/** Between the middles of shoulders and hips, px. */
function torsoLength({ landmarks }: FrameTruth): number {
  const shoulders = middle(landmarks[landmark.leftShoulder]!, landmarks[landmark.rightShoulder]!);
  return apart(shoulders, middle(landmarks[landmark.leftHip]!, landmarks[landmark.rightHip]!));
}

const at = ({ landmarks }: PersonPose, i: number): Vec3 => [
  landmarks[LANDMARK_STRIDE * i]!,
  landmarks[LANDMARK_STRIDE * i + 1]!,
  0,
];
const flat = (p: Vec3): Vec3 => [p[0], p[1], 0];
const middle = (a: Vec3, b: Vec3): Vec3 => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, 0];
const apart = (a: Vec3, b: Vec3): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

import type { EventName, Moment } from '@shotform/contracts';
import { landmark, type Body, type Hand, type Landmark, type ShotDraft } from '../model.ts';
import type { Steady } from '../signals/camera.ts';
import { otherHand } from '../signals/joints.ts';
import { indexBefore } from '../signals/spline.ts';
import type { Located } from './estimate.ts';

type Whose = 'shooting' | 'off' | 'near';

/** Joints by their part in the shot, so that no definition knows a left or a right. `near`: on the camera's side. */
const roles = {
  nose: ['shooting', landmark.nose, landmark.nose],
  shoulder: ['shooting', landmark.leftShoulder, landmark.rightShoulder],
  elbow: ['shooting', landmark.leftElbow, landmark.rightElbow],
  wrist: ['shooting', landmark.leftWrist, landmark.rightWrist],
  pinky: ['shooting', landmark.leftPinky, landmark.rightPinky],
  index: ['shooting', landmark.leftIndex, landmark.rightIndex],
  hip: ['shooting', landmark.leftHip, landmark.rightHip],
  ankle: ['shooting', landmark.leftAnkle, landmark.rightAnkle],
  toe: ['shooting', landmark.leftToe, landmark.rightToe],
  offShoulder: ['off', landmark.leftShoulder, landmark.rightShoulder],
  offWrist: ['off', landmark.leftWrist, landmark.rightWrist],
  offHip: ['off', landmark.leftHip, landmark.rightHip],
  offAnkle: ['off', landmark.leftAnkle, landmark.rightAnkle],
  offToe: ['off', landmark.leftToe, landmark.rightToe],
  nearShoulder: ['near', landmark.leftShoulder, landmark.rightShoulder],
  nearHip: ['near', landmark.leftHip, landmark.rightHip],
  nearKnee: ['near', landmark.leftKnee, landmark.rightKnee],
  nearAnkle: ['near', landmark.leftAnkle, landmark.rightAnkle],
  nearHeel: ['near', landmark.leftHeel, landmark.rightHeel],
  nearEye: ['near', landmark.leftEye, landmark.rightEye],
} as const satisfies Record<string, readonly [Whose, Landmark, Landmark]>;
export type Role = keyof typeof roles;

/**
 * One standard error of where the pose model puts a joint, in trunk lengths, the same in every frame. With it a knee's
 * angle is off by about 5 degrees, as against motion capture: 6.4 (Cosoli 2026, after its mean).
 */
export const MODEL_OFFSET = 0.04;
/** One standard error of the vertical, degrees: the roll is estimated, and unknown it is taken as none. */
export const VERTICAL_SD = 1;
export const UNKNOWN_VERTICAL_SD = 2.5;

interface Place {
  x: number;
  y: number;
}

/** What a definition may look at: one shot's body and moments, its joints by role. */
export interface ShotContext {
  draft: ShotDraft;
  body: Body;
  at(role: Role, timeSeconds: number): Located | null;
  visibility(role: Role, timeSeconds: number): number;
  /** The point of a time's picture where it lies in the view of frame 0, so that places of different times compare. */
  steady<P extends Place>(point: P, timeSeconds: number): P;
  /** Media seconds that so many seconds of real life take: more in slow motion. */
  media(realSeconds: number): number;
  /** The direction in which the shooter faces along the picture's x axis, as the yaw tells; 0 where it does not. */
  forward: -1 | 0 | 1;
  /** The direction along the picture's x axis from the trunk to the shooting side, as seen from the front or back. */
  outward: -1 | 0 | 1;
  /** Decoded frame nearest to a time. */
  frameAt(timeSeconds: number): number;
  moment(event: EventName): Moment | null;
}

/** @param steady undoes the camera's motion; without it the camera stands */
export function contextOf(draft: ShotDraft, steady?: Steady): ShotContext {
  const { body, hand, view } = draft;
  const yaw = view.yawDegrees;
  const shooter = hand === 'right' ? 1 : -1;
  const sides: Record<Whose, Hand> = {
    shooting: hand,
    off: otherHand(hand),
    near: view.shootingArm === 'far' ? otherHand(hand) : hand,
  };
  const landmarkOf = (role: Role): Landmark => {
    const [whose, left, right] = roles[role];
    return sides[whose] === 'left' ? left : right;
  };
  return {
    draft,
    body,
    at(role, time) {
      const point = body.at(landmarkOf(role), time);
      return point && { ...point, bias: MODEL_OFFSET * body.torso };
    },
    visibility: (role, time) => body.visibility(landmarkOf(role), time),
    steady: (point, time) => (steady ? { ...point, ...steady(time, point.x, point.y) } : point),
    media: (seconds) => seconds / draft.pace,
    // At +90 the camera sees the right side of somebody who faces the right of the picture.
    forward: yaw === null ? 0 : sign(Math.sin((yaw * Math.PI) / 180)),
    // Somebody who faces the camera has the right hand on the left of the picture.
    outward: yaw === null ? 0 : sign(-shooter * Math.cos((yaw * Math.PI) / 180)),
    frameAt: (time) => body.first + nearestIndex(body.times, time),
    moment: (event) => draft.events[event],
  };
}

function sign(value: number): -1 | 0 | 1 {
  return value > 0 ? 1 : value < 0 ? -1 : 0;
}

function nearestIndex(times: Float64Array, time: number): number {
  const before = indexBefore(times, time);
  const next = times[before + 1] ?? Infinity;
  return next - time < time - (times[before] ?? 0) ? before + 1 : before;
}

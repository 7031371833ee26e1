/**
 * What the steps of the analysis hand to each other: Tracks -> bodies -> shots with events -> metrics -> scores.
 * Times are seconds of media time, angles degrees, image positions px of the displayed frame.
 */
import type { Events, Flight, Outcome, Shot, View } from '@shotform/contracts';

export type Hand = 'left' | 'right';

/** BlazePose's landmark numbers. */
export const landmark = {
  nose: 0,
  leftEyeInner: 1,
  leftEye: 2,
  leftEyeOuter: 3,
  rightEyeInner: 4,
  rightEye: 5,
  rightEyeOuter: 6,
  leftEar: 7,
  rightEar: 8,
  mouthLeft: 9,
  mouthRight: 10,
  leftShoulder: 11,
  rightShoulder: 12,
  leftElbow: 13,
  rightElbow: 14,
  leftWrist: 15,
  rightWrist: 16,
  leftPinky: 17,
  rightPinky: 18,
  leftIndex: 19,
  rightIndex: 20,
  leftThumb: 21,
  rightThumb: 22,
  leftHip: 23,
  rightHip: 24,
  leftKnee: 25,
  rightKnee: 26,
  leftAnkle: 27,
  rightAnkle: 28,
  leftHeel: 29,
  rightHeel: 30,
  leftToe: 31,
  rightToe: 32,
} as const;
export type Landmark = (typeof landmark)[keyof typeof landmark];

export interface Point {
  x: number;
  y: number;
  /** One standard error of each coordinate, same unit. */
  sd: number;
}
export interface Point3 extends Point {
  z: number;
}

/**
 * One person over an unbroken run of frames, smoothed without lag: trunk and legs at 6 Hz, arms at 12 Hz (or what the
 * frame rate carries), short gaps bridged. Repeated frames are left out of the fit.
 */
export interface Body {
  person: number;
  /** First and last frame of the run, inclusive. */
  first: number;
  last: number;
  /** Presentation times of frames first..last. */
  times: Float64Array;
  /** Median length of the trunk (mid-shoulder to mid-hip) in the image, px; the scale of the person. */
  torso: number;
  /** New pictures per second in the run: repeated frames do not count. */
  effectiveFps: number;
  /** Smoothed image position at any time in the run; `null` where the landmark was not seen within 0.1 s of it. */
  at(which: Landmark, timeSeconds: number): Point | null;
  /** Smoothed position in metres (BlazePose's world frame: origin between the hips, axes as the image's, z away). */
  worldAt(which: Landmark, timeSeconds: number): Point3 | null;
  /** The model's visibility x presence about that time, 0-1; 0 outside the run. */
  visibility(which: Landmark, timeSeconds: number): number;
}

/** Metres per pixel at the shooter's depth. */
export interface Scale {
  metresPerPixel: number;
  /** One standard error over the value. */
  relativeError: number;
  source: 'gravity' | 'ball' | 'rim' | 'stature';
}

/** A shot that was found, with its moments, before anything about its form is measured. */
export interface ShotDraft {
  body: Body;
  hand: Hand;
  handConfidence: number;
  /** Belief that it is a shot at all, 0-1. */
  confidence: number;
  view: View;
  release: Shot['release'];
  events: Events;
  flight: Flight;
  outcome: Outcome;
  /** The shooter's scale in the image; `null` where nothing tells it. */
  scale: Scale | null;
  /** How fast the footage runs: 1 as it happened, 0.5 at half speed. Times above are media time. */
  pace: number;
}

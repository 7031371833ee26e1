/** Plain measures of a pose, of a detection, and between two of them. */
import { LANDMARK_STRIDE, LANDMARK_COUNT } from './landmarker.ts';
import type { BodyPose } from './landmarker.ts';
import type { Detection } from './detector.ts';
import { bodyRegion } from './region.ts';
import type { Region } from './picture.ts';

export interface Point {
  x: number;
  y: number;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const SHOULDERS = [11, 12] as const;
const HIPS = [23, 24] as const;

export function hipCentre(pose: BodyPose): Point {
  return middle(pose.landmarks, HIPS);
}

/** From the middle of the hips to the middle of the shoulders, px. */
export function torsoLength(pose: BodyPose): number {
  return distance(hipCentre(pose), middle(pose.landmarks, SHOULDERS));
}

function middle(landmarks: Float32Array, [a, b]: readonly [number, number]): Point {
  const at = (i: number, axis: number): number => landmarks[i * LANDMARK_STRIDE + axis]!;
  return { x: (at(a, 0) + at(b, 0)) / 2, y: (at(a, 1) + at(b, 1)) / 2 };
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Mean distance between the same landmarks of two poses, px. */
export function poseDistance(a: BodyPose, b: BodyPose): number {
  let sum = 0;
  for (let i = 0; i < LANDMARK_COUNT * LANDMARK_STRIDE; i += LANDMARK_STRIDE) {
    sum += Math.hypot(a.landmarks[i]! - b.landmarks[i]!, a.landmarks[i + 1]! - b.landmarks[i + 1]!);
  }
  return sum / LANDMARK_COUNT;
}

/** The part of a pose's bounding box that lies within another's, 0-1. */
export function coveredPart(pose: BodyPose, by: BodyPose): number {
  const inner = boundingBox(pose);
  const outer = boundingBox(by);
  const width = Math.min(inner.right, outer.right) - Math.max(inner.left, outer.left);
  const height = Math.min(inner.bottom, outer.bottom) - Math.max(inner.top, outer.top);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / ((inner.right - inner.left) * (inner.bottom - inner.top));
}

/** Around all landmarks. */
export function boundingBox({ landmarks }: BodyPose): Box {
  const box: Box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (let i = 0; i < LANDMARK_COUNT * LANDMARK_STRIDE; i += LANDMARK_STRIDE) {
    box.left = Math.min(box.left, landmarks[i]!);
    box.right = Math.max(box.right, landmarks[i]!);
    box.top = Math.min(box.top, landmarks[i + 1]!);
    box.bottom = Math.max(box.bottom, landmarks[i + 1]!);
  }
  return box;
}

/** The landmark model's square for a detection. */
export function detectedRegion({ keypoints }: Detection): Region {
  return bodyRegion(keypoints[0]!, keypoints[1]!, keypoints[2]!, keypoints[3]!);
}

export function detectedHips({ keypoints }: Detection): Point {
  return { x: keypoints[0]!, y: keypoints[1]! };
}

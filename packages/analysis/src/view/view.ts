import type { View } from '@shotform/contracts';
import { landmark, type Body, type Hand } from '../model.ts';
import { yawOf } from './yaw.ts';
import type { Steady } from '../signals/camera.ts';

/** Under this angle between the sight line and the body's sagittal plane neither arm is nearer, degrees. */
const LEVEL = 20;
const SAMPLES = 15;
/** A camera is still if a place in the picture stays within this many trunk lengths. */
const STILL_CAMERA = 0.15;
/** Seconds about the span in which it must be. */
const BEFORE_AND_AFTER = 0.7;

/** Of a camera whose lean and pitch nothing tells. */
export const unknownTilt = {
  rollDegrees: null,
  rollUncertaintyDegrees: null,
  pitchDegrees: null,
  pitchUncertaintyDegrees: null,
} as const;

/**
 * Where the shooter faces between two times, as a signed yaw, and what follows from it for the shooting arm. The camera's
 * roll and pitch are for the ball's fall to say: a ring's ellipse is too narrow, and leans by itself off the picture's middle.
 */
export function viewOf(steady: Steady, body: Body, hand: Hand, from: number, to: number): View {
  const yaw = yawOf(body, from, to);
  return {
    yawDegrees: yaw?.degrees ?? null,
    uncertaintyDegrees: yaw?.sd ?? null,
    shootingArm: yaw && nearness(yaw.degrees, hand),
    ...unknownTilt,
    camera: movesDuring(steady, body, from - BEFORE_AND_AFTER, to + BEFORE_AND_AFTER) ? 'moving' : 'still',
    ...(yaw ? {} : { reason: 'landmarks_unreliable' as const }),
  };
}

/** Whether the camera moves so much about a shot that what the body does in the picture is not what it does. */
function movesDuring(steady: Steady, body: Body, from: number, to: number): boolean {
  const start = Math.max(from, body.times[0]!);
  const end = Math.min(to, body.times.at(-1)!);
  const hips = body.at(landmark.leftHip, (start + end) / 2);
  if (!hips) return false;
  const places = Array.from({ length: SAMPLES }, (_, k) =>
    steady(start + ((end - start) * k) / (SAMPLES - 1), hips.x, hips.y),
  );
  const spread = (values: number[]) => Math.max(...values) - Math.min(...values);
  return Math.hypot(spread(places.map((p) => p.x)), spread(places.map((p) => p.y))) > STILL_CAMERA * body.torso;
}

function nearness(yawDegrees: number, hand: Hand): View['shootingArm'] {
  const rightSideShown = Math.sin((yawDegrees * Math.PI) / 180);
  if (Math.abs(rightSideShown) < Math.sin((LEVEL * Math.PI) / 180)) return 'level';
  return rightSideShown > 0 === (hand === 'right') ? 'near' : 'far';
}

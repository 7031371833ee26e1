/** How hands lie on a ball. */
import { clamp } from '../geometry/curve.ts';
import {
  add,
  along,
  degrees,
  distance,
  dot,
  norm,
  perpendicular,
  radians,
  scale,
  sub,
  unit,
  type Vec3,
} from '../geometry/vec.ts';
import { AT_FINGERTIPS, IN_HAND } from './shot-arm.ts';

/** Half the thickness of a hand, m. */
const HAND_THICKNESS = 0.013;

/** The palm lies against the ball in the hand, the fingertips as it leaves: how far from the wrist it touches, m. */
const touchAt = (toSurface: number): number =>
  0.09 + 0.08 * clamp((toSurface - IN_HAND) / (AT_FINGERTIPS - IN_HAND), 0, 1);

export interface HandOnBall {
  fingers: Vec3;
  palm: Vec3;
}

/**
 * Which way a hand points whose wrist is at `wrist` and which touches the ball at `ball`, its fingers going round the
 * ball towards `around`.
 */
export function handOnBall(wrist: Vec3, ball: Vec3, radius: number, around: Vec3): HandOnBall {
  const out = sub(ball, wrist);
  const far = norm(out);
  const axis = unit(out);
  const touch = touchAt(far - radius);
  const room = radius + HAND_THICKNESS;
  const c = clamp((far * far + touch * touch - room * room) / (2 * far * touch), -1, 1);
  const side = perpendicular(around, axis);
  const fingers = along(scale(axis, c), side, Math.sqrt(1 - c * c));
  return { fingers, palm: perpendicular(axis, fingers) };
}

/** A hand turned in the plane it would wave in: `pitch` 90 points up, 0 ahead; its palm looks ahead and down. */
export function wavingHand(forward: Vec3, pitch: number): HandOnBall {
  const [c, s] = [Math.cos(radians(pitch)), Math.sin(radians(pitch))];
  const up: Vec3 = [0, 0, 1];
  return { fingers: along(scale(forward, c), up, s), palm: along(scale(forward, s), up, -c) };
}

/** The `pitch` of a hand in that plane, degrees. */
export const pitchOf = (fingers: Vec3, forward: Vec3): number => degrees(Math.atan2(fingers[2], dot(fingers, forward)));

/** Between a ball's surface and the nearest part of a hand, m; 0 or less where they touch. */
export function gapTo(ball: Vec3, radius: number, wrist: Vec3, fingers: Vec3, handLength: number): number {
  const along01 = clamp(dot(sub(ball, wrist), fingers) / handLength, 0, 1);
  const nearest = add(wrist, scale(fingers, along01 * handLength));
  return distance(ball, nearest) - radius - HAND_THICKNESS;
}

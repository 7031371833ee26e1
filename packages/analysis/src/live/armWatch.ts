import type { PersonPose } from '@shotform/contracts';
import { landmark, type Hand, type Landmark } from '../model.ts';
import { hands, interiorAngle, side } from '../signals/joints.ts';
import { LANDMARK_STRIDE, WORLD_STRIDE } from '../signals/layout.ts';

/** An arm that is at least so straight, degrees, with its wrist above the shoulder, may be in a follow-through. */
const STRAIGHT = 130;
/** It is in one no longer when it bends by so much more, degrees: raw angles are noisy. */
const SLACK = 5;

/** Where and how an arm is, in one frame. */
interface Arm {
  isAboveEyes: boolean;
  elbowDegrees: number;
}

/**
 * Watches raw poses, frame by frame, for arms that come down or bend after they were raised and straight: the end of
 * every follow-through, and of a few other things. It is much cheaper than the analysis, which it calls for.
 */
export class ArmWatch {
  #straight = new Set<Hand>();

  /**
   * @param pose the person watched, in the next frame; `null` where nobody is seen, which ends a follow-through, too
   * @returns whether an arm that was up and straight is so no longer
   */
  next(pose: PersonPose | null): boolean {
    const before = this.#straight;
    this.#straight = new Set(pose ? hands.filter((hand) => holds(armOf(pose, hand), before.has(hand))) : []);
    return [...before].some((hand) => !this.#straight.has(hand));
  }

  /** Whether an arm is up and straight now. */
  get isHolding(): boolean {
    return this.#straight.size > 0;
  }
}

function holds({ isAboveEyes, elbowDegrees }: Arm, didHold: boolean): boolean {
  return isAboveEyes && elbowDegrees > (didHold ? STRAIGHT - SLACK : STRAIGHT);
}

function armOf(pose: PersonPose, hand: Hand): Arm {
  const { shoulder, elbow, wrist } = side[hand];
  const y = (which: Landmark) => pose.landmarks[which * LANDMARK_STRIDE + 1]!;
  const angleIn = (numbers: ArrayLike<number>, stride: number, axes: number) => {
    const at = (which: Landmark) => Array.from({ length: axes }, (_, axis) => numbers[which * stride + axis]!);
    return interiorAngle(at(shoulder), at(elbow), at(wrist));
  };
  return {
    isAboveEyes: y(wrist) < (y(landmark.leftEye) + y(landmark.rightEye)) / 2,
    // Each reading is too small from some views, and neither is too large by much.
    elbowDegrees: Math.max(angleIn(pose.landmarks, LANDMARK_STRIDE, 2), angleIn(pose.world, WORLD_STRIDE, 3)),
  };
}

/**
 * Lengths of a body, metres. Legs and trunk as fractions of stature from Drillis and Contini (1966, in Winter,
 * Biomechanics and Motor Control of Human Movement); arms and hands, between joint centres, from de Leva (1996): an arm
 * measured from the top of the shoulder is longer. The widths between joints are less than the outer breadths in the former.
 */
export interface Skeleton {
  stature: number;
  upperArm: number;
  forearm: number;
  /** Wrist to knuckles, and to the fingertips. */
  palm: number;
  hand: number;
  thigh: number;
  shank: number;
  /** Ankle above the sole. */
  ankleHeight: number;
  /** From below the ankle back to the heel, and forward to the tip of the big toe. */
  heelBack: number;
  toeAhead: number;
  /** Between the hips' middle and the shoulders' middle. */
  trunk: number;
  /** From the middle to one joint. */
  shoulderHalf: number;
  hipHalf: number;
  /** Shoulders' middle to the head's centre. */
  neck: number;
  /** Half the head's height, width and depth. */
  headHalf: { height: number; width: number; depth: number };
}

export function skeleton(stature: number): Skeleton {
  return {
    stature,
    upperArm: 0.162 * stature,
    forearm: 0.1545 * stature,
    palm: 0.052 * stature,
    hand: 0.103 * stature,
    thigh: 0.239 * stature,
    shank: 0.243 * stature,
    ankleHeight: 0.05 * stature,
    heelBack: 0.036 * stature,
    toeAhead: 0.106 * stature,
    trunk: 0.284 * stature,
    shoulderHalf: 0.096 * stature,
    hipHalf: 0.056 * stature,
    neck: 0.114 * stature,
    headHalf: { height: 0.065 * stature, width: 0.042 * stature, depth: 0.053 * stature },
  };
}

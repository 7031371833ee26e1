/** How somebody who stays on the spot holds themselves, over time. */
import { stepCurveAt, type StepCurve } from '../geometry/curve.ts';
import { wander, type Random } from '../geometry/random.ts';
import { along, axes } from '../geometry/vec.ts';
import { pelvisHeightFor, poseTrunk, type FootPlace, type TrunkControls } from '../body/pose.ts';
import type { Skeleton } from '../body/skeleton.ts';
import type { Stance } from './stance.ts';

export interface Posture {
  /** The hips ahead of the ankles, m. */
  ahead: StepCurve;
  /** Hips and feet together ahead of the spot, m. */
  shift: StepCurve;
  /** Of the right knee while nothing else is told, degrees. */
  knee: StepCurve;
  /** Of the trunk, forward, degrees. */
  lean: StepCurve;
  /** + looks up, degrees. */
  headPitch: StepCurve;
}

export const RESTS = {
  standing: { knee: 169, lean: 3 },
  dribbling: { knee: 150, lean: 16 },
} as const;

export function restingPosture(rests: keyof typeof RESTS): Posture {
  const { knee, lean } = RESTS[rests];
  const still = (base: number): StepCurve => ({ base, steps: [] });
  return { ahead: still(0.01), shift: still(0), knee: still(knee), lean: still(lean), headPitch: still(-4) };
}

export interface Sway {
  x: (t: number) => number;
  y: (t: number) => number;
  lean: (t: number) => number;
  turn: (t: number) => number;
}

export const swayOf = (source: Random): Sway => ({
  x: wander(source, 0.006),
  y: wander(source, 0.005),
  lean: wander(source, 0.6),
  turn: wander(source, 0.8),
});

/** The trunk at `t`, its hips still on the floor: their height hangs on the legs. `lookAt` is where the head turns, degrees. */
export function trunkOn(stance: Stance, posture: Posture, sway: Sway, lookAt: number, t: number): TrunkControls {
  const level = axes(stance.facing);
  const x = stepCurveAt(posture.ahead, t) + stepCurveAt(posture.shift, t) + sway.x(t);
  return {
    pelvis: along(along([stance.at.x, stance.at.y, 0], level.forward, x), level.left, sway.y(t)),
    facing: stance.facing,
    lean: stepCurveAt(posture.lean, t) + sway.lean(t),
    twist: sway.turn(t),
    headPitch: stepCurveAt(posture.headPitch, t),
    headTurn: lookAt - stance.facing + sway.turn(t + 3),
  };
}

/** Height of the hips' middle at which the right knee has the angle `knee`, its foot as told. */
export function hipsHeight(s: Skeleton, knee: number, trunk: TrunkControls, rightFoot: FootPlace): number {
  const [x, y] = poseTrunk(s, trunk).hip.right;
  return pelvisHeightFor(s, knee, rightFoot, { x, y });
}

export const atHeight = (trunk: TrunkControls, height: number): TrunkControls => ({
  ...trunk,
  pelvis: [trunk.pelvis[0], trunk.pelvis[1], height],
});

/** The shoulder girdle: collarbone and shoulder blade carry the joint along when the arm is raised or held out. */
import { ramp } from '../geometry/curve.ts';
import { add, fromAxes, sub, toAxes, type Vec3 } from '../geometry/vec.ts';
import type { Trunk } from './pose.ts';
import { signOf, type Side } from './side.ts';
import type { Skeleton } from './skeleton.ts';

/** How far the joint goes with the hand: up and towards the middle under a raised one, forward with one held out; parts of stature. */
const RISE = 0.028;
const INWARD = 0.01;
const FORWARD = 0.018;
/** It goes while the wrist is between these heights above it, and ways ahead of it, in lengths of the arm. */
const RISES = { from: -0.4, to: 1.1 };
const GOES_AHEAD = { from: -0.1, to: 0.9 };

/** A wrist's way from its shoulder joint along the trunk's axes, m. */
export interface WristFrom {
  ahead: number;
  above: number;
}

/** How far the joint then is from where it is while the arm hangs: ahead, to the left, up in the trunk's axes, m. */
export function girdleShift(s: Skeleton, side: Side, { ahead, above }: WristFrom): Vec3 {
  const length = s.upperArm + s.forearm;
  const raised = ramp(above / length, RISES.from, RISES.to) * s.stature;
  const out = ramp(ahead / length, GOES_AHEAD.from, GOES_AHEAD.to) * s.stature;
  return [FORWARD * out, -signOf(side) * INWARD * raised, RISE * raised];
}

export const shoulderFor = (s: Skeleton, trunk: Trunk, side: Side, wrist: WristFrom): Vec3 =>
  add(trunk.shoulder[side], fromAxes(trunk.shoulders, girdleShift(s, side, wrist)));

/** The shoulder joint of an arm whose wrist is at `wrist`. */
export function shoulderOf(s: Skeleton, trunk: Trunk, side: Side, wrist: Vec3): Vec3 {
  let shoulder = trunk.shoulder[side];
  // Where the wrist is from the shoulder is told from where that is then: each round is some ten times nearer.
  for (let round = 0; round < 8; round++) {
    const [ahead, , above] = toAxes(trunk.shoulders, sub(wrist, shoulder));
    shoulder = shoulderFor(s, trunk, side, { ahead, above });
  }
  return shoulder;
}

/**
 * The shooting arm (the right one: left-handers are mirrored) by its joint angles, and the ball in its hand.
 *
 * In the trunk's axes the upper arm is raised by `raise` (0 hangs, 90 points ahead) and held out to the side by `out`;
 * the elbow has the interior angle `elbow`; `inward` turns the forearm about the upper arm towards the middle of the body.
 */
import { minimumJerk, stepCurveAt, type Step, type StepCurve } from '../geometry/curve.ts';
import { add, along, cross, degrees, fromAxes, radians, scale, unit, type Vec3 } from '../geometry/vec.ts';
import { girdleShift, shoulderFor } from '../body/girdle.ts';
import type { Skeleton } from '../body/skeleton.ts';
import type { Trunk } from '../body/pose.ts';
import type { FormSpec } from '../spec/spec.ts';
import type { ShotShape } from './timing.ts';

interface ArmAngles {
  raise: number;
  out: number;
  elbow: number;
  inward: number;
}

/** Elbow and wrist from the shoulder, in the trunk's axes, m. */
function armOffsets(s: Skeleton, { raise, out, elbow, inward }: ArmAngles): { elbow: Vec3; wrist: Vec3; fore: Vec3 } {
  const [a, o, e, i] = [radians(raise), radians(out), radians(elbow), radians(inward)];
  const upper: Vec3 = [Math.sin(a) * Math.cos(o), -Math.sin(o), -Math.cos(a) * Math.cos(o)];
  const lifted: Vec3 = [Math.cos(a), 0, Math.sin(a)];
  const bend = along(scale(lifted, Math.cos(i)), cross(upper, lifted), -Math.sin(i));
  const fore = along(scale(bend, Math.sin(e)), upper, -Math.cos(e));
  const elbowAt = scale(upper, s.upperArm);
  return { elbow: elbowAt, wrist: along(elbowAt, fore, s.forearm), fore };
}

/** The forearm's tilt inwards in the frontal plane, degrees from the vertical. */
const tiltOf = (fore: Vec3): number => degrees(Math.atan2(fore[1], fore[2]));

/** `inward` that brings the wrist `aside` metres left of the shoulder. */
function inwardFor(s: Skeleton, raise: number, out: number, elbow: number, aside: number): number {
  let [best, error] = [0, Infinity];
  for (let inward = -30; inward <= 80; inward += 0.25) {
    const miss = Math.abs(armOffsets(s, { raise, out, elbow, inward }).wrist[1] - aside);
    if (miss < error) [best, error] = [inward, miss];
  }
  return best;
}

/** `out` and `inward` that bring the wrist `aside` metres left of the shoulder with the forearm tilted inwards by `tilt`. */
function tiltedArm(
  s: Skeleton,
  raise: number,
  elbow: number,
  aside: number,
  tilt: number,
): { out: number; inward: number } {
  let [out, inward] = [5, tilt];
  const misses = (o: number, i: number): [number, number] => {
    const arm = armOffsets(s, { raise, out: o, elbow, inward: i });
    return [arm.wrist[1] - aside, tiltOf(arm.fore) - tilt];
  };
  for (let k = 0; k < 20; k++) {
    const [f, g] = misses(out, inward);
    const [fo, go] = misses(out + 0.1, inward).map((m, j) => (m - [f, g][j]!) / 0.1) as [number, number];
    const [fi, gi] = misses(out, inward + 0.1).map((m, j) => (m - [f, g][j]!) / 0.1) as [number, number];
    const det = fo * gi - fi * go;
    out = Math.min(60, Math.max(-25, out - 0.7 * ((f * gi - g * fi) / det)));
    inward = Math.min(80, Math.max(-40, inward - 0.7 * ((fo * g - go * f) / det)));
  }
  return { out, inward };
}

/** Where the wrist is, left of the right shoulder, as a part of half the shoulders' width. */
const ASIDE = { held: 0.42, set: 0.3, release: 0.36, after: 0.42 };
const HELD = { raise: 36, elbow: 88, out: 10 };
const LOW = { raise: 20, elbow: 100, out: 10 };
const FOLLOWED = { raise: 148, tilt: 6 };
/** From the wrist to the ball's surface in the hand and at the fingertips as it leaves, m. */
export const IN_HAND = 0.037;
export const AT_FINGERTIPS = 0.104;
/** Directions from the wrist to the ball: ahead, left, up, in level axes. */
const BALL = {
  held: [0.52, 0.76, 0.2],
  low: [0.6, 0.78, -0.04],
  set: [-0.14, 0.32, 0.94],
  cocked: [-0.52, 0.22, 0.82],
  released: [-0.15, 0.12, 0.97],
} as const satisfies Record<string, Vec3>;
/** The ball is cocked until this long before the release. */
const FLICK_SECONDS = 0.06;

export interface ShotArm {
  /** In the court's axes; `t` in seconds from the release. */
  at(t: number, trunk: Trunk): { shoulder: Vec3; elbow: Vec3; wrist: Vec3 };
  /** From the wrist to the ball before it is flicked, in the shooter's level axes, m. */
  ballInHand(t: number): Vec3;
  /** The same at the release. */
  ballAtRelease: Vec3;
  flickSeconds: number;
}

interface ArmCurves {
  raise: StepCurve;
  elbow: StepCurve;
  out: StepCurve;
  inward: StepCurve;
}

export function shotArm(s: Skeleton, form: FormSpec, shape: ShotShape, ballRadius: number): ShotArm {
  const curves = armCurves(s, form, shape);
  const angles = (t: number): ArmAngles => ({
    raise: stepCurveAt(curves.raise, t),
    elbow: stepCurveAt(curves.elbow, t),
    out: stepCurveAt(curves.out, t),
    inward: stepCurveAt(curves.inward, t),
  });
  return {
    at: (t, trunk) => {
      const offsets = armOffsets(s, angles(t));
      const from = shoulderFor(s, trunk, 'right', { ahead: offsets.wrist[0], above: offsets.wrist[2] });
      return {
        shoulder: from,
        elbow: add(from, fromAxes(trunk.shoulders, offsets.elbow)),
        wrist: add(from, fromAxes(trunk.shoulders, offsets.wrist)),
      };
    },
    ballInHand: (t) => scale(ballDirection(t, shape), ballRadius + IN_HAND),
    ballAtRelease: scale(unit(BALL.released), ballRadius + AT_FINGERTIPS),
    flickSeconds: FLICK_SECONDS,
  };
}

function armCurves(s: Skeleton, form: FormSpec, shape: ShotShape): ArmCurves {
  const { armDipFrom, armLow, set, extended } = shape;
  // Two overlapping movements: to the set point and a little past it, and on through the release.
  const first = { from: armLow, to: set + 0.15 };
  const second = { from: set - 0.05, to: 0.25 };
  const reachedBySet = minimumJerk((set - first.from) / (first.to - first.from));
  const begunBySet = minimumJerk((set - second.from) / (second.to - second.from));
  const [lift, rest] = solveTwo(
    [reachedBySet, begunBySet, form.upperArmAtSet - leanAtSet(s, form) - LOW.raise],
    [1, 1, FOLLOWED.raise - LOW.raise],
  );
  const raise: StepCurve = {
    base: HELD.raise,
    steps: [
      { from: armDipFrom, to: armLow, by: LOW.raise - HELD.raise },
      { ...first, by: lift },
      { ...second, by: rest },
    ],
  };
  const elbow: StepCurve = {
    base: HELD.elbow,
    steps: [
      { from: armDipFrom, to: armLow, by: LOW.elbow - HELD.elbow },
      { from: armLow, to: set, by: form.elbowAtSet - LOW.elbow },
      { from: set, to: extended, by: form.elbowExtension - form.elbowAtSet },
    ],
  };
  const at = (t: number) => ({ raise: stepCurveAt(raise, t), elbow: stepCurveAt(elbow, t) });
  const tilted = (t: number, aside: number, tilt: number) => {
    const { raise: r, elbow: e } = at(t);
    return tiltedArm(s, r, e, aside * s.shoulderHalf, tilt);
  };
  const held = { out: HELD.out, inward: inwardFor(s, HELD.raise, HELD.out, HELD.elbow, ASIDE.held * s.shoulderHalf) };
  const low = { out: LOW.out, inward: inwardFor(s, LOW.raise, LOW.out, LOW.elbow, ASIDE.held * s.shoulderHalf) };
  const keys = [
    { t: armLow, from: armDipFrom, ...low },
    { t: set, from: armLow, ...tilted(set, ASIDE.set, form.flareAtSet) },
    { t: 0, from: set, ...tilted(0, ASIDE.release, form.flareAtRelease) },
    { t: extended, from: 0, ...tilted(extended, ASIDE.after, FOLLOWED.tilt) },
  ];
  return { raise, elbow, out: through(held.out, keys, 'out'), inward: through(held.inward, keys, 'inward') };
}

/** How far ahead the line from hip to shoulder leans of the trunk at the set point, degrees: the shoulder goes with the arm. */
function leanAtSet(s: Skeleton, form: FormSpec): number {
  const { wrist } = armOffsets(s, {
    raise: form.upperArmAtSet,
    out: 0,
    elbow: form.elbowAtSet,
    inward: form.flareAtSet,
  });
  const [ahead, , rise] = girdleShift(s, 'right', { ahead: wrist[0], above: wrist[2] });
  return degrees(Math.atan2(ahead, s.trunk + rise));
}

function through(
  base: number,
  keys: { t: number; from: number; out: number; inward: number }[],
  of: 'out' | 'inward',
): StepCurve {
  const steps: Step[] = [];
  let value = base;
  for (const key of keys) {
    steps.push({ from: key.from, to: key.t, by: key[of] - value });
    value = key[of];
  }
  return { base, steps };
}

/** x and y of a x + b y = c, for two rows [a, b, c]. */
function solveTwo([a, b, c]: [number, number, number], [d, e, f]: [number, number, number]): [number, number] {
  const det = a * e - b * d;
  return [(c * e - b * f) / det, (a * f - c * d) / det];
}

function ballDirection(t: number, { armDipFrom, armLow, set }: ShotShape): Vec3 {
  const part = (from: number, to: number) => minimumJerk((t - from) / (to - from));
  const low = part(armDipFrom, armLow);
  const up = part(armLow, set);
  const cocked = part(set - 0.04, -FLICK_SECONDS + 0.02);
  const blend = [0, 1, 2].map((i) => {
    const [h, l, u, c] = [BALL.held[i]!, BALL.low[i]!, BALL.set[i]!, BALL.cocked[i]!];
    return h + low * (l - h) + up * (u - l) + cocked * (c - u);
  });
  return unit([blend[0]!, blend[1]!, blend[2]!]);
}

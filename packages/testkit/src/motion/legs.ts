/** The shooter's hips and feet through all shots: stand, bend, push off, fly, land. */
import { bisect, quinticAt, ramp, stepCurveAt, type StepCurve } from '../geometry/curve.ts';
import { wander, type Random } from '../geometry/random.ts';
import { GRAVITY } from '../ball/flight.ts';
import { angleAt, along, axes } from '../geometry/vec.ts';
import { bothSides, pelvisHeightFor, poseTrunk, type FootPlace, type Side, type TrunkControls } from '../body/pose.ts';
import { reach } from '../body/limb.ts';
import type { Skeleton } from '../body/skeleton.ts';
import type { FormSpec } from '../spec/spec.ts';
import { footAt, SOLE, type Stance } from './stance.ts';
import type { ShotTimes } from './timing.ts';

const STANDING_KNEE = 169;
const DRIBBLING_KNEE = 150;
const DRIBBLING_LEAN = 16;
const LANDING_KNEE = 146;
const STANDING_LEAN = 3;
/** Heel lift at the top of the push-off and of a set shot's stretch, degrees. */
const TAKE_OFF_PITCH = 32;
const TIPTOE_PITCH = 16;

interface ShotLegs {
  times: ShotTimes;
  form: FormSpec;
  heights: { dip: number; top: number; landing: number };
  leanAtDip: number;
}

export interface Legs {
  trunk(t: number): TrunkControls;
  feet(t: number): Record<Side, FootPlace>;
}

/** `spot`: where the first shot is made from; `headTurn` is towards the basket. */
export function shooterLegs(
  s: Skeleton,
  stance: Stance,
  shots: readonly { times: ShotTimes; form: FormSpec }[],
  source: Random,
): Legs {
  const sway = {
    x: wander(source, 0.006),
    y: wander(source, 0.005),
    lean: wander(source, 0.6),
    turn: wander(source, 0.8),
  };
  const standing = bothSides((side) => footAt(s, stance, side));
  const forward = axes(stance.facing).forward;
  const pitched = (pitch: number): FootPlace => ({ ...standing.right, pitch });

  const ahead: StepCurve = { base: 0.01, steps: [] };
  const rest: StepCurve = { base: STANDING_KNEE, steps: [] };
  const lean: StepCurve = { base: STANDING_LEAN, steps: [] };
  const headPitch: StepCurve = { base: -4, steps: [] };
  const shift: StepCurve = { base: 0, steps: [] };
  for (const { times, form } of shots) {
    const at = (t: number) => times.release + t;
    const { dipFrom, dip, top, lands, stands } = times.shape;
    ahead.steps.push(
      { from: at(dipFrom), to: at(dip), by: -0.045 },
      { from: at(dip), to: at(top + 0.05), by: 0.06 },
      { from: at(lands), to: at(stands), by: -0.015 },
    );
    shift.steps.push(
      { from: at(top), to: at(lands), by: form.drift },
      { from: at(stands), to: at(stands + 0.4), by: -form.drift },
    );
    headPitch.steps.push(
      { from: times.held - 0.2, to: times.held + 0.2, by: 14 },
      { from: at(1.1), to: at(1.7), by: -14 },
    );
    const { dribble } = times;
    if (!dribble) continue;
    const bend = { from: dribble.from - 0.4, to: dribble.from };
    const rise = { from: dribble.until, to: times.held };
    rest.steps.push({ ...bend, by: DRIBBLING_KNEE - STANDING_KNEE }, { ...rise, by: STANDING_KNEE - DRIBBLING_KNEE });
    lean.steps.push({ ...bend, by: DRIBBLING_LEAN - STANDING_LEAN }, { ...rise, by: STANDING_LEAN - DRIBBLING_LEAN });
  }

  const level = (t: number): TrunkControls => {
    const x = stepCurveAt(ahead, t) + stepCurveAt(shift, t) + sway.x(t);
    const place = along(along([stance.at.x, stance.at.y, 0], forward, x), axes(stance.facing).left, sway.y(t));
    return {
      pelvis: place,
      facing: stance.facing,
      lean: stepCurveAt(lean, t) + sway.lean(t),
      twist: sway.turn(t),
      headPitch: stepCurveAt(headPitch, t),
      headTurn: -stance.facing + sway.turn(t + 3),
    };
  };
  /** Height of the hips' middle at which the right knee has the angle `knee`. */
  const heightFor = (knee: number, t: number, foot: FootPlace): number => {
    const [x, y] = poseTrunk(s, level(t)).hip.right;
    return pelvisHeightFor(s, knee, foot, { x, y });
  };

  const legs: ShotLegs[] = shots.map(({ times, form }) => {
    const { dip, top, lands, takeOffSpeed } = times.shape;
    const topPitch = takeOffSpeed > 0 ? TAKE_OFF_PITCH : TIPTOE_PITCH;
    const dipAt = times.release + dip;
    const heights = {
      dip: heightFor(form.kneeAtDip, dipAt, standing.right),
      top: heightFor(174, times.release + top, pitched(topPitch)),
      landing: heightFor(LANDING_KNEE, times.release + lands + 0.2, standing.right),
    };
    const pelvis = level(dipAt).pelvis;
    const leanAtDip = leanFor(
      s,
      { ...level(dipAt), pelvis: [pelvis[0], pelvis[1], heights.dip] },
      standing.right,
      form.hipAtDip,
    );
    return { times, form, heights, leanAtDip };
  });
  for (const { times, form, leanAtDip } of legs) {
    const at = (t: number) => times.release + t;
    const { dipFrom, dip, top, stands } = times.shape;
    const before = STANDING_LEAN + sway.lean(at(dip));
    lean.steps.push(
      { from: at(dipFrom), to: at(dip), by: leanAtDip - before },
      { from: at(dip), to: at(Math.max(top, 0)), by: form.trunkLeanAtRelease - leanAtDip },
      { from: at(0.25), to: at(stands + 0.2), by: before - form.trunkLeanAtRelease },
    );
  }

  const pelvisHeight = (t: number): number => {
    const resting = heightFor(stepCurveAt(rest, t), t, standing.right);
    for (const leg of legs) {
      const height = heightInShot(leg, t - leg.times.release, resting);
      if (height !== null) return height;
    }
    return resting;
  };
  return {
    trunk: (t) => {
      const controls = level(t);
      return { ...controls, pelvis: [controls.pelvis[0], controls.pelvis[1], pelvisHeight(t)] };
    },
    feet: (t) => {
      const rise = Math.max(0, ...legs.map((leg) => riseOf(leg, t - leg.times.release)));
      return bothSides((side) => {
        const { toe, facing } = standing[side];
        const moved = along(toe, forward, stepCurveAt(shift, t));
        return { toe: [moved[0], moved[1], SOLE + rise], facing, pitch: 0 };
      });
    },
  };
}

/** The lean at which shoulder, hip and knee of the right side make the angle `hip`, degrees. */
function leanFor(s: Skeleton, controls: TrunkControls, foot: FootPlace, hip: number): number {
  const hipAngle = (lean: number): number => {
    const trunk = poseTrunk(s, { ...controls, lean });
    const ankle = along([foot.toe[0], foot.toe[1], SOLE + s.ankleHeight], axes(foot.facing).forward, -s.toeAhead);
    const knee = reach(
      trunk.hip.right,
      ankle,
      along(trunk.hip.right, axes(foot.facing).forward, 1),
      s.thigh,
      s.shank,
    ).joint;
    return angleAt(trunk.shoulder.right, trunk.hip.right, knee);
  };
  return bisect((lean) => hip - hipAngle(lean), -10, 60);
}

/** Height of the toes above the floor in the jump, m. */
function riseOf({ times: { shape } }: ShotLegs, t: number): number {
  if (shape.takeOffSpeed === 0 || t <= shape.top || t >= shape.lands) return 0;
  const flying = t - shape.top;
  return shape.takeOffSpeed * flying - (GRAVITY * flying * flying) / 2;
}

/** Height of the hips at `t` after the release; `null` outside the shot's motion. */
function heightInShot(leg: ShotLegs, t: number, resting: number): number | null {
  const { shape } = leg.times;
  const { dip, top, landing } = leg.heights;
  if (t <= shape.dipFrom || t >= shape.stands) return null;
  const still = (p: number) => ({ p, v: 0, a: 0 });
  const pushed = { p: dip, v: 0, a: 5 };
  if (t <= shape.dip) return quinticAt(still(resting), pushed, shape.dip - shape.dipFrom, t - shape.dipFrom);
  const speed = shape.takeOffSpeed;
  const flying = speed > 0 ? -GRAVITY : 0;
  if (t <= shape.top) return quinticAt(pushed, { p: top, v: speed, a: flying }, shape.top - shape.dip, t - shape.dip);
  if (t <= shape.lands) return top + riseOf(leg, t);
  const absorbed = shape.lands + 0.25;
  if (speed === 0) return top + (resting - top) * ramp(t, shape.lands, shape.stands);
  if (t <= absorbed) return quinticAt({ p: top, v: -speed, a: flying }, still(landing), 0.25, t - shape.lands);
  return landing + (resting - landing) * ramp(t, absorbed, shape.stands);
}

/** The shooter's hips and feet through all shots: walk up, stand, bend, push off, fly, land. */
import { bisect, quinticAt, ramp, stepCurveAt } from '../geometry/curve.ts';
import type { Random } from '../geometry/random.ts';
import { GRAVITY } from '../ball/flight.ts';
import { angleAt, along, axes } from '../geometry/vec.ts';
import { shoulderFor } from '../body/girdle.ts';
import { bothSides, poseTrunk, type FootPlace, type TrunkControls } from '../body/pose.ts';
import { type Side } from '../body/side.ts';
import { reach } from '../body/limb.ts';
import type { Skeleton } from '../body/skeleton.ts';
import type { FormSpec } from '../spec/spec.ts';
import { atHeight, hipsHeight, RESTS, swayOf, trunkOn, type Posture } from './posture.ts';
import { footAt, SOLE, type Stance } from './stance.ts';
import type { ShotTimes } from './timing.ts';
import type { Walk } from './walk.ts';

const LANDING_KNEE = 146;
const ABSORB_SECONDS = 0.25;
/** Heel lift and knee at the top of the push-off and of a set shot's stretch, degrees. */
const TAKE_OFF_PITCH = 32;
const TIPTOE_PITCH = 16;
const STRETCHED_KNEE = 174;
/** A walker's hips are lower by this: the legs are apart. m */
const WALKING_LOWER = 0.05;

export interface ShotToMove {
  times: ShotTimes;
  form: FormSpec;
}

interface ShotHeights extends ShotToMove {
  dip: number;
  top: number;
  landing: number;
}

export interface Legs {
  trunk(t: number): TrunkControls;
  feet(t: number): Record<Side, FootPlace>;
}

/** Of one who stays on the spot, looks towards `lookAt` and makes `shots`, after walking up to it. */
export function legsOf(
  s: Skeleton,
  stance: Stance,
  posture: Posture,
  shots: readonly ShotToMove[],
  walked: Walk | null,
  lookAt: number,
  source: Random,
): Legs {
  const sway = swayOf(source);
  const standing = bothSides((side) => footAt(s, stance, side));
  const forward = axes(stance.facing).forward;
  for (const shot of shots) moveHips(posture, shot);
  const level = (t: number): TrunkControls => trunkOn(stance, posture, sway, lookAt, t);
  const heightFor = (knee: number, t: number, pitch = 0): number =>
    hipsHeight(s, knee, level(t), { ...standing.right, pitch });

  const heights = shots.map(({ times, form }): ShotHeights => {
    const { dip, top, lands, takeOffSpeed } = times.shape;
    const at = (t: number) => times.release + t;
    return {
      times,
      form,
      dip: heightFor(form.kneeAtDip, at(dip)),
      top: heightFor(STRETCHED_KNEE, at(top), takeOffSpeed > 0 ? TAKE_OFF_PITCH : TIPTOE_PITCH),
      landing: heightFor(LANDING_KNEE, at(lands + ABSORB_SECONDS)),
    };
  });
  for (const shot of heights) {
    const dipAt = shot.times.release + shot.times.shape.dip;
    const atDip = leanFor(s, atHeight(level(dipAt), shot.dip), standing.right, shot.form.hipAtDip);
    moveTrunk(posture, shot, atDip - sway.lean(dipAt));
  }
  const height = (t: number): number => {
    const resting = heightFor(stepCurveAt(posture.knee, t), t);
    const inShot = heights.map((shot) => heightInShot(shot, t - shot.times.release, resting)).find((h) => h !== null);
    return inShot ?? resting;
  };
  const walking = (t: number): Walk | null => (walked && t < walked.arrives ? walked : null);
  return {
    trunk: (t) => {
      const way = walking(t);
      if (!way) return atHeight(level(t), height(t));
      const trunk = atHeight(level(t), height(t) - WALKING_LOWER * (1 - ramp(t, way.arrives - 0.6, way.arrives)));
      return { ...trunk, pelvis: along(trunk.pelvis, forward, -way.left(t)) };
    },
    feet: (t) => {
      const way = walking(t);
      if (way) return way.feet(t);
      const rise = Math.max(0, ...heights.map((shot) => riseOf(shot.times, t - shot.times.release)));
      return bothSides((side) => {
        const { toe, facing } = standing[side];
        const [x, y] = along(toe, forward, stepCurveAt(posture.shift, t));
        return { toe: [x, y, SOLE + rise], facing, pitch: 0 };
      });
    },
  };
}

/** What a shot does to the hips' place, the knees before it and the eyes. */
function moveHips(posture: Posture, { times, form }: ShotToMove): void {
  const at = (t: number) => times.release + t;
  const { dipFrom, dip, top, lands, stands } = times.shape;
  posture.ahead.steps.push(
    { from: at(dipFrom), to: at(dip), by: -0.045 },
    { from: at(dip), to: at(top + 0.05), by: 0.06 },
    { from: at(lands), to: at(stands), by: -0.015 },
  );
  posture.shift.steps.push(
    { from: at(top), to: at(lands), by: form.drift },
    { from: at(stands), to: at(stands + 0.4), by: -form.drift },
  );
  posture.headPitch.steps.push(
    { from: times.held - 0.2, to: times.held + 0.2, by: 14 },
    { from: at(1.1), to: at(1.7), by: -14 },
  );
  const { dribble } = times;
  if (!dribble) return;
  const bend = { from: dribble.from - 0.4, to: dribble.from };
  const rise = { from: dribble.until, to: times.held };
  const { standing, dribbling } = RESTS;
  posture.knee.steps.push(
    { ...bend, by: dribbling.knee - standing.knee },
    { ...rise, by: standing.knee - dribbling.knee },
  );
  posture.lean.steps.push(
    { ...bend, by: dribbling.lean - standing.lean },
    { ...rise, by: standing.lean - dribbling.lean },
  );
}

/** What a shot does to the trunk: down to `atDip`, up for the release, and back. */
function moveTrunk(posture: Posture, { times, form }: ShotToMove, atDip: number): void {
  const at = (t: number) => times.release + t;
  const { dipFrom, dip, top, stands } = times.shape;
  const before = RESTS.standing.lean;
  posture.lean.steps.push(
    { from: at(dipFrom), to: at(dip), by: atDip - before },
    { from: at(dip), to: at(Math.max(top, 0)), by: form.trunkLeanAtRelease - atDip },
    { from: at(0.25), to: at(stands + 0.2), by: before - form.trunkLeanAtRelease },
  );
}

/** About where the hand is at the deepest point, from the shoulder, in lengths of the arm: the shoulder goes with it. */
const HAND_AT_DIP = { ahead: 0.45, above: 0.15 };

/** The lean at which shoulder, hip and knee of the right side make the angle `hip`, degrees. */
function leanFor(s: Skeleton, controls: TrunkControls, foot: FootPlace, hip: number): number {
  const toes = axes(foot.facing).forward;
  const arm = s.upperArm + s.forearm;
  const hand = { ahead: HAND_AT_DIP.ahead * arm, above: HAND_AT_DIP.above * arm };
  const hipAngle = (lean: number): number => {
    const trunk = poseTrunk(s, { ...controls, lean });
    const ankle = along([foot.toe[0], foot.toe[1], SOLE + s.ankleHeight], toes, -s.toeAhead);
    const ahead = along(trunk.hip.right, toes, 1);
    const knee = reach(trunk.hip.right, ankle, ahead, s.thigh, s.shank).joint;
    return angleAt(shoulderFor(s, trunk, 'right', hand), trunk.hip.right, knee);
  };
  return bisect((lean) => hip - hipAngle(lean), -10, 60);
}

/** Height of the toes above the floor in the jump, m. */
function riseOf({ shape }: ShotTimes, t: number): number {
  if (shape.takeOffSpeed === 0 || t <= shape.top || t >= shape.lands) return 0;
  const flying = t - shape.top;
  return shape.takeOffSpeed * flying - (GRAVITY * flying * flying) / 2;
}

/** Upward acceleration at the deepest point, m/s^2. */
const PUSH = 5;

/** Height of the hips at `t` after the release; `null` outside the shot's motion. */
function heightInShot({ times, dip, top, landing }: ShotHeights, t: number, resting: number): number | null {
  const { shape } = times;
  if (t <= shape.dipFrom || t >= shape.stands) return null;
  const still = (p: number) => ({ p, v: 0, a: 0 });
  const pushed = { p: dip, v: 0, a: PUSH };
  if (t <= shape.dip) return quinticAt(still(resting), pushed, shape.dip - shape.dipFrom, t - shape.dipFrom);
  const speed = shape.takeOffSpeed;
  const flying = speed > 0 ? -GRAVITY : 0;
  if (t <= shape.top) return quinticAt(pushed, { p: top, v: speed, a: flying }, shape.top - shape.dip, t - shape.dip);
  if (t <= shape.lands) return top + riseOf(times, t);
  if (speed === 0) return top + (resting - top) * ramp(t, shape.lands, shape.stands);
  const absorbed = shape.lands + ABSORB_SECONDS;
  const landed = { p: top, v: -speed, a: flying };
  if (t <= absorbed) return quinticAt(landed, still(landing), ABSORB_SECONDS, t - shape.lands);
  return landing + (resting - landing) * ramp(t, absorbed, shape.stands);
}

import { landmark, type Body, type Hand, type Landmark } from '../model.ts';
import type { Steady } from '../signals/camera.ts';
import { hands, jointAngles, middle, side } from '../signals/joints.ts';
import { median } from '../signals/statistics.ts';

/** A quantity over time with the standard error of its values. */
export interface Sampled {
  times: Float64Array;
  values: Float64Array;
  sd: number;
}

const STEP = 1 / 120;
/** Angles from the pose model are wrong by about this, degrees, after smoothing. */
const ANGLE_SD = 2.5;

/** Samples a quantity over a span on a regular grid; where it is not known nothing is sampled. */
export function sampleCurve(from: number, to: number, sd: number, of: (time: number) => number | null): Sampled {
  const times: number[] = [];
  const values: number[] = [];
  for (let k = Math.ceil(from / STEP); k * STEP <= to; k++) {
    const value = of(k * STEP);
    if (value === null || Number.isNaN(value)) continue;
    times.push(k * STEP);
    values.push(value);
  }
  return { times: Float64Array.from(times), values: Float64Array.from(values), sd };
}

/** Interior angle of the knees, both legs as far as each is seen: from the side in the image, else in the model's space. */
export function kneeCurve(body: Body, yawDegrees: number | null, from: number, to: number): Sampled {
  const flat = lateral(yawDegrees);
  return sampleCurve(from, to, ANGLE_SD, (time) => {
    let sum = 0;
    let weight = 0;
    for (const hand of hands) {
      const leg = side[hand];
      const angles = jointAngles(body, [leg.hip, leg.knee, leg.ankle], time);
      const seen = 0.05 + body.visibility(leg.knee, time) * body.visibility(leg.ankle, time);
      if (!angles) continue;
      sum += seen * (flat * angles.image + (1 - flat) * angles.world);
      weight += seen;
    }
    return weight > 0 ? sum / weight : null;
  });
}

/** Interior angle of an elbow: as much the image as the model's space from the side, mostly that from in front. */
export function elbowCurve(body: Body, hand: Hand, yawDegrees: number | null, from: number, to: number): Sampled {
  const arm = side[hand];
  const flat = 0.2 + 0.3 * lateral(yawDegrees);
  return sampleCurve(from, to, 2 * ANGLE_SD, (time) => {
    const angles = jointAngles(body, [arm.shoulder, arm.elbow, arm.wrist], time);
    return angles && flat * angles.image + (1 - flat) * angles.world;
  });
}

/** Height of the middle of some landmarks in the steadied image, px, up. */
export function heightCurve(body: Body, steady: Steady, which: readonly Landmark[], from: number, to: number): Sampled {
  const errors: number[] = [];
  const curve = sampleCurve(from, to, 0, (time) => {
    const point = middle(body, which, time);
    if (!point) return null;
    errors.push(point.sd);
    return -steady(time, point.x, point.y).y;
  });
  return { ...curve, sd: errors.length > 0 ? median(errors) : 0 };
}

/** How far the image plane shows the sagittal plane: 1 straight from the side, 0 from in front or behind. */
function lateral(yawDegrees: number | null): number {
  return yawDegrees === null ? 0.5 : Math.sin((yawDegrees * Math.PI) / 180) ** 2;
}

export const hipLine = [landmark.leftHip, landmark.rightHip] as const;
export const wristLine = [landmark.leftWrist, landmark.rightWrist] as const;

import { gradeAt } from '../metrics/grade.ts';
import { landmark, type Body } from '../model.ts';

/**
 * Standard error of the trunk's yaw as the pose model's depth gives it, degrees by the yaw's size: from in front it sees
 * both shoulders, from aside and behind it guesses one and turns people towards the camera. Of drawn shooters from all
 * around (`scripts/eval/derive/yaw.ts`); the model's axes are those of the line of sight.
 */
const DEPTH_ERROR = [
  [45, 5],
  [75, 12],
] as const;
/** The trunk turns in a shot; beyond this spread of yaw within it the mean says little, degrees. */
const WIDEST_SPREAD = 60;
const SAMPLES = 15;

/** Signed yaw: 0 faces the camera, +90 shows the right side, -90 the left, 180 the back; mean over a span of time. */
export function yawOf(body: Body, from: number, to: number): { degrees: number; sd: number } | null {
  let sine = 0;
  let cosine = 0;
  let weight = 0;
  const pairs = [
    [landmark.leftShoulder, landmark.rightShoulder],
    [landmark.leftHip, landmark.rightHip],
  ] as const;
  for (let k = 0; k < SAMPLES; k++) {
    const time = from + ((to - from) * (k + 0.5)) / SAMPLES;
    for (const [left, right] of pairs) {
      const l = body.worldAt(left, time);
      const r = body.worldAt(right, time);
      if (!l || !r) continue;
      // From left to right, the axis points to -x where the camera sees the chest and to -z where it sees the right side.
      const [x, z] = [r.x - l.x, r.z - l.z];
      const width = Math.hypot(x, z);
      if (width === 0) continue;
      sine += -z / width;
      cosine += -x / width;
      weight++;
    }
  }
  if (weight === 0) return null;
  const concentration = Math.hypot(sine, cosine) / weight;
  const spread = (Math.sqrt(-2 * Math.log(Math.max(1e-9, Math.min(1, concentration)))) * 180) / Math.PI;
  if (spread > WIDEST_SPREAD) return null;
  const degrees = (Math.atan2(sine, cosine) * 180) / Math.PI;
  return {
    degrees: degrees === -180 ? 180 : degrees,
    sd: Math.hypot(gradeAt(DEPTH_ERROR, Math.abs(degrees)), spread / 2),
  };
}

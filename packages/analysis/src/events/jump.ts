import type { Body } from '../model.ts';
import type { Steady } from '../signals/camera.ts';
import { hands, side } from '../signals/joints.ts';
import { median } from '../signals/statistics.ts';
import { sampleCurve, type Sampled } from './curves.ts';
import { fallsBelow, part, risesAbove, type Instant } from './moments.ts';

/** Feet off the floor. */
export interface Jump {
  takeOff: Instant;
  /** `null` where the clip ends in the air. */
  landing: Instant | null;
  /** When they are on the floor again, or the body's last time. */
  ends: number;
}

/** Feet are off the floor this part of the stature above where they stood; a stature is about 3.3 trunks. */
const CLEARANCE = 0.025 * 3.3;
/** Seconds of real time. */
const LATEST = 0.3;
const LONGEST = 1.2;
const LEAST_STAY = 0.06;

/** @param dip before it, both feet are on the floor */
export function findJump(body: Body, steady: Steady, dip: number, release: number, pace: number): Jump | null {
  const heights = toeHeight(body, steady, dip - 0.4 / pace, release + LONGEST / pace);
  const standing = part(heights, dip - 0.15 / pace, dip + 0.1 / pace);
  if (standing.values.length < 5) return null;
  const level = median(standing.values) + Math.max(CLEARANCE * body.torso, 2 * heights.sd);
  const takeOff = risesAbove(part(heights, dip, release + LATEST / pace), level, LEAST_STAY / pace);
  if (!takeOff) return null;
  const landing = fallsBelow(part(heights, takeOff.time + 0.1 / pace, Infinity), level, LEAST_STAY / pace);
  return { takeOff, landing, ends: landing?.time ?? heights.times.at(-1)! };
}

/** Height of the lower foot's toes in the steadied image, px, up. */
function toeHeight(body: Body, steady: Steady, from: number, to: number): Sampled {
  const errors: number[] = [];
  const curve = sampleCurve(from, to, 0, (time) => {
    const heights = hands.flatMap((hand) => {
      const toe = body.at(side[hand].toe, time);
      if (!toe) return [];
      errors.push(toe.sd);
      return [-steady(time, toe.x, toe.y).y];
    });
    return heights.length === 2 ? Math.min(...heights) : null;
  });
  return { ...curve, sd: errors.length > 0 ? median(errors) : 0 };
}

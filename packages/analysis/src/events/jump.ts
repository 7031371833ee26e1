import { GRAVITY, TORSO_METRES } from '../ball/constants.ts';
import type { Body } from '../model.ts';
import type { Steady } from '../signals/camera.ts';
import { hands, side } from '../signals/joints.ts';
import { indexBefore } from '../signals/spline.ts';
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
/** Toes that pass the clearance left the floor before, and reach it later: by what they take for it at their speed there. */
const SPEED_SPAN = 0.04;
const LATEST = 0.3;
const LONGEST = 1.2;
const LEAST_STAY = 0.06;

/** @param dip before it, both feet are on the floor */
export function findJump(body: Body, steady: Steady, dip: number, release: number, pace: number): Jump | null {
  const heights = toeHeight(body, steady, dip - 0.4 / pace, release + LONGEST / pace);
  const standing = part(heights, dip - 0.15 / pace, dip + 0.1 / pace);
  if (standing.values.length < 5) return null;
  const clearance = Math.max(CLEARANCE * body.torso, 2 * heights.sd);
  const level = median(standing.values) + clearance;
  const takeOff = risesAbove(part(heights, dip, release + LATEST / pace), level, LEAST_STAY / pace);
  if (!takeOff) return null;
  const landing = fallsBelow(part(heights, takeOff.time + 0.1 / pace, Infinity), level, LEAST_STAY / pace);
  const fall = (GRAVITY / TORSO_METRES) * body.torso * pace ** 2;
  const way = (time: number, inAir: number) => timeOfWay(heights, [time, time + inAir / pace], clearance, fall);
  const left = { ...takeOff, time: takeOff.time - way(takeOff.time, SPEED_SPAN) };
  const back = landing && { ...landing, time: landing.time + way(landing.time, -SPEED_SPAN) };
  return { takeOff: left, landing: back, ends: back?.time ?? heights.times.at(-1)! };
}

/** What toes take between the floor and a height, by their speed over a span in the air that begins there; they fall like all else. */
function timeOfWay({ times, values }: Sampled, span: readonly [number, number], height: number, fall: number): number {
  const [at, air] = span.map((time) => indexBefore(times, time)) as [number, number];
  const seconds = Math.abs(times[air]! - times[at]!);
  const speed = Math.abs(values[air]! - values[at]!) / seconds;
  // Slower than that is noise, not a jump.
  if (!(speed * seconds > height / 4)) return 0;
  const first = height / (speed + (fall * seconds) / 2);
  return height / (speed + (fall * (seconds + first)) / 2);
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

import type { Moment } from '@shotform/contracts';
import { indexBefore } from '../signals/spline.ts';
import type { Sampled } from './curves.ts';

/** A time with its standard error, before it is given a frame. */
export interface Instant {
  time: number;
  sd: number;
}

/** No event is known better than this, seconds: half the time between two pictures of a 60 fps clip. */
const LEAST_SD = 0.008;
/** Rounds of a curve's edge that are no minimum but its end. */
const EDGE = 3;

/**
 * The lowest value of a curve. Its error is the time for which the curve stays within its own error of the minimum.
 * `null` where the lowest value is at an end: then it lies outside.
 *
 * @param prominence the curve must rise by this much on both sides
 */
export function lowest({ times, values, sd }: Sampled, prominence: number): Instant | null {
  let at = -1;
  for (let i = 0; i < values.length; i++) if (at < 0 || values[i]! < values[at]!) at = i;
  if (at < EDGE || at >= values.length - EDGE) return null;
  const bottom = values[at]!;
  if (Math.max(...values.subarray(0, at)) < bottom + prominence) return null;
  if (Math.max(...values.subarray(at)) < bottom + prominence) return null;
  let [from, to] = [at, at];
  while (from > 0 && values[from - 1]! < bottom + sd / 2) from--;
  while (to < values.length - 1 && values[to + 1]! < bottom + sd / 2) to++;
  return { time: times[at]!, sd: Math.hypot((times[to]! - times[from]!) / Math.sqrt(12), LEAST_SD) };
}

/** The highest value of a curve; as `lowest`. */
export function highest({ times, values, sd }: Sampled, prominence: number): Instant | null {
  return lowest({ times, values: values.map((v) => -v), sd }, prominence);
}

/**
 * The first time in a curve at which it passes a level upwards and stays above for a while; `null` where it does not.
 *
 * @param stays seconds
 */
export function risesAbove({ times, values, sd }: Sampled, level: number, stays: number): Instant | null {
  for (let i = 1; i < values.length; i++) {
    if (values[i - 1]! > level || values[i]! <= level) continue;
    let end = i;
    while (end < values.length - 1 && values[end + 1]! > level) end++;
    if (times[end]! - times[i]! < stays && end < values.length - 1) continue;
    const slope = (values[i]! - values[i - 1]!) / (times[i]! - times[i - 1]!);
    const time = times[i - 1]! + (level - values[i - 1]!) / slope;
    return { time, sd: Math.hypot(Math.min(0.1, sd / slope), LEAST_SD) };
  }
  return null;
}

export function fallsBelow(curve: Sampled, level: number, stays: number): Instant | null {
  return risesAbove({ ...curve, values: curve.values.map((v) => -v) }, -level, stays);
}

/** The curve's derivative, by central differences over `span` seconds. */
export function slopeOf({ times, values, sd }: Sampled, span: number): Sampled {
  const at: number[] = [];
  const slopes: number[] = [];
  for (let i = 0; i < times.length; i++) {
    const before = indexBefore(times, times[i]! - span / 2);
    const after = indexBefore(times, times[i]! + span / 2 + 1e-9);
    const gap = times[after]! - times[before]!;
    if (gap < span * 0.8) continue;
    at.push((times[before]! + times[after]!) / 2);
    slopes.push((values[after]! - values[before]!) / gap);
  }
  return { times: Float64Array.from(at), values: Float64Array.from(slopes), sd: (sd * Math.SQRT2) / span };
}

/** The part of a curve within a span. */
export function part({ times, values, sd }: Sampled, from: number, to: number): Sampled {
  const keep = Array.from(times, (t) => t >= from && t <= to);
  return { times: times.filter((_, i) => keep[i]), values: values.filter((_, i) => keep[i]), sd };
}

/** Gives an instant the frame nearest to it. */
export function momentOf(timesSeconds: readonly number[], instant: Instant | null): Moment | null {
  if (!instant) return null;
  const before = indexBefore(timesSeconds, instant.time);
  const after = Math.min(before + 1, timesSeconds.length - 1);
  const nearer = instant.time - timesSeconds[before]! <= timesSeconds[after]! - instant.time ? before : after;
  return { frame: nearer, timeSeconds: instant.time, uncertaintySeconds: instant.sd };
}

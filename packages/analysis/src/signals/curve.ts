import { indexBefore, lambdaFor, smoothingSpline, type Spline } from './spline.ts';
import { sdFromMedian } from './statistics.ts';

/** Samples of a point that moves: `values[axis][i]` at `times[i]`, with how far sample i may be trusted, 0-1. */
export interface Samples {
  times: Float64Array;
  values: readonly Float64Array[];
  trust: Float64Array;
}

/** A smoothed point that moves. */
export interface Curve {
  at(time: number): number[];
  velocity(time: number): number[];
  /** One standard error of each coordinate of `at`. */
  sd(time: number): number;
  /** Seconds to the nearest sample that was believed. */
  distance(time: number): number;
}

/** Residuals are judged against those of this many seconds on either side: noise differs from moment to moment. */
const NOISE_WINDOW = 0.25;
/** The least trust a sample is given: hidden joints are guessed by the model, but not at random. */
const LEAST_TRUST = 0.1;
const OUTLIER_SD = 4;
/**
 * What each round of the fit lowers the cut-off and raises the tolerance by. A stiff curve first: one that can bend
 * within two frames goes through two wrong samples and finds nothing wrong with them.
 */
const ROUNDS = [4, 1, 1];

/**
 * Smooths samples with a zero-phase low-pass; samples far from the curve (a jump to another limb) lose their weight.
 *
 * @param cutoffHz half-power frequency; lowered to a third of the sample rate where that is less
 * @param tolerance residuals under this are never outliers, unit of the values: fast motion is not noise
 */
export function smoothCurve(samples: Samples, cutoffHz: number, tolerance: number): Curve {
  const { times, values, trust } = samples;
  const n = times.length;
  const spacing = spacings(times);
  const rate = n > 1 ? (n - 1) / (times[n - 1]! - times[0]!) : cutoffHz;
  const cutoff = Math.min(cutoffHz, rate / 3);
  const belief = new Float64Array(n).fill(1);
  let splines: Spline[] = [];
  let residuals = new Float64Array(n);
  for (const stiffness of ROUNDS) {
    const weights = Float64Array.from(trust, (t, i) => spacing[i]! * Math.max(LEAST_TRUST, t) * belief[i]!);
    splines = values.map((axis) => smoothingSpline(times, axis, weights, lambdaFor(cutoff / stiffness)));
    residuals = Float64Array.from(times, (time, i) =>
      Math.hypot(...values.map((axis, a) => axis[i]! - splines[a]!.value(time))),
    );
    updateBelief(belief, times, residuals, stiffness * tolerance);
  }
  const noise = localNoise(times, residuals, belief, values.length);
  const believed = times.filter((_, i) => belief[i]! > 0.5);
  // The low-pass's equivalent kernel gives a sample this part of the curve at its own time (Silverman, Ann. Stat. 12, 1984).
  const leverage = (spacingSeconds: number) =>
    Math.min(0.8, (spacingSeconds * lambdaFor(cutoff) ** -0.25) / (2 * Math.SQRT2));
  const distance = (time: number) => nearest(believed, time);
  return {
    at: (time) => splines.map((s) => s.value(time)),
    velocity: (time) => splines.map((s) => s.slope(time)),
    sd(time) {
      const i = indexBefore(times, time);
      const share = leverage(spacing[i]!);
      const gap = 1 + (distance(time) * cutoff * 4) ** 2;
      return (noise[i]! / Math.sqrt(1 - share)) * Math.sqrt(share) * gap;
    },
    distance,
  };
}

/** Seconds of time that each sample stands for; a sample beside a gap does not stand for the gap. */
function spacings(times: Float64Array): Float64Array {
  const n = times.length;
  if (n < 2) return new Float64Array(n).fill(1);
  const mean = (times[n - 1]! - times[0]!) / (n - 1);
  return Float64Array.from(times, (time, i) => {
    const before = i > 0 ? time - times[i - 1]! : mean;
    const after = i < n - 1 ? times[i + 1]! - time : mean;
    return Math.min(2 * mean, (before + after) / 2);
  });
}

/** Tukey's biweight on each residual against its neighbours', whose spread is taken anew every so often. */
function updateBelief(belief: Float64Array, times: Float64Array, residuals: Float64Array, tolerance: number): void {
  let limit = tolerance;
  let taken = -Infinity;
  for (let i = 0; i < times.length; i++) {
    if (times[i]! - taken > NOISE_WINDOW / 2) {
      taken = times[i]!;
      const around = within(times, taken + NOISE_WINDOW / 4, 2 * NOISE_WINDOW);
      limit = Math.max(tolerance, OUTLIER_SD * sdFromMedian(residuals.subarray(...around)));
    }
    belief[i] = Math.max(1e-4, (1 - Math.min(1, residuals[i]! / (2 * limit)) ** 2) ** 2);
  }
}

function localNoise(times: Float64Array, residuals: Float64Array, belief: Float64Array, axes: number): Float64Array {
  return Float64Array.from(times, (time) => {
    const [from, to] = within(times, time, NOISE_WINDOW);
    let sum = 0;
    let weight = 0;
    for (let i = from; i < to; i++) {
      sum += belief[i]! * residuals[i]! ** 2;
      weight += belief[i]!;
    }
    return Math.sqrt(sum / weight / axes);
  });
}

/** Index range [from, to) of the times within `window` of `time`. */
function within(times: Float64Array, time: number, window: number): [number, number] {
  const from = indexBefore(times, time - window);
  return [times[from]! < time - window ? from + 1 : from, indexBefore(times, time + window) + 1];
}

function nearest(times: Float64Array, time: number): number {
  if (times.length === 0) return Infinity;
  const i = indexBefore(times, time);
  return Math.min(Math.abs(time - times[i]!), Math.abs(time - times[Math.min(i + 1, times.length - 1)]!));
}

/** Smooth curves over time. */
import type { Vec3 } from './vec.ts';

export const clamp = (x: number, lo: number, hi: number): number => Math.min(hi, Math.max(lo, x));

/** The minimum-jerk step from 0 at s = 0 to 1 at s = 1 (Flash and Hogan 1985): how people move a joint from rest to rest. */
export function minimumJerk(s: number): number {
  const x = clamp(s, 0, 1);
  return x * x * x * (10 + x * (6 * x - 15));
}

/** Its slope. */
export function minimumJerkSlope(s: number): number {
  const x = clamp(s, 0, 1);
  return 30 * x * x * (1 - x) * (1 - x);
}

/** Where the minimum-jerk step has the value `y`, 0-1. */
export function minimumJerkInverse(y: number): number {
  return bisect((s) => minimumJerk(s) - y, 0, 1);
}

/** A root of the increasing function `f` in [lo, hi]. */
export function bisect(f: (x: number) => number, lo: number, hi: number): number {
  for (let i = 0; i < 40; i++) {
    const middle = (lo + hi) / 2;
    if (f(middle) > 0) hi = middle;
    else lo = middle;
  }
  return (lo + hi) / 2;
}

/** 0 before `from`, 1 after `to`, a minimum-jerk step between. */
export const ramp = (t: number, from: number, to: number): number => minimumJerk((t - from) / (to - from));

/** A change of `by` between the times `from` and `to`. */
export interface Step {
  from: number;
  to: number;
  by: number;
}

/** A value that starts at `base` and is changed by steps, which may overlap. */
export interface StepCurve {
  base: number;
  steps: Step[];
}

export function stepCurveAt(curve: StepCurve, t: number): number {
  let value = curve.base;
  for (const { from, to, by } of curve.steps) value += by * ramp(t, from, to);
  return value;
}

export interface State {
  p: number;
  v: number;
  a: number;
}

/** The quintic that goes from one state to another in `duration`, at `t` after its start. */
export function quinticAt(from: State, to: State, duration: number, t: number): number {
  const T = duration;
  const d = to.p - from.p - from.v * T - 0.5 * from.a * T * T;
  const dv = (to.v - from.v - from.a * T) * T;
  const da = (to.a - from.a) * T * T;
  const s = t / T;
  const c3 = 10 * d - 4 * dv + 0.5 * da;
  const c4 = -15 * d + 7 * dv - da;
  const c5 = 6 * d - 3 * dv + 0.5 * da;
  return from.p + from.v * t + 0.5 * from.a * t * t + s * s * s * (c3 + s * (c4 + s * c5));
}

export interface VectorState {
  p: Vec3;
  v: Vec3;
  a: Vec3;
}

export function quinticVectorAt(from: VectorState, to: VectorState, duration: number, t: number): Vec3 {
  const component = (i: 0 | 1 | 2) =>
    quinticAt({ p: from.p[i], v: from.v[i], a: from.a[i] }, { p: to.p[i], v: to.v[i], a: to.a[i] }, duration, t);
  return [component(0), component(1), component(2)];
}

/** Position, velocity and acceleration of a path at `t`, by central differences. */
export function stateOf(path: (t: number) => Vec3, t: number): VectorState {
  const h = 1e-3;
  const [before, p, after] = [path(t - h), path(t), path(t + h)];
  const v = [0, 1, 2].map((i) => (after[i]! - before[i]!) / (2 * h));
  const a = [0, 1, 2].map((i) => (after[i]! - 2 * p[i]! + before[i]!) / (h * h));
  return { p, v: [v[0]!, v[1]!, v[2]!], a: [a[0]!, a[1]!, a[2]!] };
}

import type { Point } from '../model.ts';

/**
 * A number with two kinds of one standard error: `noise` differs from shot to shot, `bias` is the same for every shot of
 * a clip (where the pose model puts a joint, what the view shortens). An interval needs both, repeatability only the
 * first.
 */
export interface Estimate {
  value: number;
  noise: number;
  bias: number;
}

/** A landmark in the image: `sd` is its random error, `bias` one standard error of the model's own offset, px. */
export interface Located extends Point {
  bias: number;
}

const DEGREES = 180 / Math.PI;
/** Half of a 90 % interval of a normal distribution, in standard errors. */
export const Z90 = 1.644854;

/** Both kinds of error together. */
export function standardError({ noise, bias }: Estimate): number {
  return Math.hypot(noise, bias);
}

/** The 90 % interval. */
export function intervalOf(estimate: Estimate): [number, number] {
  const half = Z90 * standardError(estimate);
  return [estimate.value - half, estimate.value + half];
}

/** Interior angle at `vertex`, degrees, 180 = straight. */
export function interiorAngle(a: Located, vertex: Located, c: Located): Estimate {
  const byA = turnBy(vertex, a);
  const byC = turnBy(vertex, c);
  // Moving the vertex is moving both other points the opposite way.
  const byVertex = Math.hypot(byA.x - byC.x, byA.y - byC.y);
  const angle = wrap(heading(vertex, a) - heading(vertex, c));
  return propagate(Math.abs(angle) * DEGREES, [
    [a, Math.hypot(byA.x, byA.y) * DEGREES],
    [c, Math.hypot(byC.x, byC.y) * DEGREES],
    [vertex, byVertex * DEGREES],
  ]);
}

/** Lean of `from` -> `to` from the picture's vertical, degrees in (-180, 180], + to the right of the picture. */
export function tilt(from: Located, to: Located): Estimate {
  const turn = DEGREES / Math.hypot(to.x - from.x, to.y - from.y);
  return propagate(wrap(heading(from, to) + Math.PI / 2) * DEGREES, [
    [from, turn],
    [to, turn],
  ]);
}

/** `to.x - from.x`, px. */
export function across(from: Located, to: Located): Estimate {
  return propagate(to.x - from.x, [
    [from, 1],
    [to, 1],
  ]);
}

/** Distance between two points, px. */
export function distance(from: Located, to: Located): Estimate {
  return propagate(Math.hypot(to.x - from.x, to.y - from.y), [
    [from, 1],
    [to, 1],
  ]);
}

/** The point half way. */
export function midpoint(a: Located, b: Located): Located {
  return {
    x: (a.x + b.x) / 2,
    y: (a.y + b.y) / 2,
    sd: Math.hypot(a.sd, b.sd) / 2,
    bias: Math.hypot(a.bias, b.bias) / 2,
  };
}

/** a / b of independent estimates. */
export function quotient(a: Estimate, b: Estimate): Estimate {
  const value = a.value / b.value;
  return {
    value,
    noise: Math.hypot(a.noise, value * b.noise) / Math.abs(b.value),
    bias: Math.hypot(a.bias, value * b.bias) / Math.abs(b.value),
  };
}

/** The estimate in another unit, or with its sign turned. */
export function scaled({ value, noise, bias }: Estimate, factor: number): Estimate {
  return { value: value * factor, noise: noise * Math.abs(factor), bias: bias * Math.abs(factor) };
}

/** The estimate with further independent errors. */
export function widened(estimate: Estimate, noise: number, bias: number): Estimate {
  return { ...estimate, noise: Math.hypot(estimate.noise, noise), bias: Math.hypot(estimate.bias, bias) };
}

/** First-order propagation: each point with the length of the value's gradient in it (all errors are round). */
function propagate(value: number, parts: readonly (readonly [point: Located, gradient: number])[]): Estimate {
  const total = (error: (point: Located) => number) =>
    Math.hypot(...parts.map(([point, gradient]) => gradient * error(point)));
  return { value, noise: total((point) => point.sd), bias: total((point) => point.bias) };
}

function heading(from: Point, to: Point): number {
  return Math.atan2(to.y - from.y, to.x - from.x);
}

/** Gradient of `heading(from, to)` in `to`, radians a pixel. */
function turnBy(from: Point, to: Point): { x: number; y: number } {
  const square = (to.x - from.x) ** 2 + (to.y - from.y) ** 2;
  return { x: -(to.y - from.y) / square, y: (to.x - from.x) / square };
}

/** To (-pi, pi]. */
function wrap(angle: number): number {
  return angle - 2 * Math.PI * Math.ceil((angle - Math.PI) / (2 * Math.PI));
}

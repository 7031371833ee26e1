/**
 * Which hand shoots: the weights of packages/analysis/src/people/hand.ts, by a logistic regression on drawn shooters from all
 * around, and their mirrors. `node scripts/eval/derive/hand.ts [COUNT]` prints weights, and how right and how sure they are
 * on shooters that they were not taken from.
 */
import { findAttempts } from '../../../packages/analysis/src/people/attempt.ts';
import { handCues, handTerms, type HandCues } from '../../../packages/analysis/src/people/hand.ts';
import { buildBodies } from '../../../packages/analysis/src/signals/body.ts';
import { yawOf } from '../../../packages/analysis/src/view/yaw.ts';
import { normalNumbers } from '../normal.ts';
import { count } from '../statistics.ts';
import { markdownTable } from '../tables.ts';
import { pixelShots, type PixelShot } from './pixels.ts';

const BEFORE_RELEASE = [-0.6, -0.05] as const;
const SAME_SHOT = 0.3;
const FOLDS = 8;
/** Strength of the pull of weights towards nought: as one more shot that tells nothing. */
const RIDGE = 1;
const ROUNDS = 30;
/**
 * The drawn guide hand always sinks after the release. Real ones may stay as high as the hand that threw: what it does is
 * scaled by chance between these, this many times a shot.
 */
const SINKS = [-0.3, 1] as const;
const DRAWS = 6;

const shots = (await pixelShots(Number(process.argv[2] ?? 96))).flatMap((shot) => cuesOf(shot) ?? []);
const held = shots.flatMap((_, i) => {
  const weights = fit(shots.filter((_, k) => k % FOLDS !== i % FOLDS));
  return drawn(shots[i]!, i).map((terms) => ({ yaw: shots[i]!.yawDegrees, odds: dot(weights, terms) }));
});
console.log(
  `weights ${fit(shots)
    .map((w) => w.toFixed(2))
    .join(', ')} of ${shots.length} shots`,
);
const levels = [0.5, 0.7, 0.85, 0.95, 1];
const calibration = levels.slice(1).map((to, i) => {
  const own = held.filter(({ odds }) => sure(odds) >= levels[i]! && sure(odds) < to + (to === 1 ? 1e-9 : 0));
  const right = own.filter(({ odds }) => odds > 0).length;
  const said = own.reduce((sum, { odds }) => sum + sure(odds), 0) / own.length;
  return [`${levels[i]} to ${to}`, said.toFixed(2), (right / own.length).toFixed(2), String(own.length / DRAWS)];
});
console.log(markdownTable(['confidence', 'said on average', 'right', 'shots'], calibration));
const sides = [
  ['front', 0, 45],
  ['side', 45, 135],
  ['back', 135, 181],
] as const;
const byView = sides.map(([name, from, to]) => {
  const own = held.filter(({ yaw }) => Math.abs(yaw) >= from && Math.abs(yaw) < to);
  return [name, count(Math.round(own.filter(({ odds }) => odds > 0).length / DRAWS), own.length / DRAWS)];
});
console.log(markdownTable(['view', 'right'], byView));

function cuesOf({ tracks, truth }: PixelShot): HandCues | null {
  const release = truth.shots[0]!.release.timeSeconds;
  const attempts = buildBodies(tracks).flatMap(findAttempts);
  const nearest = attempts.toSorted((a, b) => Math.abs(a.time - release) - Math.abs(b.time - release))[0];
  if (!nearest || Math.abs(nearest.time - release) > SAME_SHOT) return null;
  const { body, time } = nearest;
  return handCues(body, time, yawOf(body, time + BEFORE_RELEASE[0], time + BEFORE_RELEASE[1])?.degrees ?? null);
}

/** The terms of a shot by the right hand, with other guide hands. */
function drawn(cues: HandCues, seed: number): number[][] {
  const normal = normalNumbers(seed + 1);
  return Array.from({ length: DRAWS }, () => {
    // A normal number's place in its distribution is uniform; a logistic curve comes close enough.
    const part = 1 / (1 + Math.exp(-1.7 * normal()));
    return handTerms({ ...cues, follows: cues.follows * (SINKS[0] + (SINKS[1] - SINKS[0]) * part) });
  });
}

/** Newton's method on the mean of log(1 + exp(-odds)): a left-hander is a right-hander in a mirror, so one class is enough. */
function fit(training: readonly HandCues[]): number[] {
  const rows = training.flatMap((cues, i) => drawn(cues, i));
  let weights = rows[0]!.map(() => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = weights.map((w) => RIDGE * w);
    const curvature = weights.map((_, i) => weights.map((_, k) => (i === k ? RIDGE : 0)));
    for (const row of rows) {
      const p = 1 / (1 + Math.exp(-dot(weights, row)));
      row.forEach((a, i) => {
        gradient[i]! -= ((1 - p) * a) / DRAWS;
        row.forEach((b, k) => (curvature[i]![k]! += (p * (1 - p) * a * b) / DRAWS));
      });
    }
    const step = solve(curvature, gradient);
    weights = weights.map((w, i) => w - step[i]!);
  }
  return weights;
}

/** Gauss-Jordan of a positive definite system. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  rows.forEach((pivot, i) => {
    const lead = pivot[i]!;
    pivot.forEach((v, k) => (pivot[k] = v / lead));
    rows.forEach((row, r) => {
      const factor = row[i]!;
      if (r !== i) row.forEach((v, k) => (row[k] = v - factor * pivot[k]!));
    });
  });
  return rows.map((row) => row.at(-1)!);
}

function sure(odds: number): number {
  return 1 / (1 + Math.exp(-Math.abs(odds)));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, v, i) => sum + v * b[i]!, 0);
}

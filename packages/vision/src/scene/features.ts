/** Points worth following in a small picture, and following them by least squares (Lucas and Kanade 1981, inverse form). */
import type { Plane } from './planes.ts';
import type { Pairs } from './transform.ts';

const HALF = 4;
const SIDE = 2 * HALF + 1;
const AREA = SIDE * SIDE;
/** Smallest eigenvalue of the structure tensor per pixel for a point to be followed: a gradient of 2 grey levels in every direction. */
const MIN_CORNER = 4;
const ITERATIONS = 8;
/** Mean difference over which a patch was not found again: grey levels, and of the patch's own mean contrast. */
const MAX_RESIDUAL = 12;
const MAX_RESIDUAL_SHARE = 0.5;

/** Patches around points of one picture. */
export interface Features {
  count: number;
  x: Float64Array;
  y: Float64Array;
  /** Per point AREA zero-mean values, and their gradients. */
  patch: Float32Array;
  gx: Float32Array;
  gy: Float32Array;
  /** Per point the largest residual to be found again with. */
  limit: Float64Array;
  /** Per point the structure tensor xx, xy, yy. */
  tensor: Float64Array;
}

export function makeFeatures(capacity: number): Features {
  return {
    count: 0,
    x: new Float64Array(capacity),
    y: new Float64Array(capacity),
    patch: new Float32Array(capacity * AREA),
    gx: new Float32Array(capacity * AREA),
    gy: new Float32Array(capacity * AREA),
    limit: new Float64Array(capacity),
    tensor: new Float64Array(capacity * 3),
  };
}

function tensorAt({ data, width }: Plane, x: number, y: number, out: Float64Array, at: number): void {
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let dy = -HALF; dy <= HALF; dy++) {
    let i = (y + dy) * width + x - HALF;
    for (let dx = -HALF; dx <= HALF; dx++, i++) {
      const gx = (data[i + 1]! - data[i - 1]!) / 2;
      const gy = (data[i + width]! - data[i - width]!) / 2;
      xx += gx * gx;
      xy += gx * gy;
      yy += gy * gy;
    }
  }
  out[at] = xx;
  out[at + 1] = xy;
  out[at + 2] = yy;
}

function smallestEigenvalue(xx: number, xy: number, yy: number): number {
  return (xx + yy) / 2 - Math.hypot((xx - yy) / 2, xy);
}

function keepPatch(plane: Plane, features: Features, x: number, y: number): void {
  const { data, width } = plane;
  const n = features.count++;
  features.x[n] = x;
  features.y[n] = y;
  tensorAt(plane, x, y, features.tensor, 3 * n);
  let sum = 0;
  let k = n * AREA;
  for (let dy = -HALF; dy <= HALF; dy++) {
    let i = (y + dy) * width + x - HALF;
    for (let dx = -HALF; dx <= HALF; dx++, i++, k++) {
      features.patch[k] = data[i]!;
      features.gx[k] = (data[i + 1]! - data[i - 1]!) / 2;
      features.gy[k] = (data[i + width]! - data[i - width]!) / 2;
      sum += data[i]!;
    }
  }
  let contrast = 0;
  for (let j = n * AREA; j < k; j++) {
    features.patch[j]! -= sum / AREA;
    contrast += Math.abs(features.patch[j]!) / AREA;
  }
  features.limit[n] = Math.min(MAX_RESIDUAL, MAX_RESIDUAL_SHARE * contrast + 1);
}

/** Takes the best corner of each cell of a columns x rows grid; `excluded` says which points lie on somebody. */
export function findFeatures(
  plane: Plane,
  grid: { columns: number; rows: number },
  excluded: (x: number, y: number) => boolean,
  into: Features,
): void {
  const border = HALF + 2;
  const cellWidth = (plane.width - 2 * border) / grid.columns;
  const cellHeight = (plane.height - 2 * border) / grid.rows;
  const tensor = new Float64Array(3);
  into.count = 0;
  if (cellWidth < 1 || cellHeight < 1) return;
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      let best = MIN_CORNER * AREA;
      let bestX = -1;
      let bestY = -1;
      const x1 = Math.floor(border + (column + 1) * cellWidth);
      const y1 = Math.floor(border + (row + 1) * cellHeight);
      for (let y = Math.floor(border + row * cellHeight); y < y1; y += 3) {
        for (let x = Math.floor(border + column * cellWidth); x < x1; x += 3) {
          tensorAt(plane, x, y, tensor, 0);
          const corner = smallestEigenvalue(tensor[0]!, tensor[1]!, tensor[2]!);
          if (corner <= best || excluded(x, y)) continue;
          best = corner;
          bestX = x;
          bestY = y;
        }
      }
      if (bestX >= 0) keepPatch(plane, into, bestX, bestY);
    }
  }
}

const window = new Float32Array(AREA);

/** Reads the patch around (x, y) between pixels and returns its mean. The caller keeps it inside the picture. */
function readWindow({ data, width }: Plane, x: number, y: number): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const fx = x - x0;
  const fy = y - y0;
  const w00 = (1 - fx) * (1 - fy);
  const w10 = fx * (1 - fy);
  const w01 = (1 - fx) * fy;
  const w11 = fx * fy;
  let sum = 0;
  let k = 0;
  for (let dy = -HALF; dy <= HALF; dy++) {
    let i = (y0 + dy) * width + x0 - HALF;
    for (let dx = -HALF; dx <= HALF; dx++, i++, k++) {
      const value = w00 * data[i]! + w10 * data[i + 1]! + w01 * data[i + width]! + w11 * data[i + width + 1]!;
      window[k] = value;
      sum += value;
    }
  }
  return sum / AREA;
}

/** One step of least squares for point n at (x, y): the movement left over, and the mean difference. */
function step(features: Features, n: number, mean: number, out: { dx: number; dy: number; residual: number }): void {
  let bx = 0;
  let by = 0;
  let residual = 0;
  for (let k = 0, j = n * AREA; k < AREA; k++, j++) {
    const error = window[k]! - mean - features.patch[j]!;
    bx += error * features.gx[j]!;
    by += error * features.gy[j]!;
    residual += error < 0 ? -error : error;
  }
  const xx = features.tensor[3 * n]!;
  const xy = features.tensor[3 * n + 1]!;
  const yy = features.tensor[3 * n + 2]!;
  const determinant = xx * yy - xy * xy;
  out.dx = (yy * bx - xy * by) / determinant;
  out.dy = (xx * by - xy * bx) / determinant;
  out.residual = residual / AREA;
}

/**
 * Follows the features into `plane`, each from where `guess` puts it, and appends those found to `pairs` (from: where
 * they are in `plane`, to: where they were in the features' own picture).
 */
export function followFeatures(
  features: Features,
  plane: Plane,
  guess: (x: number, y: number) => readonly [number, number],
  pairs: Pairs,
): void {
  const result = { dx: 0, dy: 0, residual: 0 };
  pairs.count = 0;
  for (let n = 0; n < features.count; n++) {
    let [x, y] = guess(features.x[n]!, features.y[n]!);
    let found = false;
    for (let k = 0; k < ITERATIONS; k++) {
      const inside = x >= HALF && y >= HALF && x < plane.width - HALF - 1 && y < plane.height - HALF - 1;
      if (!inside) break;
      step(features, n, readWindow(plane, x, y), result);
      if (Math.abs(result.dx) + Math.abs(result.dy) < 0.02) {
        found = result.residual < features.limit[n]!;
        break;
      }
      x -= Math.max(-2, Math.min(2, result.dx));
      y -= Math.max(-2, Math.min(2, result.dy));
    }
    if (!found) continue;
    pairs.from[2 * pairs.count] = x;
    pairs.from[2 * pairs.count + 1] = y;
    pairs.to[2 * pairs.count] = features.x[n]!;
    pairs.to[2 * pairs.count + 1] = features.y[n]!;
    pairs.count++;
  }
}

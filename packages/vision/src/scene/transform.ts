/** Plane transforms as in Tracks: [a, b, c, d, e, f] takes (x, y) to (a x + c y + e, b x + d y + f). */
export type Transform = readonly [number, number, number, number, number, number];

export const IDENTITY: Transform = [1, 0, 0, 1, 0, 0];

export function applyX(t: Transform, x: number, y: number): number {
  return t[0] * x + t[2] * y + t[4];
}

export function applyY(t: Transform, x: number, y: number): number {
  return t[1] * x + t[3] * y + t[5];
}

/** First `inner`, then `outer`. */
export function compose(outer: Transform, inner: Transform): Transform {
  return [
    outer[0] * inner[0] + outer[2] * inner[1],
    outer[1] * inner[0] + outer[3] * inner[1],
    outer[0] * inner[2] + outer[2] * inner[3],
    outer[1] * inner[2] + outer[3] * inner[3],
    outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
    outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
  ];
}

export function invert(t: Transform): Transform {
  const determinant = t[0] * t[3] - t[1] * t[2];
  const a = t[3] / determinant;
  const b = -t[1] / determinant;
  const c = -t[2] / determinant;
  const d = t[0] / determinant;
  return [a, b, c, d, -(a * t[4] + c * t[5]), -(b * t[4] + d * t[5])];
}

/** How many times longer lengths become. */
export function scaleOf(t: Transform): number {
  return Math.sqrt(Math.abs(t[0] * t[3] - t[1] * t[2]));
}

/** The same transform between pixel grids that are `scale` times coarser, given that of the fine grids, or back by 1 / scale. */
export function rescale(t: Transform, scale: number): Transform {
  // Grid i lies at scale i + (scale - 1) / 2 of the fine one.
  const offset = (scale - 1) / 2;
  const x = applyX(t, offset, offset) - offset;
  const y = applyY(t, offset, offset) - offset;
  return [t[0], t[1], t[2], t[3], x / scale, y / scale];
}

/** The largest movement of a corner of a width x height picture. */
export function largestShift(t: Transform, width: number, height: number): number {
  let largest = 0;
  for (const x of [0, width]) {
    for (const y of [0, height]) {
      largest = Math.max(largest, Math.hypot(applyX(t, x, y) - x, applyY(t, x, y) - y));
    }
  }
  return largest;
}

/** Correspondences: `from[2 i], from[2 i + 1]` lies at `to[2 i], to[2 i + 1]`. */
export interface Pairs {
  count: number;
  from: Float64Array;
  to: Float64Array;
}

/** Least-squares similarity over the pairs with `weights` > 0 (Umeyama's in two dimensions); `null` where it is undetermined. */
export function fitSimilarity(pairs: Pairs, weights: Uint8Array): Transform | null {
  const { from, to } = pairs;
  let n = 0;
  let fx = 0;
  let fy = 0;
  let tx = 0;
  let ty = 0;
  for (let i = 0; i < pairs.count; i++) {
    if (!weights[i]) continue;
    n++;
    fx += from[2 * i]!;
    fy += from[2 * i + 1]!;
    tx += to[2 * i]!;
    ty += to[2 * i + 1]!;
  }
  if (n < 2) return null;
  fx /= n;
  fy /= n;
  tx /= n;
  ty /= n;
  let dot = 0;
  let cross = 0;
  let spread = 0;
  for (let i = 0; i < pairs.count; i++) {
    if (!weights[i]) continue;
    const px = from[2 * i]! - fx;
    const py = from[2 * i + 1]! - fy;
    const qx = to[2 * i]! - tx;
    const qy = to[2 * i + 1]! - ty;
    dot += px * qx + py * qy;
    cross += px * qy - py * qx;
    spread += px * px + py * py;
  }
  if (spread < 1e-9) return null;
  const a = dot / spread;
  const b = cross / spread;
  return [a, b, -b, a, tx - a * fx + b * fy, ty - b * fx - a * fy];
}

/** Marks the pairs within `tolerance` of `t` and returns how many. */
export function markInliers(pairs: Pairs, t: Transform, tolerance: number, inlier: Uint8Array): number {
  let n = 0;
  for (let i = 0; i < pairs.count; i++) {
    const x = pairs.from[2 * i]!;
    const y = pairs.from[2 * i + 1]!;
    const dx = applyX(t, x, y) - pairs.to[2 * i]!;
    const dy = applyY(t, x, y) - pairs.to[2 * i + 1]!;
    const inside = dx * dx + dy * dy <= tolerance * tolerance ? 1 : 0;
    inlier[i] = inside;
    n += inside;
  }
  return n;
}

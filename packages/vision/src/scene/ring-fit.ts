/** Where exactly a hoop's ring lies in a patch: an ellipse drawn by a thin line, with a net under it. */
import { netUnder, textureSums } from './net-texture.ts';
import { PATCH } from './rim-patch.ts';

export interface Ellipse {
  x: number;
  y: number;
  /** Semi-axes; `a` along `angle`, radians, clockwise on the screen. */
  a: number;
  b: number;
  angle: number;
}

/** A line in luma counts to this many grey levels, one in V, which is coarser and softer, to this many chroma levels. */
const MAX_LUMA = 25;
const MAX_RED = 10;
const RED_WEIGHT = 2.5;
const SMALLEST = 6;
/** A ring's tube is about a twentieth of its width: what lies this many cells off it is beside it. */
const BESIDE = { near: 3, far: 5 } as const;
/** What a ring is worth without a net, and how much one adds. */
const LEAST_NET = 0.2;
const MOST_NET = 0.6;
const POINTS = 32;
/** How wide the ring is against how it was seen, as a logarithm. */
const SEEN_SPREAD = 0.1;
/** Cells by which the ring is moved and grown, and how often at most. */
const STEPS = [2, 1] as const;
const ROUNDS = 6;
const MAX_TILT = 0.4;
/** A ring that is looked up at from so near that it is this open leans off the picture's middle; radians. */
const LEANING = 0.35;
const LEANS = [-0.3, 0, 0.3] as const;
const MAX_OPENING = 0.8;
const MIN_B = 1;
/** A rim seen from 1.5 m high and 7 m away; much flatter ones are lines. */
const USUAL_OPENING = 0.2;

/** The line, cell by cell: how much it stands out from what is beside it, above and below. */
function lineMap(luma: Float32Array, red: Float32Array): Float32Array {
  const { near, far } = BESIDE;
  const map = new Float32Array(PATCH * PATCH);
  for (let row = far; row < PATCH - far; row++) {
    for (let i = row * PATCH, end = i + PATCH; i < end; i++) {
      let best = 0;
      for (let d = near; d <= far; d++) {
        const up = i - d * PATCH;
        const down = i + d * PATCH;
        const dark = Math.min(luma[up]!, luma[down]!) - luma[i]!;
        const light = luma[i]! - Math.max(luma[up]!, luma[down]!);
        const reddish = red[i]! - Math.max(red[up]!, red[down]!);
        const value =
          Math.min(MAX_LUMA, Math.max(0, dark, light)) + RED_WEIGHT * Math.min(MAX_RED, Math.max(0, reddish));
        if (value > best) best = value;
      }
      map[i] = best;
    }
  }
  return map;
}

/** Offsets into the map of points on an ellipse around its centre; those at its ends, where it stands upright, are left out. */
function offsets(a: number, b: number, angle: number, points: number): Int32Array {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const half = points / 2;
  return Int32Array.from({ length: points }, (_, k) => {
    const p = a * (1.9 * (((k % half) + 0.5) / half) - 0.95);
    const q = b * Math.sqrt(1 - (p / a) ** 2) * (k < half ? 1 : -1);
    return Math.round(p * sin + q * cos) * PATCH + Math.round(p * cos - q * sin);
  });
}

/** Offsets of points beyond both ends: a ring stops there, a bar goes on. */
function ends(a: number, angle: number, perEnd: number): Int32Array {
  return Int32Array.from({ length: 2 * perEnd }, (_, k) => {
    const p = (a + 2 + (3 * (k % perEnd)) / perEnd) * (k < perEnd ? 1 : -1);
    return Math.round(p * Math.sin(angle)) * PATCH + Math.round(p * Math.cos(angle));
  });
}

/** Line on an ellipse with its centre at cell `at`, less that inside and outside of it. */
function standsOut(map: Float32Array, at: number, { a, b, angle }: Ellipse): number {
  const off = Math.max(3, 0.25 * a);
  const on = evenMean(map, at, offsets(a, b, angle, POINTS));
  const outside = Int32Array.from([...offsets(a + off, b + off, angle, POINTS), ...ends(a, angle, POINTS / 4)]);
  // In a flat one the inside is the line itself and says nothing.
  if (b < 2.5) return on - mean(map, at, outside);
  const inside = offsets(Math.max(2, a - off), Math.max(0, b - off), angle, POINTS);
  return on - 0.5 * (mean(map, at, outside) + mean(map, at, inside));
}

/** Whether the patch shows the ellipse and what is around it. */
function isInside({ x, y, a, b, angle }: Ellipse): boolean {
  const off = Math.max(5, 0.25 * a);
  const width = Math.ceil(a + off) + 1;
  const rise = Math.ceil(Math.abs(Math.sin(angle)) * (a + off) + b + off) + 1;
  return x >= width && y >= rise && x < PATCH - width && y < PATCH - rise;
}

function mean(map: Float32Array, at: number, points: Int32Array): number {
  let sum = 0;
  for (let k = 0; k < points.length; k++) sum += map[at + points[k]!]!;
  return sum / points.length;
}

/** Half the mean, half that of the two weaker quarters: a ring is drawn all around, two lines that an ellipse touches are not. */
function evenMean(map: Float32Array, at: number, points: Int32Array): number {
  const quarter = points.length / 4;
  const sums: [number, number, number, number] = [0, 0, 0, 0];
  for (let k = 0; k < points.length; k++) sums[Math.floor(k / quarter)]! += map[at + points[k]!]!;
  const [p, q, r, s] = sums;
  // Of four, the two smallest: the smaller of each pair, or both of one pair.
  const weaker = Math.min(p + q, p + r, p + s, q + r, q + s, r + s);
  return (p + q + r + s) / points.length / 2 + weaker / (2 * quarter) / 2;
}

/** The ring that a patch (luma and V, cell by cell) shows near where one was seen; all in cells. */
export function fitRing(luma: Float32Array, red: Float32Array, seen: Ellipse): Ellipse {
  const map = lineMap(luma, red);
  const texture = textureSums(luma);
  /** How good a ring is; a longer one says more, and one with a net. */
  const worth = (e: Ellipse): number => {
    const [x, y] = [Math.round(e.x), Math.round(e.y)];
    if (!isInside({ ...e, x, y })) return -Infinity;
    const net = Math.max(0, Math.min(MOST_NET, netUnder(texture, x, y, e.a, e.b)));
    const open = Math.min(1, 0.6 + (0.4 * e.b) / e.a / USUAL_OPENING);
    const likely = Math.exp(-0.5 * (Math.log(e.a / seen.a) / SEEN_SPREAD) ** 2);
    return standsOut(map, y * PATCH + x, e) * Math.sqrt(e.a) * open * likely * (LEAST_NET + net);
  };
  const leans = seen.b > LEANING * seen.a ? LEANS : [seen.angle];
  const [best] = leans.map((angle) => climb({ ...seen, angle }, worth)).sort((p, q) => q.value - p.value);
  return best!.ring;
}

/** The best of an ellipse's neighbours, and of that one's, until none is better. */
function climb(start: Ellipse, worth: (e: Ellipse) => number): { ring: Ellipse; value: number } {
  let best = start;
  let value = worth(start);
  for (const step of STEPS) {
    for (let round = 0; round < ROUNDS; round++) {
      const before = value;
      for (const next of neighbours(best, step)) {
        const here = worth(next);
        if (here <= value) continue;
        value = here;
        best = next;
      }
      if (value === before) break;
    }
  }
  return { ring: best, value };
}

function neighbours(e: Ellipse, step: number): Ellipse[] {
  const result: Ellipse[] = [];
  for (const sign of [-step, step]) {
    const a = Math.max(SMALLEST - 1, e.a + sign);
    const b = Math.max(MIN_B, e.b + sign / 2);
    const angle = Math.max(-MAX_TILT, Math.min(MAX_TILT, e.angle + sign / e.a));
    result.push({ ...e, x: e.x + sign }, { ...e, y: e.y + sign });
    // Growing to one side keeps the other end where it is.
    result.push({ ...e, a }, { ...e, a, x: e.x + sign }, { ...e, a, x: e.x - sign });
    if (b <= MAX_OPENING * e.a)
      result.push({ ...e, b }, { ...e, b, y: e.y + sign / 2 }, { ...e, b, y: e.y - sign / 2 });
    result.push({ ...e, angle });
  }
  return result;
}

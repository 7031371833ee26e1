/** Finding a hoop's ring in a patch: a flat ellipse drawn by a thin line, with a net under it. */
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

export interface Ring extends Ellipse {
  /** How much of a line lies on the ellipse and not beside it, grey levels. */
  line: number;
  /** How much redder it is than the patch, chroma levels. */
  redness: number;
  /** How much finer the texture under it is than beside that, -1 to 1. */
  net: number;
}

/** A line in luma counts to this many grey levels, one in V, which is coarser and softer, to this many chroma levels. */
const MAX_LUMA = 25;
const MAX_RED = 10;
const RED_WEIGHT = 2.5;
const SMALLEST = 6;
const LARGEST = 34;
/** What is tried everywhere, before the best are refined. */
const COARSE = { growth: 1.25, openings: [0.13, 0.27, 0.45, 0.65], tilts: [-0.2, 0, 0.2], points: 12 } as const;
/** A ring's tube is about a twentieth of its width: what lies `near` to `far` cells off it is beside it, up to a half width. */
const LINES = [
  { near: 2, far: 3, upTo: 11 },
  { near: 3, far: 5, upTo: 20 },
  { near: 5, far: 8, upTo: Infinity },
] as const;
/** What a ring is worth without a net, and how much one adds. */
const LEAST_NET = 0.2;
const MOST_NET = 0.6;
const FINE_POINTS = 32;
const REFINED = 12;
const KEPT = 5;
const MAX_TILT = 0.4;
const MAX_OPENING = 0.8;
const MIN_B = 1;
/** A rim seen from 1.5 m high and 7 m away; much flatter ones are lines. */
const USUAL_OPENING = 0.2;

/** The line, cell by cell: how much it stands out from what is `near` to `far` cells above and below. */
function lineMap(luma: Float32Array, red: Float32Array, near: number, far: number): Float32Array {
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

/** An ellipse with one inside and one outside of it, beside the line. */
class Template {
  readonly #on: Int32Array;
  readonly #inside: Int32Array | null;
  readonly #outside: Int32Array;
  /** Cells from the centre that the whole of it needs. */
  readonly width: number;
  readonly rise: number;

  constructor({ a, b, angle }: Ellipse, points: number) {
    const off = Math.max(3, 0.25 * a);
    this.#on = offsets(a, b, angle, points);
    // In a flat one the inside is the line itself and says nothing.
    this.#inside = b < 2.5 ? null : offsets(Math.max(2, a - off), Math.max(0, b - off), angle, points);
    this.#outside = Int32Array.from([...offsets(a + off, b + off, angle, points), ...ends(a, angle, points / 4)]);
    this.width = Math.ceil(a + Math.max(5, off)) + 1;
    this.rise = Math.ceil(Math.abs(Math.sin(angle)) * (a + Math.max(5, off)) + b + off) + 1;
  }

  meanOn(map: Float32Array, at: number): number {
    return mean(map, at, this.#on);
  }

  /** Line on the ellipse less that beside it, with its centre at cell `at`; 0 where it cannot exceed `least`. */
  standsOut(map: Float32Array, at: number, least = 0): number {
    const on = evenMean(map, at, this.#on);
    if (on <= least) return 0;
    const outside = mean(map, at, this.#outside);
    return this.#inside ? on - 0.5 * (outside + mean(map, at, this.#inside)) : on - outside;
  }
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

/** What a patch shows, and the search over it. */
class RingSearch {
  /** One for each of LINES. */
  readonly #maps: Float32Array[];
  readonly #texture: Float64Array;
  readonly #likely: (a: number) => number;
  readonly #red: Float32Array;
  /** Of V over the patch. */
  readonly #median: number;

  constructor(luma: Float32Array, red: Float32Array, likely: (a: number) => number) {
    this.#maps = LINES.map(({ near, far }) => lineMap(luma, red, near, far));
    this.#texture = textureSums(luma);
    this.#likely = likely;
    this.#red = red;
    this.#median = red.toSorted()[red.length >> 1]!;
  }

  /** How good a ring this is; a longer one says more, and one with a net. */
  #value(line: number, x: number, y: number, { a, b }: Ellipse): number {
    const net = netUnder(this.#texture, x, y, a, b);
    const open = b < USUAL_OPENING * a ? 0.6 + (0.4 * b) / a / USUAL_OPENING : 1;
    return line * Math.sqrt(a) * open * this.#likely(a) * (LEAST_NET + Math.max(0, Math.min(MOST_NET, net)));
  }

  /** The best place for each of the coarse shapes, the best first. */
  coarse(): { ellipse: Ellipse; value: number }[] {
    const found: { ellipse: Ellipse; value: number }[] = [];
    for (let a = SMALLEST; a <= LARGEST; a *= COARSE.growth) {
      for (const opening of COARSE.openings) {
        for (const angle of COARSE.tilts) {
          const best = this.#everywhere({ x: 0, y: 0, a, b: Math.max(MIN_B, opening * a), angle });
          if (best) found.push(best);
        }
      }
    }
    return found.sort((p, q) => q.value - p.value);
  }

  #everywhere(shape: Ellipse): { ellipse: Ellipse; value: number } | null {
    const t = new Template(shape, COARSE.points);
    const stride = shape.a > 9 ? 2 : 1;
    const map = this.#mapFor(shape);
    let best: Ellipse | null = null;
    let value = 0;
    // What a line is worth with the best net: most places need not be asked for one.
    const most = Math.sqrt(shape.a) * this.#likely(shape.a) * (LEAST_NET + MOST_NET);
    for (let y = t.rise; y < PATCH - t.rise; y++) {
      for (let x = t.width; x < PATCH - t.width; x += stride) {
        const line = t.standsOut(map, y * PATCH + x, value / most);
        if (line * most <= value) continue;
        const here = this.#value(line, x, y, shape);
        if (here <= value) continue;
        value = here;
        best = { ...shape, x, y };
      }
    }
    return best && { ellipse: best, value };
  }

  #mapFor({ a }: Ellipse): Float32Array {
    return this.#maps[LINES.findIndex(({ upTo }) => a < upTo)]!;
  }

  refine(start: Ellipse): { ring: Ring; value: number } {
    let best = start;
    let value = this.#at(start).value;
    for (const step of [2, 1]) {
      for (let round = 0; round < 6; round++) {
        const before = value;
        for (const next of neighbours(best, step)) {
          const here = this.#at(next).value;
          if (here <= value) continue;
          value = here;
          best = next;
        }
        if (value === before) break;
      }
    }
    const { line } = this.#at(best);
    const redness = new Template(best, FINE_POINTS).meanOn(this.#red, indexOf(best)) - this.#median;
    return { ring: { ...best, line, redness, net: netUnder(this.#texture, best.x, best.y, best.a, best.b) }, value };
  }

  #at(e: Ellipse): { value: number; line: number } {
    const t = new Template(e, FINE_POINTS);
    const x = Math.round(e.x);
    const y = Math.round(e.y);
    const inside = x >= t.width && y >= t.rise && x < PATCH - t.width && y < PATCH - t.rise;
    if (!inside) return { value: -Infinity, line: 0 };
    const line = t.standsOut(this.#mapFor(e), y * PATCH + x);
    return { value: this.#value(line, x, y, e), line };
  }
}

function indexOf(e: Ellipse): number {
  return Math.round(e.y) * PATCH + Math.round(e.x);
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

/** Different rings that a patch may show, in cells, the best first; `likely` weighs a half width in cells, 0-1. */
export function findRings(luma: Float32Array, red: Float32Array, likely: (a: number) => number): Ring[] {
  const search = new RingSearch(luma, red, likely);
  const starts: Ellipse[] = [];
  for (const { ellipse } of search.coarse()) {
    if (starts.length >= REFINED) break;
    if (!starts.some((other) => sameRing(other, ellipse, 0.4))) starts.push(ellipse);
  }
  const refined = starts.map((start) => search.refine(start)).sort((p, q) => q.value - p.value);
  const kept: Ring[] = [];
  for (const { ring } of refined) {
    if (kept.length >= KEPT) break;
    if (!kept.some((other) => sameRing(other, ring, 0.8))) kept.push(ring);
  }
  return kept;
}

function sameRing(p: Ellipse, q: Ellipse, share: number): boolean {
  const a = Math.max(p.a, q.a);
  return (
    Math.abs(p.x - q.x) < share * a && Math.abs(p.y - q.y) < 0.5 * share * a && Math.min(p.a, q.a) > (1 - share / 2) * a
  );
}

/** Things in one picture that may be a rim: thin, level, redder than what is above and below them. */
import { BlobFinder } from './blobs.ts';
import type { Blob } from './blobs.ts';
import type { Plane, Pyramid } from './planes.ts';
import { makePlane, sample } from './planes.ts';

export interface Ellipse {
  x: number;
  y: number;
  /** Semi-axes; `a` along `angle`, radians, clockwise on the screen. */
  a: number;
  b: number;
  angle: number;
}

export interface RimSighting extends Ellipse {
  /** How much redder the ring is than what surrounds it, in chroma levels. */
  redness: number;
  /** Fine texture under it against that above it, 0-1: a net. */
  net: number;
}

/** Thickness of what is looked for, in chroma pixels. */
const THICKNESSES = [2, 5, 10] as const;
const MIN_REDNESS = 7;
const MIN_HALF_WIDTH = 3;
const MAX_TILT = 0.5;
const POINTS = 32;
const KEPT = 10;

export class RimFinder {
  readonly #response: Plane;
  readonly #blobs: BlobFinder;

  constructor(pyramid: Pyramid) {
    const { width, height } = pyramid.v;
    this.#response = makePlane(width, height);
    this.#blobs = new BlobFinder(width, height);
  }

  /** Sightings in full pixels, the reddest first. */
  find(pyramid: Pyramid): RimSighting[] {
    const found: RimSighting[] = [];
    for (const thickness of THICKNESSES) {
      this.#respond(pyramid.v, thickness);
      const maxArea = pyramid.v.data.length / 40;
      const everywhere = { x0: 1, y0: 1, x1: pyramid.v.width - 1, y1: pyramid.v.height - 1 };
      for (const blob of this.#blobs.find(this.#response, MIN_REDNESS, 2 * MIN_HALF_WIDTH, maxArea, [everywhere])) {
        const seed = seedOf(blob);
        if (!seed) continue;
        const ellipse = settle(pyramid.v, seed);
        if (ellipse.a < MIN_HALF_WIDTH) continue;
        const redness = contrast(pyramid.v, ellipse);
        if (redness < MIN_REDNESS) continue;
        found.push({ ...toFull(ellipse, pyramid.chromaScale), redness, net: netTexture(pyramid, ellipse) });
      }
    }
    found.sort((p, q) => q.redness * (0.3 + q.net) - p.redness * (0.3 + p.net));
    const kept: RimSighting[] = [];
    for (const sighting of found) {
      if (kept.length >= KEPT) break;
      if (!kept.some((other) => sameRim(other, sighting))) kept.push(sighting);
    }
    return kept;
  }

  /** V against the redder of the places `thickness` above and below. */
  #respond(v: Plane, thickness: number): void {
    const { width, height, data } = v;
    const out = this.#response.data;
    out.fill(0);
    const reach = thickness * width;
    for (let y = thickness; y < height - thickness; y++) {
      for (let i = y * width, end = i + width; i < end; i++) {
        const above = data[i - reach]!;
        const below = data[i + reach]!;
        const d = data[i]! - (above > below ? above : below);
        out[i] = d > 0 && data[i]! > 128 + MIN_REDNESS ? d : 0;
      }
    }
  }
}

export function sameRim(p: Ellipse, q: Ellipse): boolean {
  const a = Math.max(p.a, q.a);
  return Math.abs(p.x - q.x) < 0.5 * a && Math.abs(p.y - q.y) < 0.5 * a && Math.abs(Math.log(p.a / q.a)) < 0.5;
}

function seedOf(blob: Blob): Ellipse | null {
  if (blob.major < 1.5 * blob.minor || Math.abs(blob.angle) > MAX_TILT) return null;
  // Between a line, whose half length is 0.87 of this, and a ring, 0.71.
  const a = 0.8 * blob.major;
  return a < MIN_HALF_WIDTH ? null : { x: blob.x, y: blob.y, a, b: Math.max(1, 0.7 * blob.minor), angle: blob.angle };
}

/** Moves and stretches an ellipse while that raises its contrast. */
function settle(v: Plane, seed: Ellipse): Ellipse {
  let best = seed;
  let value = contrast(v, best);
  for (const step of [0.2, 0.1, 0.05]) {
    for (let round = 0; round < 4; round++) {
      const before = value;
      for (const next of variations(best, step)) {
        const nextValue = contrast(v, next);
        if (nextValue <= value) continue;
        best = next;
        value = nextValue;
      }
      if (value === before) break;
    }
  }
  return best;
}

function variations(e: Ellipse, step: number): Ellipse[] {
  const move = Math.max(0.5, step * e.a);
  const result: Ellipse[] = [];
  for (const sign of [-1, 1]) {
    result.push({ ...e, x: e.x + sign * move }, { ...e, y: e.y + (sign * move) / 2 });
    result.push({ ...e, a: e.a * (1 + sign * step), b: e.b * (1 + sign * step) });
    const b = e.b + (sign * move) / 2;
    if (b >= 0.5 && b < 0.75 * e.a) result.push({ ...e, b });
    const angle = e.angle + sign * step;
    if (Math.abs(angle) < MAX_TILT) result.push({ ...e, angle });
  }
  return result;
}

const COS = Float64Array.from({ length: POINTS }, (_, k) => Math.cos((2 * Math.PI * (k + 0.5)) / POINTS));
const SIN = Float64Array.from({ length: POINTS }, (_, k) => Math.sin((2 * Math.PI * (k + 0.5)) / POINTS));

/** Redness on the ring less that around it, and, where the ring is open enough to see through, in it. */
function contrast(v: Plane, e: Ellipse): number {
  const margin = Math.max(2, 0.3 * e.a);
  const on = ringMean(v, e, 0);
  const around = ringMean(v, e, margin);
  if (e.b < 3) return on - around;
  return on - 0.6 * around - 0.4 * ringMean(v, e, -e.b / 2);
}

/** Mean of V - 128, at most 40, along the ellipse grown by `margin`. */
function ringMean(v: Plane, e: Ellipse, margin: number): number {
  const cos = Math.cos(e.angle);
  const sin = Math.sin(e.angle);
  let sum = 0;
  for (let k = 0; k < POINTS; k++) {
    const p = (e.a + margin) * COS[k]!;
    const q = (e.b + margin) * SIN[k]!;
    const value = sample(v, e.x + p * cos - q * sin, e.y + p * sin + q * cos) - 128;
    sum += value > 40 ? 40 : value;
  }
  return sum / POINTS;
}

/** Share of fine luma texture under the ellipse in that above and under it. */
function netTexture(pyramid: Pyramid, e: Ellipse): number {
  const scale = pyramid.chromaScale / pyramid.fine.scale;
  const { luma } = pyramid.fine;
  const under = texture(luma, (e.x - 0.7 * e.a) * scale, (e.y + e.b + 1.5) * scale, 1.4 * e.a * scale, e.a * scale);
  const above = texture(
    luma,
    (e.x - 0.7 * e.a) * scale,
    (e.y - e.b - 1.5 - e.a) * scale,
    1.4 * e.a * scale,
    e.a * scale,
  );
  return under / (under + above + 4);
}

/** Mean absolute second difference along rows, grey levels. */
function texture({ width, height, data }: Plane, x: number, y: number, w: number, h: number): number {
  const x0 = Math.max(1, Math.round(x));
  const x1 = Math.min(width - 1, Math.round(x + w));
  const y1 = Math.min(height, Math.round(y + h));
  const rowStep = Math.max(1, Math.floor(h / 12));
  let sum = 0;
  let n = 0;
  for (let row = Math.max(0, Math.round(y)); row < y1; row += rowStep) {
    for (let i = row * width + x0, end = row * width + x1; i < end; i++, n++) {
      const d = 2 * data[i]! - data[i - 1]! - data[i + 1]!;
      sum += d < 0 ? -d : d;
    }
  }
  return n > 0 ? sum / n : 0;
}

function toFull(e: Ellipse, scale: number): Ellipse {
  const offset = (scale - 1) / 2;
  return { ...e, x: e.x * scale + offset, y: e.y * scale + offset, a: e.a * scale, b: e.b * scale };
}

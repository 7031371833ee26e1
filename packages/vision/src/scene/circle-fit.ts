/** A circle fitted to the edges around a first guess, between pixels. */
import type { Level, Plane } from './planes.ts';
import { sample } from './planes.ts';

const RAYS = 24;
const COS = Float64Array.from({ length: RAYS }, (_, k) => Math.cos((2 * Math.PI * (k + 0.5)) / RAYS));
const SIN = Float64Array.from({ length: RAYS }, (_, k) => Math.sin((2 * Math.PI * (k + 0.5)) / RAYS));
const INNER = 0.6;
const OUTER = 1.5;
const MAX_STEPS = 16;
const ROUNDS = 3;
const DAMPING = 0.5;
/** Grey levels across an edge that count as one. */
const MIN_EDGE = 6;

export interface CircleFit {
  x: number;
  y: number;
  radius: number;
  /** Share of the circumference with an edge on it, 0-1. */
  support: number;
  /** Mean step across the edges found, grey levels. */
  contrast: number;
  /** Share of the edges found that go the same way (all darker inside, or all lighter), 0.5-1. */
  agreement: number;
}

const profile = new Float64Array(MAX_STEPS + 1);
const warmProfile = new Float64Array(MAX_STEPS + 1);
/** Of an edge at each step, by how far it is from where it is expected. */
const likelihoods = new Float64Array(MAX_STEPS + 1);
const distances = new Float64Array(RAYS);
const strengths = new Float64Array(RAYS);
const kept = new Uint8Array(RAYS);

/**
 * Fits a circle near (x, y, radius), all in the level's pixels. Each of 24 rays proposes its strongest edge (in luma or
 * warmth); a least-squares circle goes through those that agree.
 */
export function fitCircle(level: Level, x: number, y: number, radius: number): CircleFit {
  let cx = x;
  let cy = y;
  let r = radius;
  for (let round = 0; round < ROUNDS; round++) {
    findEdges(level, cx, cy, r, round === 0 ? 0.45 : 0.3);
    const move = solve(r, round === 0 ? 0.3 : 0.16);
    if (!move) break;
    const limit = radius * 0.8;
    const nx = cx + move.x;
    const ny = cy + move.y;
    const nr = r + move.r;
    if (Math.hypot(nx - x, ny - y) > limit || nr < 0.55 * radius || nr > 1.8 * radius) break;
    cx = nx;
    cy = ny;
    r = nr;
  }
  findEdges(level, cx, cy, r, 0.3);
  return { x: cx, y: cy, radius: r, ...judge(r) };
}

/** Fills `distances` (along each ray) and `strengths` (signed step) with each ray's best edge; strength 0 where there is none. */
function findEdges(level: Level, cx: number, cy: number, r: number, freedom: number): void {
  const steps = Math.max(6, Math.min(MAX_STEPS, Math.round(r * (OUTER - INNER) * 1.5)));
  const stride = (r * (OUTER - INNER)) / steps;
  const warm = level.warmth;
  for (let s = 1; s < steps; s++) {
    const offset = (INNER * r + s * stride) / r - 1;
    likelihoods[s] = Math.exp(-(offset * offset) / (2 * freedom * freedom));
  }
  for (let k = 0; k < RAYS; k++) {
    readProfile(level.luma, cx, cy, k, r, stride, steps, profile);
    if (warm) readProfile(warm, cx, cy, k, r, stride, steps, warmProfile);
    let best = 0;
    let bestAt = 0;
    let bestStep = 0;
    for (let s = 1; s < steps; s++) {
      const luma = profile[s + 1]! - profile[s - 1]!;
      const warmth = warm ? 2 * (warmProfile[s + 1]! - warmProfile[s - 1]!) : 0;
      const edge = Math.abs(luma) >= Math.abs(warmth) ? luma : warmth;
      const value = Math.abs(edge) * likelihoods[s]!;
      if (value <= best) continue;
      best = value;
      bestAt = s;
      bestStep = edge;
    }
    distances[k] = INNER * r + bestAt * stride;
    strengths[k] = Math.abs(bestStep) >= MIN_EDGE ? bestStep : 0;
  }
}

function readProfile(
  plane: Plane,
  cx: number,
  cy: number,
  k: number,
  r: number,
  stride: number,
  steps: number,
  out: Float64Array,
): void {
  const dx = COS[k]!;
  const dy = SIN[k]!;
  const { width, height, data } = plane;
  const reach = INNER * r + steps * stride + 1;
  if (cx < reach || cy < reach || cx >= width - 1 - reach || cy >= height - 1 - reach) {
    for (let s = 0; s <= steps; s++) {
      const distance = INNER * r + s * stride;
      out[s] = sample(plane, cx + dx * distance, cy + dy * distance);
    }
    return;
  }
  // The same away from the border, where nothing needs to be kept inside: most of the time goes here.
  for (let s = 0; s <= steps; s++) {
    const distance = INNER * r + s * stride;
    const x = cx + dx * distance;
    const y = cy + dy * distance;
    const column = x | 0;
    const row = y | 0;
    const fx = x - column;
    const i = row * width + column;
    const top = data[i]! + (data[i + 1]! - data[i]!) * fx;
    const below = data[i + width]!;
    out[s] = top + (below + (data[i + width + 1]! - below) * fx - top) * (y - row);
  }
}

function tolerance(r: number): number {
  return 0.1 * r + 0.4;
}

/** Least squares for the change of centre and radius over the edges within `freedom` of the radius. */
function solve(r: number, freedom: number): { x: number; y: number; r: number } | null {
  let n = 0;
  const m = [0, 0, 0, 0, 0, 0];
  const v = [0, 0, 0];
  for (let k = 0; k < RAYS; k++) {
    const e = distances[k]! - r;
    if (strengths[k] === 0 || Math.abs(e) > freedom * r + 0.5) continue;
    // Edges far off pull less.
    const w = 1 / (1 + (e * e) / (tolerance(r) * tolerance(r)));
    const c = COS[k]!;
    const s = SIN[k]!;
    m[0]! += w * c * c;
    m[1]! += w * c * s;
    m[2]! += w * c;
    m[3]! += w * s * s;
    m[4]! += w * s;
    m[5]! += w;
    v[0]! += w * c * e;
    v[1]! += w * s * e;
    v[2]! += w * e;
    n++;
  }
  if (n < 6) return null;
  // A short arc says little about the rest of the circle: stay where the guess was.
  for (const diagonal of [0, 3, 5]) m[diagonal]! += DAMPING;
  return solveSymmetric(m, v);
}

/** [[a b c] [b d e] [c e f]] x = v. */
function solveSymmetric(m: number[], v: number[]): { x: number; y: number; r: number } | null {
  const [a, b, c, d, e, f] = m as [number, number, number, number, number, number];
  const [p, q, s] = v as [number, number, number];
  const A = d * f - e * e;
  const B = c * e - b * f;
  const C = b * e - c * d;
  const determinant = a * A + b * B + c * C;
  if (Math.abs(determinant) < 1e-6) return null;
  const D = a * f - c * c;
  const E = b * c - a * e;
  const F = a * d - b * b;
  return {
    x: (A * p + B * q + C * s) / determinant,
    y: (B * p + D * q + E * s) / determinant,
    r: (C * p + E * q + F * s) / determinant,
  };
}

function judge(r: number): { support: number; contrast: number; agreement: number } {
  let n = 0;
  let outward = 0;
  let sum = 0;
  for (let k = 0; k < RAYS; k++) {
    kept[k] = strengths[k] !== 0 && Math.abs(distances[k]! - r) <= tolerance(r) ? 1 : 0;
    if (!kept[k]) continue;
    n++;
    sum += Math.abs(strengths[k]!);
    if (strengths[k]! > 0) outward++;
  }
  return {
    support: n / RAYS,
    contrast: n > 0 ? sum / n : 0,
    agreement: n > 0 ? Math.max(outward, n - outward) / n : 0.5,
  };
}

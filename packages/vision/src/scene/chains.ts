/** Candidates of neighbouring frames that continue each other smoothly: clutter does not. */
import type { Registration } from './camera.ts';
import type { CandidateTable } from './candidates.ts';
import { applyX, applyY } from './transform.ts';

/** Nothing thrown by hand goes faster than about 14 m/s: ball diameters a second. */
const MAX_SPEED = 60;
/** From one frame to the next, of the diameter. */
const MAX_GROWTH = 1.3;
/** How far from where it was going, in diameters: by measurement, and by what gravity and hands do to it (5 g). */
const SLACK = 0.2;
const MAX_ACCELERATION = 200;
/** Support fades with time. */
const FADE_SECONDS = 0.12;
/** A pass may skip this many frames in which the ball was not found. */
const MAX_GAP_FRAMES = 2;
const MAX_GAP_SECONDS = 0.12;

/** Candidates in the coordinates of their chain's first frame. */
export interface Placed {
  x: Float32Array;
  y: Float32Array;
}

export function place(table: CandidateTable, registrations: readonly (Registration | null)[]): Placed {
  const x = table.columns.x.slice(0, table.count);
  const y = table.columns.y.slice(0, table.count);
  for (let row = 0; row < table.frames; row++) {
    const t = registrations[row]?.toReference;
    if (!t) continue;
    for (let n = table.starts[row]!; n < table.starts[row + 1]!; n++) {
      const px = x[n]!;
      const py = y[n]!;
      x[n] = applyX(t, px, py);
      y[n] = applyY(t, px, py);
    }
  }
  return { x, y };
}

interface Pass {
  /** Fading sum of the weights of what leads here, without the candidate's own. */
  support: Float32Array;
  /** Diameters travelled over that, fading alike. */
  travel: Float32Array;
}

export interface ChainSupport {
  /** What leads here and what follows, 0 to about 2. */
  support: Float32Array;
  /** Diameters travelled in the same time. */
  travel: Float32Array;
}

/** `weights` are the candidates' own probabilities, by which they support each other. */
export function chainSupport(
  table: CandidateTable,
  placed: Placed,
  times: readonly number[],
  weights: Float32Array,
): ChainSupport {
  const before = run(table, placed, times, weights, 1);
  const after = run(table, placed, times, weights, -1);
  const support = before.support.map((value, n) => value + after.support[n]!);
  const travel = before.travel.map((value, n) => value + after.travel[n]!);
  return { support, travel };
}

function run(
  table: CandidateTable,
  placed: Placed,
  times: readonly number[],
  weights: Float32Array,
  direction: 1 | -1,
): Pass {
  const pass: Pass = { support: new Float32Array(table.count), travel: new Float32Array(table.count) };
  const vx = new Float32Array(table.count);
  const vy = new Float32Array(table.count);
  /** Links so far: a velocity is known from the second on. */
  const links = new Uint16Array(table.count);
  const first = direction > 0 ? 0 : table.frames - 1;
  for (let step = 1; step < table.frames; step++) {
    const row = first + direction * step;
    for (let n = table.starts[row]!; n < table.starts[row + 1]!; n++) {
      let best = 0;
      for (let gap = 1; gap <= Math.min(step, MAX_GAP_FRAMES + 1); gap++) {
        const from = row - direction * gap;
        const dt = Math.abs(times[row]! - times[from]!);
        if (gap > 1 && dt > MAX_GAP_SECONDS) break;
        for (let m = table.starts[from]!; m < table.starts[from + 1]!; m++) {
          const fit = linkFit(table, placed, m, n, dt, links[m]! > 0 ? { x: vx[m]!, y: vy[m]! } : null);
          const fade = Math.exp(-dt / FADE_SECONDS);
          // Sums of dt-weighted support: the same at any frame rate.
          const value = fit * (fade * pass.support[m]! + (1 - fade) * weights[m]!);
          if (value <= best) continue;
          best = value;
          const dx = placed.x[n]! - placed.x[m]!;
          const dy = placed.y[n]! - placed.y[m]!;
          pass.support[n] = value;
          pass.travel[n] = fade * pass.travel[m]! + Math.hypot(dx, dy) / table.columns.diameter[n]!;
          vx[n] = dx / dt;
          vy[n] = dy / dt;
          links[n] = Math.min(1000, links[m]! + 1);
        }
      }
    }
  }
  return pass;
}

/** How well candidate n continues m, `dt` later, 0-1. */
function linkFit(
  { columns }: CandidateTable,
  { x, y }: Placed,
  m: number,
  n: number,
  dt: number,
  velocity: { x: number; y: number } | null,
): number {
  const a = columns.diameter[m]!;
  const b = columns.diameter[n]!;
  const growth = a > b ? a / b : b / a;
  if (growth > MAX_GROWTH || dt <= 0) return 0;
  const dx = x[n]! - x[m]!;
  const dy = y[n]! - y[m]!;
  const diameter = (a + b) / 2;
  const distance = Math.hypot(dx, dy) / diameter;
  if (distance > MAX_SPEED * dt + SLACK) return 0;
  if (!velocity) return Math.exp(-distance / (MAX_SPEED * dt + SLACK)) * 0.7;
  const off = Math.hypot(dx - velocity.x * dt, dy - velocity.y * dt) / diameter;
  const allowed = SLACK + MAX_ACCELERATION * dt * dt;
  return Math.exp(-0.5 * (off / allowed) ** 2);
}

/** Rim candidates followed over the clip, with what moves under each of them. */
import type { Registration } from './camera.ts';
import type { Reference } from './motion.ts';
import type { Level, Plane, Pyramid } from './planes.ts';
import { RimFinder, sameRim } from './rim-finder.ts';
import type { Ellipse, RimSighting } from './rim-finder.ts';
import { applyX, applyY, invert, scaleOf } from './transform.ts';
import type { Transform } from './transform.ts';

const EVERY_SECONDS = 0.5;
const MAX_HYPOTHESES = 24;
/** The net hangs this many semi-axes down from the ring. */
const NET_LENGTH = 1.7;
const COLUMNS = 12;
const ROWS = 10;

/** A place where a rim may be, in the pixels of its chain's first frame. */
export interface RimHypothesis {
  chain: number;
  sightings: RimSighting[];
  /** Looks at the picture since it was first seen. */
  looks: number;
  /** Movement under it by result row, 0-1; absent before it was first seen. */
  motion: Map<number, number>;
}

export class RimTracker {
  readonly #finder: RimFinder;
  readonly hypotheses: RimHypothesis[] = [];
  #nextTime = -Infinity;

  constructor(pyramid: Pyramid) {
    this.#finder = new RimFinder(pyramid);
  }

  /** Frames come in order; `before` is one shortly before, to see movement against. */
  next(
    frame: { row: number; timeSeconds: number; pyramid: Pyramid; registration: Registration | null },
    level: Level,
    before: Reference | null,
  ): void {
    const { registration } = frame;
    if (!registration) return;
    if (frame.timeSeconds >= this.#nextTime) {
      this.#nextTime = frame.timeSeconds + EVERY_SECONDS;
      this.#look(frame.pyramid, registration);
    }
    if (!before) return;
    const toFrame = invert(registration.toReference);
    for (const hypothesis of this.hypotheses) {
      if (hypothesis.chain !== registration.chain) continue;
      const ellipse = transformEllipse(hypothesis.sightings.at(-1)!, toFrame);
      const value = netMotion(level, before, ellipse);
      if (value !== null) hypothesis.motion.set(frame.row, value);
    }
  }

  #look(pyramid: Pyramid, registration: Registration): void {
    for (const hypothesis of this.hypotheses) if (hypothesis.chain === registration.chain) hypothesis.looks++;
    for (const sighting of this.#finder.find(pyramid)) {
      const placed = { ...sighting, ...transformEllipse(sighting, registration.toReference) };
      const known = this.hypotheses.find(
        (h) => h.chain === registration.chain && h.sightings.some((other) => sameRim(other, placed)),
      );
      if (known) known.sightings.push(placed);
      else this.hypotheses.push({ chain: registration.chain, sightings: [placed], looks: 1, motion: new Map() });
    }
    if (this.hypotheses.length > MAX_HYPOTHESES) {
      this.hypotheses.sort((p, q) => worth(q) - worth(p));
      this.hypotheses.length = MAX_HYPOTHESES;
    }
  }
}

/** Kept by how often it was seen and how much it looks like a rim. */
function worth(h: RimHypothesis): number {
  const looks = h.sightings.reduce((sum, s) => sum + s.redness * (0.3 + s.net), 0);
  return looks / Math.sqrt(h.looks + 3);
}

export function transformEllipse(e: Ellipse, t: Transform): Ellipse {
  const scale = scaleOf(t);
  const turn = Math.atan2(t[1], t[0]);
  return { x: applyX(t, e.x, e.y), y: applyY(t, e.x, e.y), a: e.a * scale, b: e.b * scale, angle: e.angle + turn };
}

const now = new Float64Array(COLUMNS * ROWS);
const change = new Float64Array(COLUMNS * ROWS);

/** Mean change under the ring, its mean taken out (light), against the contrast there; `null` where it is out of view. */
function netMotion(level: Level, before: Reference, ellipse: Ellipse): number | null {
  const n = readNet(level, before, ellipse);
  if (n < (COLUMNS * ROWS) / 2) return null;
  let mean = 0;
  let shift = 0;
  for (let k = 0; k < n; k++) {
    mean += now[k]! / n;
    shift += change[k]! / n;
  }
  let contrast = 0;
  let moved = 0;
  for (let k = 0; k < n; k++) {
    contrast += Math.abs(now[k]! - mean) / n;
    moved += Math.abs(change[k]! - shift) / n;
  }
  return Math.min(1, Math.max(0, moved - 1) / (0.5 * contrast + 12));
}

function readNet(level: Level, before: Reference, e: Ellipse): number {
  const offset = (level.scale - 1) / 2;
  const { width, height }: Plane = level.luma;
  const [a, b, c, d, dx, dy] = before.fromCurrent;
  let n = 0;
  for (let row = 0; row < ROWS; row++) {
    const fy = e.y + e.b + ((row + 0.5) / ROWS) * NET_LENGTH * e.a;
    for (let column = 0; column < COLUMNS; column++) {
      const fx = e.x + (((column + 0.5) / COLUMNS) * 2 - 1) * 0.9 * e.a;
      const x = Math.round((fx - offset) / level.scale);
      const y = Math.round((fy - offset) / level.scale);
      const px = Math.round(a * x + c * y + dx);
      const py = Math.round(b * x + d * y + dy);
      if (x < 0 || y < 0 || x >= width || y >= height || px < 0 || py < 0 || px >= width || py >= height) continue;
      now[n] = level.luma.data[y * width + x]!;
      change[n++] = now[n - 1]! - before.levels.base.luma.data[py * width + px]!;
    }
  }
  return n;
}

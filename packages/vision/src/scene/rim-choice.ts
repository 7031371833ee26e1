/** Which of the places where a rim may be has one, and where exactly, seen over the whole clip. */
import type { BallCandidate, Rim } from '@shotform/contracts';
import { ballsAtRing } from './balls-at-ring.ts';
import type { Registration } from './camera.ts';
import { beliefIn, ringOf } from './hoop-watch.ts';
import { PATCH } from './rim-patch.ts';
import type { RimPlace } from './rim-tracker.ts';
import { fitRing } from './ring-fit.ts';
import type { Ellipse } from './ring-fit.ts';
import { applyX, applyY, invert, scaleOf } from './transform.ts';
import type { Transform } from './transform.ts';

/** A rim is 45.7 cm wide inside, a ball 24.3 cm. */
const RIM_PER_BALL = 1.88;
/** Confidence from which a candidate is taken for a ball here. */
const SURE_BALL = 0.7;
const MIN_CONFIDENCE = 0.1;
/** A ball at a rim falls at 3 m/s or more, half of that in slow motion: ball diameters a second. */
const MIN_FALL = 6;
/** Between the last sight over the ring and the first under it. */
const DROP_SECONDS = 0.25;
const STIR_TICKS = 12;
/** The net hangs this many semi-axes down from the ring, and is this much of the ring's width. */
const NET = { length: 1.6, width: 0.85 } as const;
/** Change, grey levels, under the ring that is certainly the net or a ball in it, at full contrast. */
const FULL_CHANGE = 12;

export interface ChosenRim {
  rims: (Rim | null)[];
  netMotion: (number | null)[];
  /** The candidates given, those at the rim with what shows of it before them. */
  balls: BallCandidate[][];
}

interface Judged {
  place: RimPlace;
  /** In the patch's cells. */
  ring: Ellipse;
  confidence: number;
}

/** A ball in the coordinates of its chain's first frame. */
interface Sight {
  row: number;
  seconds: number;
  x: number;
  y: number;
  diameter: number;
}

/** `balls` and `registrations` are by result row; `ticks` says at which look of the motion grids each row was. */
export function chooseRim(
  places: readonly RimPlace[],
  ticks: readonly number[],
  balls: readonly (readonly BallCandidate[])[],
  registrations: readonly (Registration | null)[],
  times: readonly number[],
): ChosenRim {
  let best: Judged | null = null;
  for (const place of places) {
    const judged = judge(place, ticks, sightsOf(place.hoop.chain, balls, registrations, times));
    if (!best || judged.confidence > best.confidence) best = judged;
  }
  if (!best || best.confidence < MIN_CONFIDENCE)
    return { rims: balls.map(() => null), netMotion: balls.map(() => null), balls: balls.map((found) => [...found]) };
  const { place, ring, confidence } = best;
  const placed = inReference(place, ring);
  return {
    rims: registrations.map((registration) => {
      if (registration?.chain !== place.hoop.chain) return null;
      return toRim(transformEllipse(placed, invert(registration.toReference)), confidence);
    }),
    netMotion: ticks.map((tick) => netMotion(place, ring, tick)),
    balls: ballsAtRing(place.glimpses, inGlimpses(place, placed), balls, registrations),
  };
}

function inGlimpses({ glimpses }: RimPlace, { x, y, a, b, angle }: Ellipse): Ellipse {
  return { ...glimpses.toCells(x, y), a: a / glimpses.cell, b: Math.max(1, b / glimpses.cell), angle };
}

function toRim(e: Ellipse, confidence: number): Rim {
  return { x: e.x, y: e.y, a: e.a, b: e.b, angleDegrees: (e.angle * 180) / Math.PI, confidence };
}

function transformEllipse(e: Ellipse, t: Transform): Ellipse {
  const scale = scaleOf(t);
  const turn = Math.atan2(t[1], t[0]);
  return { x: applyX(t, e.x, e.y), y: applyY(t, e.x, e.y), a: e.a * scale, b: e.b * scale, angle: e.angle + turn };
}

function inReference({ patch }: RimPlace, ring: Ellipse): Ellipse {
  const { cell } = patch;
  return { ...patch.toReference(ring.x, ring.y), a: ring.a * cell, b: ring.b * cell, angle: ring.angle };
}

/** The sure balls of a chain. */
function sightsOf(
  chain: number,
  balls: readonly (readonly BallCandidate[])[],
  registrations: readonly (Registration | null)[],
  times: readonly number[],
): Sight[] {
  const sights: Sight[] = [];
  for (const [row, candidates] of balls.entries()) {
    const registration = registrations[row];
    if (registration?.chain !== chain) continue;
    const t = registration.toReference;
    for (const { x, y, diameter, confidence } of candidates) {
      if (confidence < SURE_BALL) continue;
      sights.push({
        row,
        seconds: times[row]!,
        x: applyX(t, x, y),
        y: applyY(t, x, y),
        diameter: diameter * scaleOf(t),
      });
    }
  }
  return sights;
}

/** How surely the place has a rim, and where: the network's word, and what balls did there. */
function judge(place: RimPlace, ticks: readonly number[], sights: readonly Sight[]): Judged {
  const { patch, hoop } = place;
  const seen = ringOf(hoop);
  const start = { ...patch.toCells(seen.x, seen.y), a: seen.a / patch.cell, b: seen.b / patch.cell, angle: 0 };
  const ring = fitRing(patch.luma, patch.red, start);
  const drops = dropsThrough(inReference(place, ring), sights);
  const stirred = drops.filter(({ row }) => stirs(place, ring, ticks, row)).length;
  const belief = clamp(beliefIn(hoop), 0.01, 0.99);
  const z = Math.log(belief / (1 - belief)) + 0.4 * Math.min(3, drops.length) + Math.min(3, stirred);
  return { place, ring, confidence: 1 / (1 + Math.exp(-z)) };
}

/** Where balls of the right size fell through the ring's height near it: the sights just before. */
function dropsThrough(ring: Ellipse, sights: readonly Sight[]): Sight[] {
  const drops: Sight[] = [];
  for (const [n, from] of sights.entries()) {
    const last = drops.at(-1);
    if (from.y > ring.y || from.y < ring.y - 6 * ring.a || !fits(ring, from)) continue;
    if (last && from.seconds - last.seconds < DROP_SECONDS) continue;
    for (let m = n + 1; m < sights.length && sights[m]!.seconds - from.seconds <= DROP_SECONDS; m++) {
      const to = sights[m]!;
      if (to.row === from.row || to.y < ring.y || !fits(ring, to)) continue;
      const share = (ring.y - from.y) / (to.y - from.y);
      const speed = (to.y - from.y) / (to.seconds - from.seconds) / from.diameter;
      const off = Math.abs(from.x + share * (to.x - from.x) - ring.x);
      if (speed < MIN_FALL || off > 1.1 * ring.a) continue;
      drops.push(from);
      break;
    }
  }
  return drops;
}

function fits(ring: Ellipse, { diameter }: Sight): boolean {
  const ratio = (2 * ring.a) / (RIM_PER_BALL * diameter);
  return ratio > 0.65 && ratio < 1.5;
}

/** Whether something moves under the ring shortly after a row. */
function stirs(place: RimPlace, ring: Ellipse, ticks: readonly number[], row: number): boolean {
  let most = 0;
  const end = ticks[row]! + STIR_TICKS;
  for (let tick = ticks[row]!; tick <= end; tick++) most = Math.max(most, netMotion(place, ring, tick) ?? 0);
  return most >= 0.3;
}

/** Change in the net's box against the contrast there; `null` before the place was first watched. */
function netMotion({ patch, motion, firstTick }: RimPlace, ring: Ellipse, tick: number): number | null {
  const n = tick - firstTick;
  if (firstTick < 0 || n < 0 || n >= motion.count) return null;
  const half = NET.width * ring.a;
  const top = ring.y + ring.b;
  const box = { left: ring.x - half, right: ring.x + half, top, bottom: top + NET.length * ring.a };
  const change = Math.max(0, motion.inBox(n, box) - 1);
  return Math.min(1, change / (FULL_CHANGE + 0.5 * contrastIn(patch.luma, box)));
}

/** Mean deviation of luma from its mean. */
function contrastIn(luma: Float32Array, box: { left: number; right: number; top: number; bottom: number }): number {
  const values: number[] = [];
  for (let y = Math.max(0, Math.round(box.top)); y < Math.min(PATCH, box.bottom); y++) {
    for (let x = Math.max(0, Math.round(box.left)); x < Math.min(PATCH, box.right); x++)
      values.push(luma[y * PATCH + x]!);
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.length > 0 ? values.reduce((sum, value) => sum + Math.abs(value - mean), 0) / values.length : 0;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}

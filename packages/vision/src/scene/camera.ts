/** Camera movement: every frame is related to a key frame by a similarity, key frames to each other in a chain. */
import type { PersonPose } from '@shotform/contracts';
import { findFeatures, followFeatures, makeFeatures } from './features.ts';
import type { Level, Plane } from './planes.ts';
import {
  IDENTITY,
  applyX,
  applyY,
  compose,
  fitSimilarity,
  invert,
  largestShift,
  markInliers,
  rescale,
  scaleOf,
} from './transform.ts';
import type { Pairs, Transform } from './transform.ts';

const GRID = { columns: 12, rows: 9 };
const CAPACITY = GRID.columns * GRID.rows;
const TRIALS = 80;
const MIN_INLIERS = 8;
const FEWEST_FEATURES = 12;
/** Of the points followed. Less, and it is not one rigid picture that moved. */
const MIN_INLIER_SHARE = 0.4;
/** A new key frame once this share of the picture's larger side has moved away. */
const KEY_SHIFT = 0.12;
/** Frames without a fit after which the chain is given up (a cut). */
const PATIENCE = 5;
const SEARCH = 6;

/** Where a frame lies: `toReference` leads from its full pixels to those of the first frame of its chain. */
export interface Registration {
  chain: number;
  toReference: Transform;
}

export class CameraRegistration {
  readonly #features = makeFeatures(CAPACITY);
  readonly #pairs: Pairs = { count: 0, from: new Float64Array(2 * CAPACITY), to: new Float64Array(2 * CAPACITY) };
  readonly #inlier = new Uint8Array(CAPACITY);
  #chain = -1;
  /** Of the key frame, in full pixels. */
  #keyToReference: Transform = IDENTITY;
  /** From the frame before to the key frame, in the level's pixels. */
  #last: Transform = IDENTITY;
  #failures = 0;
  #coarseKey: Plane | null = null;

  /**
   * Relates a frame to the ones before. `level` is the small picture used, `coarse` a smaller one for large jumps, `people`
   * those seen shortly before, who are not the background. `null` where the frame fits nothing; a new chain begins if that lasts.
   */
  next(level: Level, coarse: Level, people: readonly PersonPose[]): Registration | null {
    if (this.#chain < 0) return this.#begin(level, coarse, people);
    // A bare wall shows no movement: with nothing to follow the camera is taken to stand.
    if (this.#features.count < FEWEST_FEATURES) return { chain: this.#chain, toReference: this.#keyToReference };
    const toKey = this.#fit(level, this.#last) ?? this.#fitAfterSearch(level, coarse);
    if (!toKey) {
      this.#failures++;
      return this.#failures > PATIENCE ? this.#begin(level, coarse, people) : null;
    }
    this.#failures = 0;
    this.#last = toKey;
    const toReference = compose(this.#keyToReference, rescale(toKey, 1 / level.scale));
    const limit = KEY_SHIFT * Math.max(level.luma.width, level.luma.height);
    const few = this.#features.count < 2 * MIN_INLIERS || this.#pairs.count < this.#features.count / 2;
    const far = largestShift(toKey, level.luma.width, level.luma.height) > limit;
    // Where few points are found again although nothing moved away, a new key would only add drift.
    if (far || (few && largestShift(toKey, level.luma.width, level.luma.height) > limit / 4)) {
      this.#setKey(level, coarse, people, toReference);
    }
    return { chain: this.#chain, toReference };
  }

  #begin(level: Level, coarse: Level, people: readonly PersonPose[]): Registration {
    this.#chain++;
    this.#failures = 0;
    this.#setKey(level, coarse, people, IDENTITY);
    return { chain: this.#chain, toReference: IDENTITY };
  }

  #setKey(level: Level, coarse: Level, people: readonly PersonPose[], toReference: Transform): void {
    const boxes = people.map((person) => boundsOf(person, level.scale));
    const excluded = (x: number, y: number): boolean =>
      boxes.some((box) => x > box.left && x < box.right && y > box.top && y < box.bottom);
    findFeatures(level.luma, GRID, excluded, this.#features);
    this.#coarseKey = { ...coarse.luma, data: coarse.luma.data.slice() };
    this.#keyToReference = toReference;
    this.#last = IDENTITY;
  }

  #fit(level: Level, start: Transform): Transform | null {
    const back = invert(start);
    followFeatures(this.#features, level.luma, (x, y) => [applyX(back, x, y), applyY(back, x, y)], this.#pairs);
    return fitRobustly(this.#pairs, this.#inlier);
  }

  #fitAfterSearch(level: Level, coarse: Level): Transform | null {
    if (!this.#coarseKey) return null;
    const factor = coarse.scale / level.scale;
    const [dx, dy] = searchShift(this.#coarseKey, coarse.luma);
    return this.#fit(level, [1, 0, 0, 1, dx * factor, dy * factor]);
  }
}

/** RANSAC over pairs of points with a fixed sequence, so that the same clip gives the same answer, then least squares. */
function fitRobustly(pairs: Pairs, inlier: Uint8Array): Transform | null {
  if (pairs.count < MIN_INLIERS) return null;
  let best: Transform | null = null;
  let bestCount = 0;
  let seed = 12345;
  for (let trial = 0; trial < TRIALS; trial++) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    const i = (seed >>> 8) % pairs.count;
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    const j = (seed >>> 8) % pairs.count;
    const t = i === j ? null : throughTwo(pairs, i, j);
    if (!t || Math.abs(scaleOf(t) - 1) > 0.25) continue;
    const count = markInliers(pairs, t, 1, inlier);
    if (count <= bestCount) continue;
    best = t;
    bestCount = count;
  }
  if (!best || bestCount < MIN_INLIERS || bestCount < MIN_INLIER_SHARE * pairs.count) return null;
  for (const tolerance of [1, 0.6, 0.4]) {
    if (markInliers(pairs, best, tolerance, inlier) < MIN_INLIERS) break;
    best = fitSimilarity(pairs, inlier) ?? best;
  }
  return best;
}

function throughTwo(pairs: Pairs, i: number, j: number): Transform | null {
  const { from, to } = pairs;
  const px = from[2 * j]! - from[2 * i]!;
  const py = from[2 * j + 1]! - from[2 * i + 1]!;
  const qx = to[2 * j]! - to[2 * i]!;
  const qy = to[2 * j + 1]! - to[2 * i + 1]!;
  const spread = px * px + py * py;
  if (spread < 400) return null;
  const a = (px * qx + py * qy) / spread;
  const b = (px * qy - py * qx) / spread;
  const x = from[2 * i]!;
  const y = from[2 * i + 1]!;
  return [a, b, -b, a, to[2 * i]! - a * x + b * y, to[2 * i + 1]! - b * x - a * y];
}

/** The shift of `plane` that lays it best over `key`, whole pixels, by the mean absolute difference. */
function searchShift(key: Plane, plane: Plane): readonly [number, number] {
  let best = Infinity;
  let bestX = 0;
  let bestY = 0;
  for (let dy = -SEARCH; dy <= SEARCH; dy++) {
    for (let dx = -SEARCH; dx <= SEARCH; dx++) {
      let sum = 0;
      let n = 0;
      for (let y = Math.max(0, -dy); y < Math.min(plane.height, plane.height - dy); y++) {
        const row = y * plane.width;
        const keyRow = (y + dy) * plane.width + dx;
        for (let x = Math.max(0, -dx); x < Math.min(plane.width, plane.width - dx); x++) {
          const d = plane.data[row + x]! - key.data[keyRow + x]!;
          sum += d < 0 ? -d : d;
          n++;
        }
      }
      if (sum / n >= best) continue;
      best = sum / n;
      bestX = dx;
      bestY = dy;
    }
  }
  return [bestX, bestY];
}

interface Bounds {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function boundsOf(person: PersonPose, scale: number): Bounds {
  const bounds = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (let i = 0; i < person.landmarks.length; i += 5) {
    const x = person.landmarks[i]! / scale;
    const y = person.landmarks[i + 1]! / scale;
    bounds.left = Math.min(bounds.left, x);
    bounds.right = Math.max(bounds.right, x);
    bounds.top = Math.min(bounds.top, y);
    bounds.bottom = Math.max(bounds.bottom, y);
  }
  const margin = (bounds.bottom - bounds.top) / 8;
  return {
    left: bounds.left - margin,
    right: bounds.right + margin,
    top: bounds.top - margin,
    bottom: bounds.bottom + margin,
  };
}

/** Everything in one frame that may be a ball, measured. */
import type { PersonPose } from '@shotform/contracts';
import { BlobFinder } from './blobs.ts';
import type { Measured } from './candidates.ts';
import { fitCircle } from './circle-fit.ts';
import type { CircleFit } from './circle-fit.ts';
import { DiscFinder } from './discs.ts';
import { measure } from './measure.ts';
import type { Circle } from './measure.ts';
import { MotionMap } from './motion.ts';
import type { Reference } from './motion.ts';
import { scaleOfPerson } from './people.ts';
import type { PersonScale } from './people.ts';
import type { Level, Pyramid } from './planes.ts';
import { MaskPyramid, markHands, markMoving } from './search-area.ts';

/** Radii in a level's pixels; the level below goes on where these end. The finest also looks for the smallest. */
const RADII = [5, 6.3, 8] as const;
const SMALL_RADII = [2, 2.5, 3.2, 4] as const;
const MIN_SCORE = 0.45;
const DISCS_PER_LEVEL = 12;
/** Ball diameters against that expected from a person: nearer or farther than everybody in view. */
const SIZE_RANGE = { from: 0.4, to: 2.2 } as const;
/** With nobody in view, of the picture's smaller side. */
const FREE_RANGE = { from: 0.01, to: 0.4 } as const;
const KEPT = 12;
export const FOUND_BY = { edges: 1, motion: 2 } as const;

export class BallFinder {
  readonly motion: MotionMap;
  /** Index of the level that motion is looked for in: the finest with chroma. */
  readonly motionIndex: number;
  readonly #discs: DiscFinder[];
  readonly #masks: MaskPyramid;
  readonly #blobs: BlobFinder;
  readonly #shortSide: number;

  constructor(pyramid: Pyramid) {
    const { levels } = pyramid;
    this.motionIndex = levels.findIndex((level) => level.warmth !== null);
    const { width, height } = levels[this.motionIndex]!.luma;
    this.motion = new MotionMap(width, height);
    this.#blobs = new BlobFinder(width, height);
    this.#masks = new MaskPyramid(levels, this.motionIndex);
    this.#discs = levels.map(({ luma }, k) => {
      return new DiscFinder(luma.width, luma.height, RADII.length + (k === 0 ? SMALL_RADII.length : 0));
    });
    this.#shortSide = Math.min(levels[0]!.luma.width, levels[0]!.luma.height) * levels[0]!.scale;
  }

  /** Candidates of the frame in `pyramid`, best first by what this frame alone shows. */
  find(pyramid: Pyramid, references: readonly Reference[], poses: readonly PersonPose[]): Measured[] {
    const level = pyramid.levels[this.motionIndex]!;
    const people = poses.map(scaleOfPerson).filter((person) => person !== null);
    this.motion.update(level, references);
    markMoving(this.motion, this.#masks.base);
    markHands(people, level.scale, this.#masks.base);
    this.#masks.spread();
    const range = this.#diameters(people);
    const found = [...this.#byEdges(pyramid, people, range), ...this.#byMotion(pyramid, people, range)];
    return strongest(found);
  }

  #diameters(people: readonly PersonScale[]): { from: number; to: number } {
    if (people.length === 0) {
      return { from: Math.max(5, FREE_RANGE.from * this.#shortSide), to: FREE_RANGE.to * this.#shortSide };
    }
    const sizes = people.map((person) => person.ballDiameter);
    return { from: Math.max(4, SIZE_RANGE.from * Math.min(...sizes)), to: SIZE_RANGE.to * Math.max(...sizes) };
  }

  #byEdges(pyramid: Pyramid, people: readonly PersonScale[], range: { from: number; to: number }): Measured[] {
    const found: Measured[] = [];
    for (const [k, level] of pyramid.levels.entries()) {
      const all = k === 0 ? [...SMALL_RADII, ...RADII] : RADII;
      const radii = all.filter((r) => 2.25 * r * level.scale >= range.from && 1.8 * r * level.scale <= range.to);
      if (radii.length === 0) continue;
      for (const disc of this.#discs[k]!.find(level, this.#masks.masks[k]!, radii, MIN_SCORE, DISCS_PER_LEVEL)) {
        const circle = toFull(level, disc);
        found.push(this.#refine(pyramid, people, circle, FOUND_BY.edges));
      }
    }
    return found;
  }

  #byMotion(pyramid: Pyramid, people: readonly PersonScale[], range: { from: number; to: number }): Measured[] {
    const level = pyramid.levels[this.motionIndex]!;
    const from = range.from / level.scale;
    const to = range.to / level.scale;
    const found: Measured[] = [];
    for (const blob of this.#blobs.find(
      this.motion.both,
      this.motion.threshold,
      Math.max(3, from * from * 0.4),
      to * to * 3,
    )) {
      // A blurred ball is longer than wide; its width stays its diameter.
      const filled = blob.area / (Math.PI * blob.major * blob.minor);
      if (2 * blob.minor < from || 2 * blob.minor > to || blob.major > 4 * blob.minor || filled < 0.6) continue;
      const circle = toFull(level, { x: blob.x, y: blob.y, radius: blob.minor });
      const fitted = this.#refine(pyramid, people, circle, FOUND_BY.edges | FOUND_BY.motion);
      if (fitted.support >= 0.6 && blob.major < 1.5 * blob.minor) found.push(fitted);
      else found.push(this.#asItIs(pyramid, people, circle));
    }
    return found;
  }

  #refine(pyramid: Pyramid, people: readonly PersonScale[], guess: Circle, source: number): Measured {
    const level = levelFor(pyramid, guess.radius);
    const fit = fitCircle(level, toLevel(level, guess.x), toLevel(level, guess.y), guess.radius / level.scale);
    return measure(pyramid, this.motion, pyramid.levels[this.motionIndex]!, people, toFull(level, fit), fit, source);
  }

  #asItIs(pyramid: Pyramid, people: readonly PersonScale[], circle: Circle): Measured {
    const level = levelFor(pyramid, circle.radius);
    const fit: CircleFit = fitCircle(
      level,
      toLevel(level, circle.x),
      toLevel(level, circle.y),
      circle.radius / level.scale,
    );
    const edges = { ...fit, support: fit.support * 0.8 };
    return measure(pyramid, this.motion, pyramid.levels[this.motionIndex]!, people, circle, edges, FOUND_BY.motion);
  }
}

/** The finest picture in which the circle is not needlessly large. */
function levelFor(pyramid: Pyramid, radius: number): Level {
  let best = pyramid.fine;
  for (const level of pyramid.levels) if (radius / level.scale >= 7) best = level;
  return best;
}

function toFull(level: Level, circle: Circle): Circle {
  const offset = (level.scale - 1) / 2;
  return {
    x: circle.x * level.scale + offset,
    y: circle.y * level.scale + offset,
    radius: circle.radius * level.scale,
  };
}

function toLevel(level: Level, full: number): number {
  return (full - (level.scale - 1) / 2) / level.scale;
}

/** How much a candidate looks like a ball on its own, only to choose which to keep. */
function promise(c: Measured): number {
  const size = Number.isNaN(c.sizeRatio) ? 0 : Math.min(1, c.sizeRatio * c.sizeRatio);
  const isolated = Math.max(0, c.moving - c.movingAround);
  return c.support + 0.5 * isolated + Math.max(0, Math.min(0.5, c.warmer / 30)) - 0.4 * size - 0.4 * c.onHead;
}

function strongest(found: Measured[]): Measured[] {
  const order = found.map((c) => ({ c, value: promise(c) })).sort((a, b) => b.value - a.value);
  const kept: Measured[] = [];
  for (const { c } of order) {
    if (kept.length >= KEPT) break;
    const same = kept.find(
      (other) => Math.hypot(other.x - c.x, other.y - c.y) < 0.35 * Math.max(other.diameter, c.diameter),
    );
    if (same) same.source |= c.source;
    else kept.push(c);
  }
  return kept;
}

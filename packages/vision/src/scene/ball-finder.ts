/** Everything in one frame that may be a ball, measured. */
import type { BallCandidate } from '@shotform/contracts';
import { BlobFinder } from './blobs.ts';
import { FOUND_BY, type Measured } from './candidates.ts';
import { fitCircle } from './circle-fit.ts';
import type { CircleFit } from './circle-fit.ts';
import { DiscFinder } from './discs.ts';
import { measure } from './measure.ts';
import type { Circle } from './measure.ts';
import { MotionMap } from './motion.ts';
import type { MotionLevels, Reference } from './motion.ts';
import type { PersonScale } from './people.ts';
import type { Level, Pyramid } from './planes.ts';
import { SearchArea } from './search-area.ts';

/** Radii in a level's pixels; the level below goes on where these end. The finest also looks for the smallest. */
const RADII = [5, 6.3, 8] as const;
const SMALL_RADII = [2, 2.5, 3.2, 4] as const;
const MIN_SHARE = 0.35;
const DISCS_PER_LEVEL = 24;
/** Of the discs of one level, kept where there are no hands. */
const FREE_PER_LEVEL = 3;
/** A ball diameter against that expected from a person: the ball may be as much farther away. */
const SMALLEST = 0.4;
/** Of the picture's smaller side. */
const FREE_RANGE = { from: 0.01, to: 0.4 } as const;
const SMALLEST_BY_EDGES = 0.55;
/** Of all discs near hands. */
const HELD = 8;
const KEPT = 12;

export class BallFinder {
  readonly motion: MotionMap;
  /** Index of the level that motion is looked for in: the finest with chroma. */
  readonly motionIndex: number;
  readonly #discs: DiscFinder[];
  readonly #area: SearchArea;
  readonly #blobs: BlobFinder;
  readonly #shortSide: number;

  constructor(pyramid: Pyramid) {
    const { levels, pixels } = pyramid;
    this.motionIndex = levels.findIndex((level) => level.warmth !== null);
    const base = levels[this.motionIndex]!;
    const { width, height } = base.luma;
    this.motion = new MotionMap(base, pixels);
    this.#blobs = new BlobFinder(width, height, pixels);
    this.#area = new SearchArea(levels, this.motionIndex, pixels);
    this.#discs = levels.map((level, k) => {
      return new DiscFinder(k, level, RADII.length + (k === 0 ? SMALL_RADII.length : 0), pixels);
    });
    this.#shortSide = Math.min(levels[0]!.luma.width, levels[0]!.luma.height) * levels[0]!.scale;
  }

  /** Candidates of the frame in `pyramid`, best first by what this frame alone shows. */
  find(pyramid: Pyramid, references: readonly Reference[], people: readonly PersonScale[]): Measured[] {
    this.motion.update(motionLevels(pyramid, this.motionIndex), references);
    this.#area.update(this.motion, people);
    const range = this.#diameters(people);
    const found = [...this.#byEdges(pyramid, people, range), ...this.#byMotion(pyramid, people, range)];
    return strongest(found);
  }

  /** A candidate where the network sees a ball. */
  seen(pyramid: Pyramid, people: readonly PersonScale[], { x, y, diameter }: BallCandidate): Measured {
    const circle = { x, y, radius: diameter / 2 };
    return this.#measured(pyramid, people, circle, fitNear(pyramid, circle).edges, FOUND_BY.network);
  }

  #diameters(people: readonly PersonScale[]): { from: number; to: number } {
    if (people.length === 0) {
      return { from: Math.max(5, FREE_RANGE.from * this.#shortSide), to: FREE_RANGE.to * this.#shortSide };
    }
    const diameters = sizes(people);
    return { from: Math.max(4, SMALLEST * Math.min(...diameters)), to: FREE_RANGE.to * this.#shortSide };
  }

  #byEdges(pyramid: Pyramid, people: readonly PersonScale[], range: { from: number; to: number }): Measured[] {
    const held: (Circle & { score: number })[] = [];
    const free: Circle[] = [];
    // Small ones among edges are chance; a far ball is found alone in the air, by its motion.
    const least = people.length > 0 ? Math.max(range.from, SMALLEST_BY_EDGES * Math.min(...sizes(people))) : range.from;
    for (const [k, level] of pyramid.levels.entries()) {
      const all = k === 0 ? [...SMALL_RADII, ...RADII] : RADII;
      const radii = all.filter((r) => 2.25 * r * level.scale >= least && 1.8 * r * level.scale <= range.to);
      if (radii.length === 0) continue;
      const discs = this.#discs[k]!.find(level, this.#area, this.motion.warmthGain, radii, MIN_SHARE, DISCS_PER_LEVEL);
      let taken = 0;
      for (const disc of discs) {
        const circle = toFull(level, disc);
        if (isHeld(circle, people)) held.push({ ...circle, score: disc.score });
        else if (taken++ < FREE_PER_LEVEL) free.push(circle);
      }
    }
    held.sort((a, b) => b.score - a.score);
    const guesses = [...distinct(held, HELD), ...distinct(free, Infinity)];
    return guesses.map((guess) => {
      const { circle, edges } = fitNear(pyramid, guess);
      return this.#measured(pyramid, people, circle, edges, FOUND_BY.edges);
    });
  }

  #byMotion(pyramid: Pyramid, people: readonly PersonScale[], range: { from: number; to: number }): Measured[] {
    const level = pyramid.levels[this.motionIndex]!;
    const from = range.from / level.scale;
    const to = range.to / level.scale;
    const found: Measured[] = [];
    const smallest = Math.max(3, from * from * 0.4);
    for (const blob of this.#blobs.find(this.motion.both, this.motion.threshold, smallest, to * to * 3)) {
      // A blurred ball is longer than wide; its width stays its diameter.
      const filled = blob.area / (Math.PI * blob.major * blob.minor);
      if (2 * blob.minor < from || 2 * blob.minor > to || blob.major > 4 * blob.minor || filled < 0.6) continue;
      const circle = toFull(level, { x: blob.x, y: blob.y, radius: blob.minor });
      const fit = fitNear(pyramid, circle);
      const isRound = fit.edges.support >= 0.6 && blob.major < 1.5 * blob.minor;
      if (isRound) found.push(this.#measured(pyramid, people, fit.circle, fit.edges, FOUND_BY.edges | FOUND_BY.motion));
      else {
        const edges = { ...fit.edges, support: fit.edges.support * 0.8 };
        found.push(this.#measured(pyramid, people, circle, edges, FOUND_BY.motion));
      }
    }
    return found;
  }

  #measured(
    pyramid: Pyramid,
    people: readonly PersonScale[],
    circle: Circle,
    edges: CircleFit,
    source: number,
  ): Measured {
    return measure(pyramid, this.motion, pyramid.levels[this.motionIndex]!, people, circle, edges, source);
  }
}

/** The circle whose edges are near a guess, full pixels, and those edges. */
function fitNear(pyramid: Pyramid, guess: Circle): { circle: Circle; edges: CircleFit } {
  const level = levelFor(pyramid, guess.radius);
  const edges = fitCircle(level, toLevel(level, guess.x), toLevel(level, guess.y), guess.radius / level.scale);
  return { circle: toFull(level, edges), edges };
}

/** The levels of a pyramid that motion is looked for in; `index` is that of the finest with chroma. */
export function motionLevels(pyramid: Pyramid, index: number): MotionLevels {
  return { base: pyramid.levels[index]!, coarse: pyramid.levels[index + 1]! };
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

function sizes(people: readonly PersonScale[]): number[] {
  return people.map((person) => person.ballDiameter);
}

/** Whether a circle may be a ball in somebody's hands: of about the right size, and not far from one. */
function isHeld(circle: Circle, people: readonly PersonScale[]): boolean {
  return people.some(({ ballDiameter, hands }) => {
    const ratio = (2 * circle.radius) / ballDiameter;
    if (ratio < 0.55 || ratio > 1.5) return false;
    return hands.some((hand) => Math.hypot(hand.x - circle.x, hand.y - circle.y) < 1.1 * ballDiameter);
  });
}

/** Whether two circles are guesses at one thing. */
function alike(a: Circle, b: Circle): boolean {
  const larger = Math.max(a.radius, b.radius);
  return Math.hypot(a.x - b.x, a.y - b.y) < 0.5 * larger && Math.min(a.radius, b.radius) > 0.7 * larger;
}

/** The first `limit` that are not guesses at one thing. */
function distinct(circles: readonly Circle[], limit: number): Circle[] {
  const kept: Circle[] = [];
  for (const circle of circles) {
    if (kept.length >= limit) break;
    if (!kept.some((other) => alike(other, circle))) kept.push(circle);
  }
  return kept;
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

/** Places where a rim may be, followed over the clip. */
import type { Registration } from './camera.ts';
import type { Reference } from './motion.ts';
import { MotionGrid } from './motion-grid.ts';
import type { PersonScale } from './people.ts';
import type { Level, Pyramid } from './planes.ts';
import { RedThingFinder } from './rim-finder.ts';
import type { RedThing } from './rim-finder.ts';
import { RimPatch } from './rim-patch.ts';
import { applyX, applyY, invert, scaleOf } from './transform.ts';

const EVERY_SECONDS = 0.5;
/** Net motion is looked at no more often. */
const TICK_SECONDS = 0.025;
const MAX_PLACES = 24;
/** Once they have been looked at this often, the best few go on. */
const TRIAL_LOOKS = 8;
const LASTING_PLACES = 8;
/** A patch reaches this many half widths of a red thing to each side, but no fewer and no more ball diameters of the people in view. */
const REACH = { halfWidths: 5, leastBalls: 2, mostBalls: 3 } as const;
const MIN_REACH = 24;
/** Of the picture's larger side. */
const MAX_REACH = 0.25;

export interface RimPlace {
  chain: number;
  patch: RimPatch;
  /** Redness of the most striking red thing here, summed over looks. */
  redness: number;
  /** Looks in which something red was here, and all looks since the first. */
  seen: number;
  looks: number;
  motion: MotionGrid;
  /** Tick of the first look at its motion. */
  firstTick: number;
}

/** A frame as this follows it. */
interface Frame {
  row: number;
  timeSeconds: number;
  pyramid: Pyramid;
  registration: Registration | null;
}

export class RimTracker {
  readonly #finder: RedThingFinder;
  readonly #maxReach: number;
  places: RimPlace[] = [];
  /** The tick of every row. */
  readonly ticks: number[] = [];
  #tick = -1;
  #nextTick = -Infinity;
  #nextLook = -Infinity;

  constructor(pyramid: Pyramid) {
    this.#finder = new RedThingFinder(pyramid);
    this.#maxReach = MAX_REACH * Math.max(pyramid.fine.luma.width, pyramid.fine.luma.height) * pyramid.fine.scale;
  }

  /** Rows come in order; `before` is a frame shortly before, to see movement against. */
  next(frame: Frame, level: Level, before: Reference | null, people: readonly PersonScale[]): void {
    const { registration } = frame;
    if (registration && frame.timeSeconds >= this.#nextLook) {
      this.#nextLook = frame.timeSeconds + EVERY_SECONDS;
      this.#look(frame.pyramid, registration, people);
    }
    if (frame.timeSeconds >= this.#nextTick) {
      this.#nextTick = frame.timeSeconds + TICK_SECONDS;
      this.#tick++;
      this.#watch(registration, level, before);
    }
    this.ticks[frame.row] = this.#tick;
  }

  #watch(registration: Registration | null, level: Level, before: Reference | null): void {
    for (const place of this.places) {
      if (place.firstTick < 0) place.firstTick = this.#tick;
      const related = registration?.chain === place.chain && before;
      if (related) place.motion.add(place.patch, invert(registration.toReference), level, before);
      else place.motion.skip();
    }
  }

  #look(pyramid: Pyramid, registration: Registration, people: readonly PersonScale[]): void {
    const { chain, toReference } = registration;
    const growth = scaleOf(toReference);
    const best = new Map<RimPlace, number>();
    for (const thing of this.#finder.find(pyramid)) {
      if (underPeople(thing, people)) continue;
      const x = applyX(toReference, thing.x, thing.y);
      const y = applyY(toReference, thing.x, thing.y);
      let place = this.places.find((other) => other.chain === chain && near(other.patch, x, y));
      if (!place) {
        place = this.#open(chain, x, y, growth * this.#reach(thing, people));
        if (!place) continue;
      }
      best.set(place, Math.max(best.get(place) ?? 0, thing.redness));
    }
    const toFrame = invert(toReference);
    for (const place of this.places) {
      if (place.chain !== chain) continue;
      place.looks++;
      place.patch.add(pyramid, toFrame);
      const redness = best.get(place);
      if (redness === undefined) continue;
      place.seen++;
      place.redness += redness;
    }
    this.#thin();
  }

  #reach(thing: RedThing, people: readonly PersonScale[]): number {
    const sizes = people.map((person) => person.ballDiameter).sort((p, q) => p - q);
    const typical = sizes[sizes.length >> 1] ?? 0;
    const wanted = Math.max(REACH.halfWidths * thing.halfWidth, MIN_REACH, REACH.leastBalls * typical);
    return Math.min(this.#maxReach, typical > 0 ? Math.min(wanted, REACH.mostBalls * typical) : wanted);
  }

  #open(chain: number, x: number, y: number, reach: number): RimPlace | undefined {
    if (this.places.length >= MAX_PLACES) return undefined;
    const patch = new RimPatch(x, y, reach);
    const place = { chain, patch, redness: 0, seen: 0, looks: 0, motion: new MotionGrid(), firstTick: -1 };
    this.places.push(place);
    return place;
  }

  /** Drops what was a passing red thing, and after a trial all but the best. */
  #thin(): void {
    this.places = this.places.filter((place) => place.looks < 4 || place.seen >= place.looks / 3);
    const tried = this.places.filter((place) => place.looks >= TRIAL_LOOKS);
    if (tried.length <= LASTING_PLACES) return;
    tried.sort((p, q) => worth(q) - worth(p));
    const dropped = new Set(tried.slice(LASTING_PLACES));
    this.places = this.places.filter((place) => !dropped.has(place));
  }
}

/** Redness over all looks; a few looks say little. */
export function worth(place: RimPlace): number {
  return place.redness / Math.max(4, place.looks);
}

function near(patch: RimPatch, x: number, y: number): boolean {
  const reach = 0.3 * patch.reach;
  return Math.abs(patch.x - x) < reach && Math.abs(patch.y - y) < reach;
}

/** A rim hangs higher than hips: nothing under everybody's hips is one. */
function underPeople(thing: RedThing, people: readonly PersonScale[]): boolean {
  return people.length > 0 && people.every((person) => thing.y > person.hipY);
}

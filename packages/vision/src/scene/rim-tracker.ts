/** The surroundings of the hoops that the network sees, followed over the clip: what they look like and what moves in them. */
import type { Registration } from './camera.ts';
import { ringOf } from './hoop-watch.ts';
import type { HoopPlace, HoopWatch } from './hoop-watch.ts';
import type { Reference } from './motion.ts';
import { MotionGrid } from './motion-grid.ts';
import type { Level, Pyramid } from './planes.ts';
import { PATCH, RimPatch } from './rim-patch.ts';
import { RingGlimpses } from './ring-glimpses.ts';
import { invert } from './transform.ts';

const EVERY_SECONDS = 0.5;
/** Net motion is looked at no more often. */
const TICK_SECONDS = 0.025;
/** A patch reaches this many half widths of the ring to each side. */
const REACH = 3;
/** Mean change about a ring, grey levels, from which something may be passing it. */
const PASSING = 1.5;

export interface RimPlace {
  hoop: HoopPlace;
  patch: RimPatch;
  motion: MotionGrid;
  glimpses: RingGlimpses;
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
  readonly #hoops: HoopWatch;
  places: RimPlace[] = [];
  /** The tick of every row. */
  readonly ticks: number[] = [];
  #tick = -1;
  #nextTick = -Infinity;
  #nextLook = -Infinity;

  constructor(hoops: HoopWatch) {
    this.#hoops = hoops;
  }

  /** Rows come in order; `before` is a frame shortly before, to see movement against. */
  next(frame: Frame, level: Level, before: Reference | null): void {
    const { registration } = frame;
    this.#follow();
    if (registration && frame.timeSeconds >= this.#nextLook) {
      this.#nextLook = frame.timeSeconds + EVERY_SECONDS;
      const toFrame = invert(registration.toReference);
      for (const { hoop, patch } of this.places) {
        if (hoop.chain === registration.chain) patch.add(frame.pyramid, toFrame);
      }
    }
    if (frame.timeSeconds >= this.#nextTick) {
      this.#nextTick = frame.timeSeconds + TICK_SECONDS;
      this.#tick++;
      this.#watch(frame, level, before);
    }
    this.ticks[frame.row] = this.#tick;
  }

  /** One patch for each hoop that is still believed in. */
  #follow(): void {
    const { places: hoops } = this.#hoops;
    this.places = this.places.filter(({ hoop }) => hoops.includes(hoop));
    for (const hoop of hoops) {
      if (this.places.some((place) => place.hoop === hoop)) continue;
      const ring = ringOf(hoop);
      const patch = new RimPatch(ring.x, ring.y, REACH * ring.a);
      const place = { hoop, patch, motion: new MotionGrid(), glimpses: new RingGlimpses(ring), firstTick: -1 };
      this.places.push(place);
      this.#nextLook = -Infinity;
    }
  }

  #watch(frame: Frame, level: Level, before: Reference | null): void {
    const { registration } = frame;
    for (const place of this.places) {
      if (place.firstTick < 0) place.firstTick = this.#tick;
      const toFrame = registration?.chain === place.hoop.chain ? invert(registration.toReference) : null;
      if (toFrame && before) place.motion.add(place.patch, toFrame, level, before);
      else place.motion.skip();
      if (toFrame) place.glimpses.add(frame, toFrame, isPassing(place.motion));
    }
  }
}

/** Whether anything moved about the ring at the last look. */
function isPassing(motion: MotionGrid): boolean {
  const half = PATCH / (2 * REACH);
  const middle = PATCH / 2;
  const box = {
    left: middle - 1.5 * half,
    right: middle + 1.5 * half,
    top: middle - half,
    bottom: middle + 1.5 * half,
  };
  return motion.inBox(motion.count - 1, box) > PASSING;
}

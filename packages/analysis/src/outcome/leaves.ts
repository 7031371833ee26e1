import type { Sighting } from '../ball/sightings.ts';
import { inRing, type Ring } from '../rim/rim.ts';

/** A ball so far off the ring's middle, in half widths, is outside it, whatever its distance. */
const OUTSIDE = 1.5;
/** What went through comes out of a net so far down, in half widths of a ring that is seen level. */
const NET_LENGTH = 1.2;
const FEWEST = 2;

/**
 * Whether a ball that came to the ring went away from it again: what it was last seen to do, before it was lost or lower
 * than a net hangs, was to be beside the ring.
 *
 * @param time when it comes to the ring at last
 * @returns -1 where it did, else 0
 */
export function leaves(path: readonly Sighting[], ring: Ring, time: number): number {
  const level = Math.sqrt(1 - Math.min(0.9, ring.b / ring.a) ** 2);
  const after = path.filter((s) => s.time > time);
  const under = after.findIndex((s) => inRing(ring, s.x, s.y).below > NET_LENGTH * level * ring.a);
  const last = (under < 0 ? after : after.slice(0, under)).slice(-FEWEST);
  const isBeside = last.every((s) => Math.abs(inRing(ring, s.x, s.y).across) > OUTSIDE);
  return last.length === FEWEST && isBeside ? -1 : 0;
}

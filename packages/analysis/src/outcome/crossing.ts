import type { Launch } from '../ball/launch.ts';
import type { Sighting } from '../ball/sightings.ts';
import { inRing, type Ring } from '../rim/rim.ts';

/** A crossing of the ring's level, in the picture, from above. */
export interface Crossing {
  time: number;
  /** In half widths of the ring from its centre. */
  across: number;
}

/** A ball that comes down further from the ring than this, in half widths, is another one. */
const FARTHEST = 20;
/** What comes to the ring's level so much later than its flight, seconds, or so far beside it, half widths, met something. */
const LATER = 0.1;
const ASIDE = 0.6;

/** Where the free flight comes down to the ring's level. */
export function arrival({ arc, leaves }: Pick<Launch, 'arc' | 'leaves'>, ring: Ring): Crossing | null {
  const step = 0.01;
  let before = inRing(ring, arc.at(leaves).x, arc.at(leaves).y).below;
  for (let time = leaves + step; time < leaves + 4; time += step) {
    const at = arc.at(time);
    const { across, below } = inRing(ring, at.x, at.y);
    if (before < 0 && below >= 0) return { time, across };
    before = below;
  }
  return null;
}

/** Every downward crossing of the ring's level by the ball as seen, near the ring. */
export function crossingsOf(path: readonly Sighting[], ring: Ring): Crossing[] {
  const crossings: Crossing[] = [];
  for (let i = 1; i < path.length; i++) {
    const [a, b] = [path[i - 1]!, path[i]!];
    const [p, q] = [inRing(ring, a.x, a.y), inRing(ring, b.x, b.y)];
    if (p.below >= 0 || q.below < 0) continue;
    const part = p.below / (p.below - q.below);
    const across = p.across + part * (q.across - p.across);
    if (Math.abs(across) > FARTHEST) continue;
    crossings.push({ time: a.time + part * (b.time - a.time), across });
  }
  return crossings;
}

/** Whether the ball comes to the ring's level as its free flight has it: it met nothing before. */
export function isSame(first: Crossing, last: Crossing, pace: number): boolean {
  return Math.abs(last.time - first.time) < LATER / pace && Math.abs(last.across - first.across) < ASIDE;
}

/** Whether the ball is seen above the ring, with hardly a touch of the two in the picture. */
export function isClearAbove(ring: Ring, { x, y, diameter }: Sighting): boolean {
  return inRing(ring, x, y).below < -ring.b - diameter / 4;
}

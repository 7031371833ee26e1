import { describe, expect, it } from 'vitest';
import type { Plane } from './planes.ts';
import { GLIMPSE } from './ring-glimpses.ts';
import { aligned, lookOf } from './ring-look.ts';
import type { Disc, Look, Seen } from './ring-look.ts';
import { shownOver, tubeOf } from './ring-over-ball.ts';

type Colour = readonly [number, number, number];
const WALL: Colour = [190, 128, 128];
const RED: Colour = [90, 110, 190];
const ORANGE: Colour = [130, 100, 160];
const ring = { x: GLIMPSE.x, y: GLIMPSE.y, a: 28, b: 13, angle: 0 };
const ball: Disc = { x: 58, y: 32, r: 18 };
/** Which half of the ring is drawn over the ball. */
type Over = 'none' | 'upper' | 'both';

/** A ring before a wall with a ball in it, before or behind it, as a camera sees it that is `off` by some cells. */
function drawn(disc: Disc | null, over: Over, off = 0): Seen {
  const colourAt = (x: number, y: number): Colour => {
    const round = Math.hypot((x - ring.x) / ring.a, (y - ring.y) / ring.b);
    const isLine = Math.abs(round - 1) * ring.b < 1.3;
    const isOver = over === 'both' || (over === 'upper' && y < ring.y);
    const isBall = disc !== null && Math.hypot(x - disc.x, y - disc.y) < disc.r;
    return isLine && (!isBall || isOver) ? RED : isBall ? ORANGE : WALL;
  };
  const plane = (channel: 0 | 1 | 2, step: 1 | 2): Plane => {
    const [width, height] = [GLIMPSE.width / step, GLIMPSE.height / step];
    const data = Uint8Array.from({ length: width * height }, (_, i) => {
      const [x, y] = [(i % width) * step + (step - 1) / 2 - off, Math.floor(i / width) * step + (step - 1) / 2 - off];
      return colourAt(x, y)[channel];
    });
    return { width, height, data };
  };
  const planes: Look = [plane(0, 1), plane(1, 2), plane(2, 2)];
  return { planes, discs: disc ? [{ ...disc, x: disc.x + off, y: disc.y + off }] : [] };
}

function shown(over: Over, off = 0) {
  const seen = [drawn(null, 'none'), drawn(null, 'none'), drawn(ball, over, off)];
  const laid = aligned(seen);
  const look = lookOf(laid);
  return shownOver(laid[2]!.discs[0]!, laid[2]!, look, tubeOf(look, ring), ring);
}

describe('a ring and a ball that cross', () => {
  it.each([
    ['before the ring hides both lines', 'none', 0, 0],
    ['in the ring is hidden by the upper line and hides the lower', 'upper', 1, 0],
    ['behind the ring hides neither', 'both', 1, 1],
  ] as const)('a ball %s', (_, over, upper, lower) => {
    const lines = shown(over);
    expect(Math.abs(lines.upper!.part - upper)).toBeLessThan(0.25);
    expect(Math.abs(lines.lower!.part - lower)).toBeLessThan(0.25);
  });

  it('is told alike where the camera was followed badly', () => {
    const lines = shown('upper', 3);
    expect(lines.upper!.part).toBeGreaterThan(0.75);
    expect(lines.lower!.part).toBeLessThan(0.25);
  });

  it('is not told where the ball crosses neither line', () => {
    const seen = drawn({ ...ball, y: 75 }, 'none');
    const look = lookOf([drawn(null, 'none')]);
    expect(shownOver(seen.discs[0]!, seen, look, tubeOf(look, ring), ring)).toEqual({ upper: null, lower: null });
  });

  it('has a look without the ball, even where it is seen most of the time', () => {
    const look = lookOf([drawn(ball, 'none'), drawn(ball, 'none'), drawn(null, 'none')]);
    expect(look).toEqual(drawn(null, 'none').planes);
  });
});

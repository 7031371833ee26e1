import { describe, expect, it } from 'vitest';
import type { Sighting } from '../ball/sightings.ts';
import type { Ring } from '../rim/rim.ts';
import { approach } from './approach.ts';
import { told } from './told.ts';

/** A camera 1.6 m under a ring and 1.6 m beside it; lengths in half widths of the ring, 0.2365 m. */
const LIFT = Math.PI / 4;
const FAR = (1.6 * Math.SQRT2) / 0.2365;
const WIDTH = 80;
const ring: Ring = { x: 200, y: 250, a: WIDTH, b: WIDTH * Math.sin(LIFT), angleDegrees: 0, confidence: 0.9 };
const FPS = 30;
const COMES = 1;

/** A size 6 ball that comes down `away` from the ring's middle at 5 m/s, as that camera sees it. */
function flight(away: number): Sighting[] {
  return Array.from({ length: 12 }, (_, i) => {
    const frame = FPS * COMES - 12 + i;
    const t = frame / FPS - COMES;
    const place = { across: 6 * t, away: away + 4 * t, above: -21 * t - (9.81 / 0.2365 / 2) * t * t };
    const deeper = place.away * Math.cos(LIFT) + place.above * Math.sin(LIFT);
    const px = WIDTH / (1 + deeper / FAR);
    const [x, y] = [
      ring.x + place.across * px,
      ring.y + (place.away * Math.sin(LIFT) - place.above * Math.cos(LIFT)) * px,
    ];
    const candidate = { x, y, diameter: (0.234 / 0.2365) * px, confidence: 0.9, source: 'drawn' };
    return { ...candidate, frame, time: frame / FPS, candidate };
  });
}

describe('how a ball comes to a ring', () => {
  it.each([-3, 0, 3])('is known in space by its size: %d half widths away from the middle', (away) => {
    const comes = approach(flight(away), ring, COMES, 1)!;
    const sd = Math.sqrt(comes.variance.away);
    expect(Math.abs(comes.away - away)).toBeLessThan(1.5 * sd);
    expect(sd).toBeLessThan(1.5);
    expect(Math.abs(comes.across)).toBeLessThan(0.4);
    expect(Math.abs(comes.time - COMES)).toBeLessThan(0.06);
  });

  it('tells before, through and behind apart', () => {
    const [before, through, behind] = [-3, 0, 3].map((away) => approach(flight(away), ring, COMES, 1)!.away);
    expect(through! - before!).toBeGreaterThan(1.5);
    expect(behind! - through!).toBeGreaterThan(1.5);
  });

  it('does not go together with a ring of another size', () => {
    const small = { ...ring, a: ring.a / 3, b: ring.b / 3 };
    expect(approach(flight(0), small, COMES, 1)!.strain).toBeGreaterThan(8);
    expect(approach(flight(0), ring, COMES, 1)!.strain).toBeLessThan(1);
  });

  it('is not known where nothing is seen', () => {
    expect(approach([], ring, COMES, 1)).toBeNull();
  });
});

describe('what a place tells', () => {
  const before = { across: 1, away: 1 };

  it('is nothing where it is not known', () => {
    const unknown = { across: 0, away: 0, variance: { across: 1e6, away: 1e6 } };
    expect(told(unknown, 0.8, before)).toBeCloseTo(0, 3);
  });

  it('is the more the surer it is, for both sides', () => {
    const at = (across: number, variance: number) =>
      told({ across, away: 0, variance: { across: variance, away: variance } }, 0.8, before);
    expect(at(0, 0.05)).toBeGreaterThan(at(0, 0.5));
    expect(at(0, 0.5)).toBeGreaterThan(0);
    expect(at(2, 0.05)).toBeLessThan(at(2, 0.5));
    expect(at(2, 0.5)).toBeLessThan(0);
    expect(at(40, 0.05)).toBe(-1);
  });
});

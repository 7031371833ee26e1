import { describe, expect, it } from 'vitest';
import type { BallCandidate } from '@shotform/contracts';
import type { Sighting } from '../ball/sightings.ts';
import type { Ring } from '../rim/rim.ts';
import { leaves } from './leaves.ts';
import { betweenLines } from './lines.ts';

const ring: Ring = { x: 200, y: 100, a: 60, b: 20, angleDegrees: 0, confidence: 0.9 };
const shows = (part: number) => ({ part, error: 0.25 });

function sighting(frame: number, x: number, y: number, lines?: BallCandidate['ring']): Sighting {
  const candidate = { x, y, diameter: 60, confidence: 0.9, source: 'detector', ...(lines && { ring: lines }) };
  return { frame, time: frame / 30, x, y, diameter: 60, confidence: 0.9, candidate };
}

/** It comes down through the ring's place in the picture; what shows of the lines while it crosses them. */
function between(upper: number | null, lower: number | null): number {
  const path = [
    sighting(0, 190, 10),
    sighting(1, 195, 60, { upper: upper === null ? null : shows(upper), lower: null }),
    sighting(2, 200, 120, { upper: null, lower: lower === null ? null : shows(lower) }),
    sighting(3, 202, 190),
  ];
  return betweenLines(path, ring, 1.5 / 30);
}

describe("a ball between the ring's lines", () => {
  it('is in the ring where it hides the far line and the near one hides it', () => {
    expect(between(1, 0)).toBeGreaterThan(0.4);
  });

  it('is before the hoop where it hides both, behind it where it hides neither', () => {
    expect(between(0, 0)).toBeLessThan(-0.3);
    expect(between(1, 1)).toBeLessThan(-0.3);
  });

  it('tells little from one line, and nothing from none', () => {
    expect(between(1, null)).toBeGreaterThan(0);
    expect(between(1, null)).toBeLessThan(0.25);
    expect(between(null, null)).toBeCloseTo(0, 9);
  });

  it('is not judged by what is taken for a ball in the net when the ball is gone', () => {
    const path = [
      sighting(0, 190, 10),
      sighting(1, 195, 60, { upper: shows(1), lower: null }),
      sighting(2, 200, 120, { upper: null, lower: shows(0) }),
      sighting(3, 202, 190),
    ];
    const later = [4, 5, 6].map((frame) => sighting(frame, 200, 120, { upper: null, lower: shows(1) }));
    expect(betweenLines([...path, ...later], ring, 1.5 / 30)).toBe(betweenLines(path, ring, 1.5 / 30));
  });
});

describe('a ball that leaves the ring', () => {
  const comes = [sighting(0, 190, 10), sighting(1, 195, 60)];

  it('is last seen beside it and higher than a net hangs', () => {
    const path = [...comes, sighting(3, 260, 70), sighting(4, 300, 60), sighting(5, 340, 65)];
    expect(leaves(path, ring, 2 / 30)).toBe(-1);
    expect(leaves([...path, sighting(6, 360, 260)], ring, 2 / 30)).toBe(-1);
  });

  it('did not where it came back, fell out below, or was lost in the net', () => {
    const back = [...comes, sighting(3, 300, 50), sighting(4, 300, 45), sighting(5, 250, 60), sighting(6, 205, 90)];
    expect(leaves(back, ring, 2 / 30)).toBe(0);
    expect(leaves([...comes, sighting(3, 205, 130), sighting(4, 300, 250)], ring, 2 / 30)).toBe(0);
    expect(leaves([...comes, sighting(3, 205, 120)], ring, 2 / 30)).toBe(0);
  });
});

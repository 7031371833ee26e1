import { expect, test } from 'vitest';
import type { Rim, Tracks } from '@shotform/contracts';
import { inRing, ringAt } from './rim.ts';

const still = (_time: number, x: number, y: number) => ({ x, y });
const rim = (x: number, confidence = 0.9): Rim => ({ x, y: 100, a: 20, b: 5, angleDegrees: 2, confidence });
const filmed = (rims: (Rim | null)[]): Tracks => ({
  schemaVersion: '1.0',
  video: {
    width: 640,
    height: 480,
    frames: rims.length,
    timesSeconds: rims.map((_, i) => i / 10),
    rotationDegrees: 0,
    letterbox: { left: 0, top: 0, right: 0, bottom: 0 },
  },
  frames: rims.map((r) => ({ pose: [], ball: [], rim: r, netMotion: null })),
  camera: { moving: false, transforms: null },
  models: [],
});

test('the median of what was seen near the time; a wrong one among them is nothing', () => {
  const rims = [rim(500), rim(502), rim(300), rim(501), null, rim(499)];
  expect(ringAt(filmed(rims), still, 0.3)).toMatchObject({ x: 500, y: 100, a: 20, angleDegrees: 2 });
});

test('nothing where it was not seen near the time, hardly believed, or in no one place', () => {
  expect(ringAt(filmed([rim(500), ...Array<null>(40).fill(null)]), still, 3)).toBeNull();
  expect(ringAt(filmed([rim(500, 0.1)]), still, 0)).toBeNull();
  expect(ringAt(filmed([rim(100), rim(200), rim(300), rim(400), rim(500)]), still, 0.2)).toBeNull();
});

test("places in the measure of the ring, along its own axis while its lean can be a camera's", () => {
  const ring = { x: 500, y: 100, a: 20, b: 5, angleDegrees: 0, confidence: 1 };
  expect(inRing(ring, 510, 130)).toEqual({ across: 0.5, below: 30 });
  const leaning = inRing(
    { ...ring, angleDegrees: 10 },
    500 + 20 * Math.cos(Math.PI / 18),
    100 + 20 * Math.sin(Math.PI / 18),
  );
  expect(leaning.across).toBeCloseTo(1, 9);
  expect(leaning.below).toBeCloseTo(0, 9);
  expect(inRing({ ...ring, angleDegrees: 45 }, 510, 130)).toEqual({ across: 0.5, below: 30 });
});

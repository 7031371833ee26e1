import { expect, test } from 'vitest';
import type { BallCandidate, Tracks } from '@shotform/contracts';
import { Sightings } from './sightings.ts';
import { linkTracklets } from './tracklets.ts';

const ball = (x: number, y: number, confidence = 0.9): BallCandidate => ({
  x,
  y,
  diameter: 20,
  confidence,
  source: 'colour',
});
function linked(frames: BallCandidate[][]) {
  const tracks: Tracks = {
    schemaVersion: '1.0',
    video: {
      width: 640,
      height: 480,
      frames: frames.length,
      timesSeconds: frames.map((_, i) => i / 30),
      rotationDegrees: 0,
      letterbox: { left: 0, top: 0, right: 0, bottom: 0 },
    },
    frames: frames.map((candidates) => ({ pose: [], ball: candidates, rim: null, netMotion: null })),
    camera: { moving: false, transforms: null },
    models: [],
  };
  return linkTracklets(new Sightings(tracks, (_time, x, y) => ({ x, y })));
}
const frames = Array.from({ length: 20 }, (_, i) => i);

test('two balls that cross stay two', () => {
  const found = linked(frames.map((i) => [ball(100 + 12 * i, 100), ball(328 - 12 * i, 103)]));
  expect(found).toHaveLength(2);
  for (const tracklet of found) {
    expect(tracklet).toHaveLength(20);
    const steps = tracklet.slice(1).map((s, i) => s.x - tracklet[i]!.x);
    expect(new Set(steps.map((step) => Math.round(step))).size).toBe(1);
  }
});

test('a ball missed for two pictures is one, for ten it is another', () => {
  const missing = (from: number, to: number) =>
    linked(frames.map((i) => (i >= from && i < to ? [] : [ball(100 + 9 * i, 100 - 6 * i)])));
  expect(missing(8, 10).map((t) => t.length)).toEqual([18]);
  expect(missing(5, 15).map((t) => t.length)).toEqual([5, 5]);
});

test('what stands near the way of a ball does not stop it', () => {
  const found = linked(frames.map((i) => [ball(100 + 15 * i, 100), ball(250, 110, 0.35)]));
  const moving = found.find((t) => t[0]!.x === 100)!;
  expect(moving).toHaveLength(20);
  expect(moving.at(-1)!.x).toBe(385);
});

test('what is hardly believed, or seen once, is in no tracklet', () => {
  expect(linked(frames.map((i) => [ball(100 + i, 100, 0.1)]))).toEqual([]);
  expect(linked(frames.map((i) => (i === 7 ? [ball(100, 100)] : [])))).toEqual([]);
});

import { expect, test } from 'vitest';
import type { Tracks } from '@shotform/contracts';
import { steadyCamera, unsteadyCamera } from './camera.ts';

const filmed = (transforms: (number[] | null)[] | null): Tracks => ({
  schemaVersion: '1.0',
  video: {
    width: 100,
    height: 100,
    frames: 3,
    timesSeconds: [0, 1, 2],
    rotationDegrees: 0,
    letterbox: { left: 0, top: 0, right: 0, bottom: 0 },
  },
  frames: Array.from({ length: 3 }, () => ({ pose: [], ball: [], rim: null, netMotion: null })),
  camera: { moving: transforms !== null, transforms },
  models: [],
});

test('a camera that stands leaves places where they are', () => {
  expect(steadyCamera(filmed(null))(1, 3, 4)).toEqual({ x: 3, y: 4 });
});

test('a place in the scene keeps its place, between frames too', () => {
  const steady = steadyCamera(
    filmed([
      [1, 0, 0, 1, 0, 0],
      [1, 0, 0, 1, 10, -4],
      [1, 0, 0, 1, 20, -8],
    ]),
  );
  expect(steady(0, 50, 50)).toEqual({ x: 50, y: 50 });
  expect(steady(1, 40, 54)).toEqual({ x: 50, y: 50 });
  expect(steady(1.5, 35, 56)).toEqual({ x: 50, y: 50 });
});

test('a frame that was not related to the others takes the one before it', () => {
  const steady = steadyCamera(filmed([[1, 0, 0, 1, 0, 0], [1, 0, 0, 1, 10, 0], null]));
  expect(steady(2, 40, 50)).toEqual({ x: 50, y: 50 });
});

test('the way back ends where it began, with turns and zooms', () => {
  const tracks = filmed([
    [1, 0, 0, 1, 0, 0],
    [1.1, 0.2, -0.2, 1.1, 7, -3],
    [0.9, -0.1, 0.1, 0.9, 1, 2],
  ]);
  for (const time of [0, 1, 2]) {
    const there = steadyCamera(tracks)(time, 31, 47);
    const back = unsteadyCamera(tracks)(time, there.x, there.y);
    expect(back.x).toBeCloseTo(31, 9);
    expect(back.y).toBeCloseTo(47, 9);
  }
});

import { expect, it } from 'vitest';
import { follow } from './display.ts';

it('a spot goes with what it lies on, where the camera moves', () => {
  const camera = { moving: true, transforms: [[1, 0, 0, 1, 0, 0], [1, 0, 0, 1, 12, -5], [0, 1, -1, 0, 3, 4], null] };
  expect(follow(camera, { x: 50, y: 60 }, 0, 1)).toEqual({ x: 38, y: 65 });
  const there = follow(camera, { x: 50, y: 60 }, 1, 2);
  const back = follow(camera, there, 2, 1);
  expect(back.x).toBeCloseTo(50, 9);
  expect(back.y).toBeCloseTo(60, 9);
  expect(follow(camera, { x: 1, y: 2 }, 0, 3)).toEqual({ x: 1, y: 2 });
});

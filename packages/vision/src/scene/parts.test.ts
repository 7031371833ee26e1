import { describe, expect, it } from 'vitest';
import { BlobFinder } from './blobs.ts';
import { fitCircle } from './circle-fit.ts';
import { draw } from './drawn-scene.ts';
import { Pixels } from './pixels/pixels.ts';
import { Pyramid, workScale } from './planes.ts';
import { applyX, applyY, compose, fitSimilarity, invert, rescale, scaleOf } from './transform.ts';
import type { Transform } from './transform.ts';

const TURNED: Transform = [
  0.99 * Math.cos(0.1),
  0.99 * Math.sin(0.1),
  -0.99 * Math.sin(0.1),
  0.99 * Math.cos(0.1),
  7,
  -3,
];

describe('transforms', () => {
  it('undo themselves', () => {
    const same = compose(invert(TURNED), TURNED);
    for (const [k, value] of [1, 0, 0, 1, 0, 0].entries()) expect(same[k]).toBeCloseTo(value, 12);
  });

  it('mean the same between coarser grids', () => {
    const coarse = rescale(TURNED, 4);
    // Coarse pixel (10, 20) has its centre at (41.5, 81.5) of the fine grid.
    expect(applyX(coarse, 10, 20) * 4 + 1.5).toBeCloseTo(applyX(TURNED, 41.5, 81.5), 9);
    expect(applyY(coarse, 10, 20) * 4 + 1.5).toBeCloseTo(applyY(TURNED, 41.5, 81.5), 9);
    const back = rescale(coarse, 1 / 4);
    for (const [k, value] of TURNED.entries()) expect(back[k]).toBeCloseTo(value, 9);
  });

  it('are recovered from pairs, those without weight left out', () => {
    const from = Float64Array.of(0, 0, 100, 0, 0, 80, 60, 60, 10, 10);
    const to = new Float64Array(10);
    for (let i = 0; i < 5; i++) {
      to[2 * i] = applyX(TURNED, from[2 * i]!, from[2 * i + 1]!);
      to[2 * i + 1] = applyY(TURNED, from[2 * i]!, from[2 * i + 1]!);
    }
    to[8]! += 500;
    const found = fitSimilarity({ count: 5, from, to }, Uint8Array.of(1, 1, 1, 1, 0))!;
    for (const [k, value] of TURNED.entries()) expect(found[k]).toBeCloseTo(value, 9);
    expect(scaleOf(found)).toBeCloseTo(0.99, 9);
  });

  it('need two different points', () => {
    const pairs = { count: 2, from: Float64Array.of(5, 5, 5, 5), to: Float64Array.of(1, 1, 2, 2) };
    expect(fitSimilarity(pairs, Uint8Array.of(1, 1))).toBeNull();
  });
});

describe('planes', () => {
  it.each([
    [206, 328, 1],
    [640, 480, 1],
    [1280, 720, 2],
    [1920, 1080, 2],
    [3840, 2160, 4],
  ])('of %i x %i are looked at in 1/%i', (width, height, scale) => {
    expect(workScale(width, height)).toBe(scale);
  });

  it('repeat the last pixels where a size is no whole number of blocks', () => {
    const pyramid = new Pyramid(35, 33);
    const y = new Uint8Array(35 * 33).map((_, i) => i % 35);
    pyramid.fill({ y, u: new Uint8Array(18 * 17).fill(100), v: new Uint8Array(18 * 17).fill(160) });
    const { luma } = pyramid.fine;
    expect(luma.data[34]).toBe(34);
    expect(luma.data[luma.width - 1]).toBe(34);
    expect(luma.data[luma.data.length - 1]).toBe(34);
    // (160 - 100) / 2 over the grey of 127.
    expect(new Set(pyramid.levels[1]!.warmth!.data)).toEqual(new Set([157]));
  });
});

it('a blob has the moments of the ellipse it is', () => {
  const pixels = new Pixels(100_000);
  const map = pixels.plane(80, 60);
  for (let y = 0; y < 60; y++) {
    for (let x = 0; x < 80; x++) if (((x - 40.5) / 20) ** 2 + ((y - 30) / 8) ** 2 <= 1) map.data[y * 80 + x] = 100;
  }
  const [blob, ...others] = new BlobFinder(80, 60, pixels).find(map, 50, 10, 4000);
  expect(others).toEqual([]);
  expect(blob!.x).toBeCloseTo(40.5, 1);
  expect(blob!.y).toBeCloseTo(30, 1);
  expect(blob!.major / 20).toBeCloseTo(1, 1);
  expect(blob!.minor / 8).toBeCloseTo(1, 1);
  expect(blob!.angle).toBeCloseTo(0, 2);
});

it('a circle is fitted between pixels from a rough guess', () => {
  const ball = { x: 60.3, y: 52.7, diameter: 26 };
  const pyramid = new Pyramid(128, 96);
  pyramid.fill(draw(0, 30, 128, 96, { ball }));
  const fit = fitCircle(pyramid.fine, ball.x + 4, ball.y - 3, 11);
  expect(Math.hypot(fit.x - ball.x, fit.y - ball.y)).toBeLessThan(0.6);
  expect(Math.abs(fit.radius - 13)).toBeLessThan(0.8);
  expect(fit.support).toBeGreaterThan(0.8);
  // Where there is only texture no circle is supported like that.
  expect(fitCircle(pyramid.fine, 20, 20, 11).support).toBeLessThan(0.7);
});

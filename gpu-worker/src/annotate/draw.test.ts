import { createCanvas } from '@napi-rs/canvas';
import type { ColourSpace, VideoFrame } from '@shotform/vision';
import { describe, expect, it } from 'vitest';
import { inkOf, toRgba } from './colour.ts';
import { Layer } from './layer.ts';
import { nominalRate, repeats } from './pace.ts';
import { arc, capsule, disc, ring, slice, type Shape } from './shapes.ts';
import { drawSprite, spriteOf } from './sprite.ts';
import { panel } from './text.ts';

const hd: ColourSpace = { matrix: 'bt709', range: 'limited' };

function grey(width: number, height: number, colour = hd): VideoFrame {
  const chroma = Math.ceil(width / 2) * Math.ceil(height / 2);
  return {
    index: 0,
    timeSeconds: 0,
    width,
    height,
    y: new Uint8Array(width * height).fill(100),
    u: new Uint8Array(chroma).fill(128),
    v: new Uint8Array(chroma).fill(128),
    colour,
  };
}

/** The covered area of a shape by its row spans and by its distance everywhere, px. */
function areas(shape: Shape): { spans: number; everywhere: number } {
  const distances = new Float64Array(100);
  let [spans, everywhere] = [0, 0];
  for (let y = 0; y < 100; y++) {
    const row = y >= Math.floor(shape.top) && y <= Math.ceil(shape.bottom) ? shape.row(y) : null;
    shape.distances(y, 0, 99, distances);
    for (let x = 0; x < 100; x++) {
      const value = Math.max(0, Math.min(1, 0.5 - distances[x]!));
      everywhere += value;
      if (row && x >= Math.floor(row[0]) && x <= Math.ceil(row[1])) spans += value;
    }
  }
  return { spans, everywhere };
}

function unit(degrees: number): { x: number; y: number } {
  return { x: Math.cos((degrees * Math.PI) / 180), y: Math.sin((degrees * Math.PI) / 180) };
}

describe('shapes', () => {
  const middle = { x: 50, y: 50 };
  it.each([
    ['disc', disc(middle, 20), Math.PI * 400],
    ['line', capsule({ x: 20, y: 30 }, { x: 80, y: 70 }, 4), Math.hypot(60, 40) * 8 + Math.PI * 16],
    ['level line', capsule({ x: 20, y: 50 }, { x: 80, y: 50 }, 4), 60 * 8 + Math.PI * 16],
    ['ring', ring(middle, 20, 4), 2 * Math.PI * 20 * 4],
    ['slice', slice(middle, 30, unit(10), unit(100)), (Math.PI * 900) / 4],
    ['slice the other way round', slice(middle, 30, unit(100), unit(10)), (Math.PI * 900) / 4],
    ['arc', arc(middle, 30, 4, unit(-45), unit(45)), ((2 * Math.PI * 30) / 4) * 4 + Math.PI * 4],
  ] as const)('a %s covers its area, and its spans miss none of it', (_, shape, area) => {
    const { spans, everywhere } = areas(shape);
    expect(spans).toBeCloseTo(everywhere, 6);
    expect(Math.abs(everywhere - area) / area).toBeLessThan(0.02);
  });
});

describe('a layer', () => {
  it('paints what was added, once, and is empty then', () => {
    const frame = grey(41, 31);
    const layer = new Layer(41, 31);
    layer.add(disc({ x: 20, y: 15 }, 6), 0.5);
    layer.add(disc({ x: 21, y: 15 }, 6), 0.5);
    layer.paint(frame, { y: 200, u: 128, v: 128 });
    // Half of the way from 100 to 200, though two shapes lie there.
    expect(Math.abs(frame.y[15 * 41 + 20]! - 150)).toBeLessThanOrEqual(1);
    const before = frame.y.slice();
    layer.paint(frame, { y: 0, u: 0, v: 0 });
    expect(frame.y).toEqual(before);
  });

  it('reaches into every corner of an odd picture and not beyond', () => {
    const frame = grey(5, 3);
    const layer = new Layer(5, 3);
    layer.add(disc({ x: 2, y: 1 }, 50));
    layer.paint(frame, { y: 235, u: 200, v: 50 });
    expect(new Set(frame.y)).toEqual(new Set([235]));
    expect(frame.u).toHaveLength(6);
    expect(frame.u[0]).toBe(200);
  });
});

describe('colour', () => {
  it.each([
    { matrix: 'bt709', range: 'limited' },
    { matrix: 'bt601', range: 'limited' },
    { matrix: 'bt601', range: 'full' },
  ] as const)('comes back from $matrix, $range', (space) => {
    for (const rgb of [
      [255, 255, 255],
      [0, 0, 0],
      [255, 190, 61],
      [54, 230, 168],
    ] as const) {
      const ink = inkOf(rgb, space);
      const frame = { width: 1, height: 1, y: Uint8Array.of(ink.y), u: Uint8Array.of(ink.u), v: Uint8Array.of(ink.v) };
      const back = toRgba({ ...frame, colour: space });
      for (const [i, value] of rgb.entries()) expect(Math.abs(back[i]! - value)).toBeLessThanOrEqual(3);
    }
  });

  it('of white and black is what BT.709 says', () => {
    expect(inkOf([255, 255, 255], hd)).toEqual({ y: 235, u: 128, v: 128 });
    expect(inkOf([0, 0, 0], hd)).toEqual({ y: 16, u: 128, v: 128 });
  });
});

describe('a sprite', () => {
  it('is blended by its alpha, wherever a part of it lies outside', () => {
    const canvas = createCanvas(8, 8);
    const context = canvas.getContext('2d');
    context.fillStyle = 'rgba(255,255,255,0.5)';
    context.fillRect(0, 0, 8, 8);
    const frame = grey(10, 10);
    drawSprite(frame, spriteOf(canvas, hd), -4, 6, 1);
    expect(Math.abs(frame.y[9 * 10 + 0]! - (100 + 235) / 2)).toBeLessThanOrEqual(1);
    expect(frame.y[9 * 10 + 4]).toBe(100);
    expect(frame.y[5 * 10]).toBe(100);
    expect(Math.abs(frame.u[4 * 5]! - 128)).toBeLessThanOrEqual(1);
  });

  it('of words is as wide as it may be, and breaks there', () => {
    const items = Array.from({ length: 6 }, (_, i) => ({ label: 'Release', value: `${i}0°` }));
    const wide = panel(items, 20, 2000, hd);
    const narrow = panel(items, 20, 300, hd);
    expect(narrow.width).toBeLessThanOrEqual(302);
    expect(narrow.height).toBeGreaterThan(wide.height * 1.8);
    // Letters are there: brighter than the panel behind them.
    expect(Math.max(...wide.y)).toBeGreaterThan(200);
  });
});

describe('pace', () => {
  it.each([
    [29.97, 30000 / 1001],
    [30, 30],
    [25.18, 25],
    [23.98, 24000 / 1001],
    [212.8, 60],
    [1, 10],
    [null, 30],
  ])('of %s fps is %d', (fps, rate) => {
    const { numerator, denominator } = nominalRate(fps);
    expect(numerator / denominator).toBeCloseTo(rate, 6);
  });

  it('keeps every frame of a steady clip once', () => {
    const times = Array.from({ length: 90 }, (_, i) => (i * 1001) / 30000);
    expect(new Set(repeats(times, { numerator: 30000, denominator: 1001 }))).toEqual(new Set([1]));
  });

  it('keeps frames at their times where the rate varies', () => {
    const times = [0.2, 0.24, 0.245, 0.25, 1, 1.04];
    const counts = repeats(times, { numerator: 25, denominator: 1 });
    // The first stands from 0 on; of three within one slot the last is seen; the gap is held.
    expect([...counts]).toEqual([6, 0, 0, 19, 1, 1]);
  });
});

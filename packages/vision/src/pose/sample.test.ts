import { describe, expect, it } from 'vitest';
import type { VideoFrame } from '../frame.ts';
import type { RgbaImage } from './picture.ts';
import { Sampler } from './sample.ts';

const bytes = { low: 0, high: 255 };

/** Red grows to the right by 4 a pixel, green downwards by 4, blue is 7. */
function ramp(width: number, height: number): RgbaImage {
  const data = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) data.set([4 * (i % width), 4 * Math.floor(i / width), 7, 255], 4 * i);
  return { width, height, data };
}

function sampled(
  sampler: Sampler,
  picture: RgbaImage | VideoFrame,
  region: Parameters<Sampler['sample']>[1],
): Float32Array {
  return sampler.sample(picture, region);
}

describe('Sampler', () => {
  it('puts sample i at origin + i * step, without half a pixel', () => {
    const out = sampled(new Sampler(8, 'replicate', bytes), ramp(40, 40), { x: 20, y: 12, size: 16, rotation: 0 });
    // Origin (12, 4), step 2 px, 4 levels a pixel.
    expect([...out.subarray(0, 8)]).toEqual([48, 56, 64, 72, 80, 88, 96, 104]);
    expect([0, 8, 16].map((i) => out[64 + i])).toEqual([16, 24, 32]);
    expect(new Set(out.subarray(128))).toEqual(new Set([7]));
  });

  it('interpolates in 32nds of a pixel', () => {
    const out = sampled(new Sampler(8, 'replicate', bytes), ramp(40, 40), { x: 20.25, y: 20, size: 8, rotation: 0 });
    expect(out[0]).toBe(4 * 16.25);
  });

  it('turns clockwise on the screen', () => {
    const quarter = { x: 20, y: 20, size: 16, rotation: Math.PI / 2 };
    const out = sampled(new Sampler(8, 'replicate', bytes), ramp(40, 40), quarter);
    // Along a row of the output the picture's y grows, and x stays.
    expect([...out.subarray(64, 68)]).toEqual([48, 56, 64, 72]);
    expect(new Set(out.subarray(0, 8))).toEqual(new Set([4 * 28]));
  });

  it('continues the edge, or mixes it with black', () => {
    const region = { x: 0, y: 20, size: 8, rotation: 0 };
    const picture: RgbaImage = { width: 40, height: 40, data: new Uint8Array(40 * 40 * 4).fill(100) };
    const replicated = sampled(new Sampler(8, 'replicate', bytes), picture, region);
    expect(new Set(replicated)).toEqual(new Set([100]));
    const black = sampled(new Sampler(8, 'black', bytes), picture, { ...region, x: -0.25 });
    expect([...black.subarray(0, 8)]).toEqual([0, 0, 0, 0, 75, 100, 100, 100]);
  });

  it('reaches the last pixel, of odd sizes and of a single one', () => {
    const corner = { x: 24, y: 20, size: 8, rotation: 0 };
    expect(sampled(new Sampler(8, 'replicate', bytes), ramp(25, 21), corner)[63]).toBe(4 * 24);
    const pixel: RgbaImage = { width: 1, height: 1, data: Uint8Array.of(9, 9, 9, 255) };
    expect(sampled(new Sampler(8, 'replicate', bytes), pixel, corner).every(Number.isFinite)).toBe(true);
  });

  describe.each(['bt601', 'bt709'] as const)('%s', (matrix) => {
    it.each(['limited', 'full'] as const)('gives a %s-range frame the colours of its RGB picture', (range) => {
      // One colour per frame: what the conversion is given is known, and chroma's siting plays no part.
      for (const rgb of [
        [255, 255, 255],
        [0, 0, 0],
        [200, 40, 60],
        [20, 180, 90],
        [30, 60, 220],
      ] as const) {
        const frame = flatFrame(rgb, matrix, range);
        for (const rotation of [0, 0.3]) {
          const out = sampled(new Sampler(8, 'replicate', bytes), frame, { x: 15, y: 11, size: 9, rotation });
          rgb.forEach((value, plane) => {
            for (const level of out.subarray(64 * plane, 64 * plane + 64))
              expect(Math.abs(level - value)).toBeLessThanOrEqual(2);
          });
        }
      }
    });
  });

  it('takes chroma from where it is sited', () => {
    const frame = flatFrame([128, 128, 128], 'bt601', 'full');
    // Between chroma columns 7 (luma x = 14) and 8 (luma x = 16) the colour changes.
    for (let i = 0; i < frame.v.length; i++) frame.v[i] = i % 16 < 8 ? 128 : 228;
    const out = sampled(new Sampler(8, 'replicate', bytes), frame, { x: 16, y: 10, size: 8, rotation: 0 });
    const red = [...out.subarray(0, 8)];
    expect(red.slice(0, 3)).toEqual([128, 128, 128]);
    expect(red[3]).toBeCloseTo(128 + 1.402 * 50, -0.5);
    expect(red[4]).toBe(255);
  });
});

/** 32 x 22, by the definition of the matrix. */
function flatFrame(
  rgb: readonly [number, number, number],
  matrix: 'bt601' | 'bt709',
  range: 'limited' | 'full',
): VideoFrame {
  const [r, g, b] = rgb;
  const [kr, kb] = matrix === 'bt709' ? [0.2126, 0.0722] : [0.299, 0.114];
  const light = kr * r + (1 - kr - kb) * g + kb * b;
  const scale = range === 'limited' ? { y: 219 / 255, offset: 16, chroma: 224 / 255 } : { y: 1, offset: 0, chroma: 1 };
  const plane = (length: number, value: number): Uint8Array =>
    new Uint8Array(length).fill(Math.min(255, Math.max(0, Math.round(value))));
  return {
    index: 0,
    timeSeconds: 0,
    width: 32,
    height: 22,
    y: plane(32 * 22, scale.offset + scale.y * light),
    u: plane(16 * 11, 128 + (scale.chroma * (b - light)) / (2 * (1 - kb))),
    v: plane(16 * 11, 128 + (scale.chroma * (r - light)) / (2 * (1 - kr))),
    colour: { matrix, range },
  };
}

describe('a frame of noise', () => {
  it.each([
    ['inside', { x: 40, y: 30, size: 37, rotation: 0.4 }],
    ['over an edge', { x: 3.3, y: 60, size: 50, rotation: -1 }],
    ['far outside', { x: -400, y: 20, size: 30, rotation: 2 }],
    ['all of it', { x: 40.5, y: 31.5, size: 81, rotation: 0 }],
  ])('is sampled as a plain loop says, %s', (_, region) => {
    const frame = noisyFrame(81, 63);
    const out = sampled(new Sampler(16, 'replicate', bytes), frame, region);
    expect([...out]).toEqual(plainSamples(frame, region, 16));
  });

  it('keeps no trace of the frame before', () => {
    const sampler = new Sampler(16, 'replicate', bytes);
    const region = { x: 40, y: 20, size: 20, rotation: 0 };
    sampled(sampler, noisyFrame(81, 63, 5), { ...region, size: 81 });
    const frame = noisyFrame(81, 63);
    expect([...sampled(sampler, frame, region)]).toEqual(plainSamples(frame, region, 16));
  });
});

function noisyFrame(width: number, height: number, seed = 1): VideoFrame {
  const noise = (length: number): Uint8Array =>
    Uint8Array.from({ length }, () => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) >>> 24);
  const chroma = Math.ceil(width / 2) * Math.ceil(height / 2);
  const colour = { matrix: 'bt601', range: 'full' } as const;
  return {
    index: 0,
    timeSeconds: 0,
    width,
    height,
    y: noise(width * height),
    u: noise(chroma),
    v: noise(chroma),
    colour,
  };
}

/** BT.601 of full range: planes of red, green and blue, one sample after the other. */
function plainSamples(frame: VideoFrame, region: Parameters<Sampler['sample']>[1], size: number): number[] {
  const { width, height, y, u, v } = frame;
  const [halfWidth, halfHeight] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const step = region.size / size;
  const [cos, sin] = [Math.cos(region.rotation) * step, Math.sin(region.rotation) * step];
  const out: number[] = [];
  for (let i = 0; i < size * size; i++) {
    const [along, down] = [(i % size) - size / 2, Math.floor(i / size) - size / 2];
    const x = within(Math.round(32 * (region.x + along * cos - down * sin)), 32 * (width - 1));
    const row = within(Math.round(32 * (region.y + along * sin + down * cos)), 32 * (height - 1));
    const [cx, cy] = [within(x >> 1, 32 * (halfWidth - 1)), within((row - 16) >> 1, 32 * (halfHeight - 1))];
    const light = 1024 * bilinear(y, width, height, x, row);
    const [du, dv] = [u, v].map((plane) => bilinear(plane, halfWidth, halfHeight, cx, cy) - 128 * 1024);
    const colours = [light + 1436 * dv!, light - 352 * du! - 731 * dv!, light + 1815 * du!];
    colours.forEach((value, plane) => (out[plane * size * size + i] = within(Math.floor(value / 2 ** 20 + 0.5), 255)));
  }
  return out;
}

/** 1024 times the mean of the four pixels around a place in 32nds. */
function bilinear(plane: Uint8Array, width: number, height: number, x: number, y: number): number {
  const [column, row] = [x >> 5, y >> 5];
  const at = (c: number, r: number): number => plane[Math.min(r, height - 1) * width + Math.min(c, width - 1)]!;
  const [fx, fy] = [x & 31, y & 31];
  const above = (32 - fx) * at(column, row) + fx * at(column + 1, row);
  const below = (32 - fx) * at(column, row + 1) + fx * at(column + 1, row + 1);
  return (32 - fy) * above + fy * below;
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}

import { describe, expect, it } from 'vitest';
import type { ColourSpace, VideoFrame } from '../frame.ts';
import { sampleWindow } from './sample.ts';

function frameOf(
  width: number,
  height: number,
  luma: (x: number, y: number) => number,
  colour: ColourSpace,
): VideoFrame {
  const chroma = ((width + 1) >> 1) * ((height + 1) >> 1);
  const y = Uint8Array.from({ length: width * height }, (_, i) => luma(i % width, Math.floor(i / width)));
  return {
    index: 0,
    timeSeconds: 0,
    width,
    height,
    y,
    u: new Uint8Array(chroma).fill(128),
    v: new Uint8Array(chroma).fill(128),
    colour,
  };
}

function sample(frame: VideoFrame, left: number, top: number, step: number): Float32Array {
  const out = new Float32Array(3 * 256);
  sampleWindow(frame, { left, top, step, width: 16, height: 16 }, out, 0);
  return out;
}

const full: ColourSpace = { matrix: 'bt601', range: 'full' };

describe('sampleWindow', () => {
  it('copies at step 1 and averages blocks at step 3', () => {
    const frame = frameOf(64, 64, (x, y) => x + 2 * y, full);
    expect(sample(frame, 10, 5, 1)[16 * 3 + 4]! * 255).toBeCloseTo(14 + 2 * 8, 3);
    // The block begins at (10 + 12, 5 + 6) and its middle pixel is one further.
    expect(sample(frame, 10, 5, 3)[16 * 2 + 4]! * 255).toBeCloseTo(23 + 2 * 12, 3);
  });

  it('goes on outside the frame with its edge', () => {
    const frame = frameOf(9, 7, (x, y) => 10 * x + y, full);
    const out = sample(frame, -4, -4, 2);
    expect(out[0]! * 255).toBeCloseTo(0, 3);
    expect(out[255]! * 255).toBeCloseTo(86, 3);
  });

  it('turns limited and full range, BT.601 and BT.709, into the same red', () => {
    // Red of full strength in each, from the standards' matrices.
    const reds: [ColourSpace, number, number, number][] = [
      [{ matrix: 'bt601', range: 'full' }, 76, 85, 255],
      [{ matrix: 'bt601', range: 'limited' }, 81, 90, 240],
      [{ matrix: 'bt709', range: 'full' }, 54, 99, 255],
      [{ matrix: 'bt709', range: 'limited' }, 63, 102, 240],
    ];
    for (const [colour, y, u, v] of reds) {
      const frame = frameOf(32, 32, () => y, colour);
      frame.u.fill(u);
      frame.v.fill(v);
      const out = sample(frame, 0, 0, 2);
      expect(out[0]).toBeGreaterThan(0.98);
      expect(out[256]).toBeLessThan(0.02);
      expect(out[512]).toBeLessThan(0.02);
    }
  });

  it('takes colour from where the light is', () => {
    const frame = frameOf(64, 64, () => 128, full);
    for (let row = 0; row < 32; row++) frame.v.fill(200, row * 32 + 16, row * 32 + 32);
    const out = sample(frame, 24, 0, 1);
    expect(out[7]).toBeCloseTo(128 / 255, 5);
    expect(out[8]).toBeGreaterThan(0.7);
  });
});

import { describe, expect, it } from 'vitest';
import type { VideoFrame } from '../frame.ts';
import { MotionMap } from './motion.ts';

const WIDTH = 640;
const HEIGHT = 360;

/** Grey, with a bright rectangle. */
function frame(timeSeconds: number, box?: { x: number; y: number; width: number; height: number }): VideoFrame {
  const y = new Uint8Array(WIDTH * HEIGHT).fill(90);
  if (box) {
    for (let row = box.y; row < box.y + box.height; row++) {
      y.fill(200, row * WIDTH + box.x, row * WIDTH + box.x + box.width);
    }
  }
  const chroma = new Uint8Array((WIDTH * HEIGHT) / 4).fill(128);
  const colour = { matrix: 'bt709', range: 'limited' } as const;
  return { index: 0, timeSeconds, width: WIDTH, height: HEIGHT, y, u: chroma, v: chroma, colour };
}

const person = { x: 400, y: 100, width: 40, height: 120 };

function moved(): MotionMap {
  const motion = new MotionMap(WIDTH, HEIGHT);
  motion.update(frame(0));
  motion.update(frame(0.25, person));
  return motion;
}

describe('MotionMap', () => {
  it('sees nothing in a first frame and in one like it', () => {
    const motion = new MotionMap(WIDTH, HEIGHT);
    motion.update(frame(0, person));
    expect(motion.busiest([])).toBeNull();
    motion.update(frame(0.25, person));
    expect(motion.busiest([])).toBeNull();
  });

  it('puts a square around what moves, wide enough for all of it', () => {
    const place = moved().busiest([])!;
    expect(Math.abs(place.x - 420)).toBeLessThan(15);
    expect(Math.abs(place.y - 160)).toBeLessThan(15);
    expect(place.size).toBeGreaterThan(1.5 * person.height);
  });

  it('does not look where somebody known is', () => {
    expect(moved().busiest([{ left: 400, top: 100, right: 440, bottom: 220 }])).toBeNull();
  });

  it('leaves alone for a while what it was told is nobody', () => {
    const motion = moved();
    motion.dismiss(motion.busiest([])!);
    motion.update(frame(0.5));
    expect(motion.busiest([])).toBeNull();
    motion.update(frame(1.5, person));
    expect(motion.busiest([])).not.toBeNull();
  });

  it('tells for how long nothing has changed in a region', () => {
    const motion = new MotionMap(WIDTH, HEIGHT);
    for (let t = 0; t <= 4; t += 0.25) motion.update(frame(t));
    const region = { x: 420, y: 160, size: 150, rotation: 0 };
    expect(motion.stillSeconds(region)).toBe(4);
    motion.update(frame(4.25, person));
    expect(motion.stillSeconds(region)).toBe(0);
    expect(motion.stillSeconds({ ...region, x: 100 })).toBe(4.25);
  });
});

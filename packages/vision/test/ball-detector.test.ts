import { beforeAll, describe, expect, it } from 'vitest';
import type { VideoFrame } from '../src/frame.ts';
import { BallDetector, wholeFrame, windowsAround } from '../src/detector/index.ts';
import { openBallNetwork } from './network.ts';

type Rgb = [number, number, number];

/** A frame (BT.601, full range) whose pixels `colour` gives. */
function paint(width: number, height: number, colour: (x: number, y: number) => Rgb): VideoFrame {
  const y = new Uint8Array(width * height);
  const u = new Float32Array((width / 2) * (height / 2)).fill(128);
  const v = new Float32Array(u.length).fill(128);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [r, g, b] = colour(column, row);
      const luma = 0.299 * r + 0.587 * g + 0.114 * b;
      const at = (row >> 1) * (width / 2) + (column >> 1);
      y[row * width + column] = luma;
      u[at]! += (b - luma) / 1.772 / 4;
      v[at]! += (r - luma) / 1.402 / 4;
    }
  }
  const colourSpace = { matrix: 'bt601', range: 'full' } as const;
  return {
    index: 0,
    timeSeconds: 0,
    width,
    height,
    y,
    u: Uint8Array.from(u),
    v: Uint8Array.from(v),
    colour: colourSpace,
  };
}

/** A wall of panels over a wooden floor. */
function gym(x: number, y: number): Rgb {
  if (y > 300) return [196 - (y % 9), 150 - (y % 9), 100];
  return x % 64 < 3 ? [120, 125, 130] : [176, 180, 184];
}

interface Ball {
  x: number;
  y: number;
  diameter: number;
}

/** Lays an orange sphere, lit from above and with dark seams, over a colour where it covers it. */
function over(under: Rgb, { x, y, diameter }: Ball, px: number, py: number): Rgb {
  const u = (2 * (px - x)) / diameter;
  const v = (2 * (py - y)) / diameter;
  const rho = Math.hypot(u, v);
  const cover = Math.min(1, Math.max(0, 0.5 + ((1 - rho) * diameter) / 2));
  if (cover === 0) return under;
  const light = 0.55 + 0.45 * Math.max(0, -0.75 * v + 0.65 * Math.sqrt(Math.max(0, 1 - rho * rho)));
  const isSeam =
    Math.min(Math.abs(u + 0.3 * v), Math.abs(v - 0.2 * u), Math.abs(Math.abs(u) - 0.5 - 0.3 * v * v)) < 0.035;
  const [r, g, b] = isSeam ? [50, 35, 30] : [225, 120, 55];
  const mix = (from: number, to: number) => from + (to * light - from) * cover;
  return [mix(under[0], r!), mix(under[1], g!), mix(under[2], b!)];
}

function gymWith(balls: readonly Ball[]): VideoFrame {
  return paint(640, 480, (x, y) => balls.reduce((under, ball) => over(under, ball, x, y), gym(x, y)));
}

describe('BallDetector with the trained file', () => {
  let detector: BallDetector;
  beforeAll(async () => {
    detector = new BallDetector(await openBallNetwork());
  });

  it('finds balls of 10 to 120 px where they are, as large as they are', async () => {
    for (const diameter of [10, 16, 24, 40, 70, 120]) {
      const ball = { x: 301.3, y: 170.8, diameter };
      const frame = gymWith([ball]);
      const { balls } = await detector.detect(frame, windowsAround([{ x: 330, y: 150, diameter }], frame, 1));
      expect(balls, `${diameter} px`).toHaveLength(1);
      expect(Math.hypot(balls[0]!.x - ball.x, balls[0]!.y - ball.y) / diameter, `${diameter} px`).toBeLessThan(0.15);
      expect(balls[0]!.diameter / diameter, `${diameter} px`).toBeGreaterThan(0.75);
      expect(balls[0]!.diameter / diameter, `${diameter} px`).toBeLessThan(1.33);
      expect(balls[0]!.source).toBe('detector');
    }
  });

  it('finds nothing in an empty gym', async () => {
    const frame = gymWith([]);
    expect(await detector.detect(frame, [wholeFrame(frame, 1), wholeFrame(frame, 2)])).toEqual({ balls: [], rims: [] });
  });

  it('tells a ball that two windows see once, and two balls in one batch apart', async () => {
    const frame = gymWith([
      { x: 200, y: 200, diameter: 20 },
      { x: 420, y: 240, diameter: 20 },
    ]);
    const window = { top: 120, step: 1, width: 160, height: 160 };
    const { balls } = await detector.detect(frame, [
      { ...window, left: 110 },
      { ...window, left: 150 },
      { ...window, left: 340 },
    ]);
    expect(balls.map(({ x }) => Math.round(x / 20) * 20).toSorted()).toEqual([200, 420]);
  });

  it('refuses a window that the network cannot take', async () => {
    const frame = gymWith([]);
    const window = { left: 0, top: 0, step: 1, width: 150, height: 160 };
    await expect(detector.detect(frame, [window])).rejects.toMatchObject({ code: 'usage' });
    await expect(detector.detect(frame, [{ ...window, width: 160, step: 1.5 }])).rejects.toMatchObject({
      code: 'usage',
    });
  });
});

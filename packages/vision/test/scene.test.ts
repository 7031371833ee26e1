import type { BallCandidate } from '@shotform/contracts';
import { describe, expect, it } from 'vitest';
import { draw } from '../src/scene/drawn-scene.ts';
import type { DrawnBall, DrawnFrame } from '../src/scene/drawn-scene.ts';
import { SceneTracker } from '../src/scene/tracker.ts';
import type { Scene } from '../src/scene/tracker.ts';
import { openBallNetwork } from './network.ts';

const FPS = 30;
const network = await openBallNetwork();
const SIZE = { width: 320, height: 240 };

/** A throw across the picture: 20 px wide ball, gravity for that size. */
function thrown(n: number, diameter = 20): DrawnBall {
  const t = n / FPS;
  return { x: 40 + 200 * t, y: 190 - 320 * t + 0.5 * 400 * t * t, diameter };
}

async function track(frames: number, drawn: (n: number) => DrawnFrame, size = SIZE, fps = FPS): Promise<Scene> {
  const tracker = new SceneTracker(size, network);
  for (let n = 0; n < frames; n++) await tracker.next(draw(n, fps, size.width, size.height, drawn(n)), []);
  return tracker.finish();
}

function error(candidate: BallCandidate | undefined, truth: DrawnBall): number {
  return candidate ? Math.hypot(candidate.x - truth.x, candidate.y - truth.y) / truth.diameter : Infinity;
}

describe('a thrown ball', async () => {
  const scene = await track(30, (n) => ({ ball: thrown(n) }));

  it('is the first candidate of every frame, at its place and size', () => {
    for (const [n, { ball }] of scene.frames.entries()) {
      expect(error(ball[0], thrown(n)), `frame ${n}`).toBeLessThan(0.1);
      expect(ball[0]!.diameter / 20, `frame ${n}`).toBeGreaterThan(0.85);
      expect(ball[0]!.diameter / 20, `frame ${n}`).toBeLessThan(1.15);
    }
  });

  it('is believed in mid-flight', () => {
    for (const { ball } of scene.frames.slice(5, 25)) expect(ball[0]!.confidence).toBeGreaterThan(0.8);
  });

  it('leaves the camera standing and no bars', () => {
    expect(scene.camera).toEqual({ moving: false, transforms: null });
    expect(scene.letterbox).toEqual({ left: 0, top: 0, right: 0, bottom: 0 });
  });

  it('is found alike in the mirrored picture', async () => {
    const mirrored = await track(30, (n) => ({ ball: thrown(n), mirrored: true }));
    for (const [n, { ball }] of mirrored.frames.entries()) {
      const twin = scene.frames[n]!.ball[0]!;
      expect(Math.abs(SIZE.width - 1 - ball[0]!.x - twin.x), `frame ${n}`).toBeLessThan(1);
      expect(Math.abs(ball[0]!.y - twin.y), `frame ${n}`).toBeLessThan(1);
      expect(Math.abs(ball[0]!.confidence - twin.confidence), `frame ${n}`).toBeLessThan(0.1);
    }
  });
});

it('a ball of 9 px in a large frame is found', async () => {
  const size = { width: 960, height: 544 };
  const at = (n: number): DrawnBall => ({ x: 300 + 9 * n, y: 300 - 8 * n + 0.4 * n * n, diameter: 9 });
  const scene = await track(16, (n) => ({ ball: at(n) }), size);
  const found = scene.frames.filter(({ ball }, n) => ball.some((candidate) => error(candidate, at(n)) < 0.3));
  expect(found.length).toBeGreaterThanOrEqual(15);
});

it('orange discs that stay where they are rank below the ball', async () => {
  const decoys = [
    { x: 100, y: 60, diameter: 20 },
    { x: 250, y: 120, diameter: 22 },
  ];
  const scene = await track(25, (n) => ({ ball: thrown(n), decoys }));
  for (const [n, { ball }] of scene.frames.entries())
    expect(error(ball[0], thrown(n)), `frame ${n}`).toBeLessThan(0.15);
});

describe('repeated frames', async () => {
  const scene = await track(60, (n) => ({ ball: thrown(Math.floor(n / 3)) }), SIZE, 3 * FPS);

  it('show what the picture they repeat shows', () => {
    for (let n = 0; n < 60; n += 3) {
      expect(scene.frames[n + 1]).toEqual(scene.frames[n]);
      expect(scene.frames[n + 2]).toEqual(scene.frames[n]);
    }
  });

  it('do not hide that the ball moves', () => {
    for (const [n, { ball }] of scene.frames.entries()) {
      expect(error(ball[0], thrown(Math.floor(n / 3))), `frame ${n}`).toBeLessThan(0.15);
    }
  });
});

describe('a shaking camera', async () => {
  const shake = (n: number): { x: number; y: number } => ({ x: 6 * Math.sin(n / 4), y: 4 * Math.cos(n / 3) - 4 });
  const scene = await track(30, (n) => ({ ball: thrown(n), camera: shake(n) }));

  it('is followed to a fraction of a pixel', () => {
    expect(scene.camera.moving).toBe(true);
    for (const [n, t] of scene.camera.transforms!.entries()) {
      const [a, b, c, d, e, f] = t!;
      const x = a! * 160 + c! * 120 + e!;
      const y = b! * 160 + d! * 120 + f!;
      expect(Math.hypot(x - (160 - shake(n).x), y - (120 - shake(n).y)), `frame ${n}`).toBeLessThan(0.7);
    }
  });

  it('does not hide the ball', () => {
    const found = scene.frames.filter(({ ball }, n) => ball.slice(0, 2).some((c) => error(c, thrown(n)) < 0.2));
    expect(found.length).toBeGreaterThanOrEqual(28);
  });
});

describe('a hoop', async () => {
  const hoop = { x: 200, y: 90, a: 24, b: 6 };
  const sway = (n: number): number => (n >= 20 && n < 30 ? 8 * Math.sin(n) : 0);
  const scene = await track(45, (n) => ({ hoop: { ...hoop, sway: sway(n) } }));

  it('is found with its ring', () => {
    const { rim } = scene.frames[10]!;
    expect(Math.abs(rim!.x - hoop.x)).toBeLessThan(0.2 * hoop.a);
    expect(Math.abs(rim!.y - hoop.y)).toBeLessThan(0.2 * hoop.a);
    expect(Math.abs(rim!.a / hoop.a - 1)).toBeLessThan(0.25);
  });

  it('shows the ball that falls through it, as the network sees it', async () => {
    const falling = (n: number): DrawnBall => ({ x: 200, y: 30 + 6 * n, diameter: 25 });
    const { frames } = await track(30, (n) => ({ hoop: { ...hoop, sway: 0 }, ball: falling(n) }));
    const over = frames.slice(4, 8);
    for (const { ball } of over) expect(ball[0]!.source).toContain('detector');
  });

  it('shows the ball in its net, which cuts it up and where it hardly moves', async () => {
    const braked = (n: number): DrawnBall => ({ x: 200, y: n < 11 ? 30 + 6 * n : 96 + 1.5 * (n - 11), diameter: 25 });
    const { frames } = await track(28, (n) => ({ hoop: { ...hoop, sway: 0 }, ball: braked(n), inNet: n > 10 }));
    const found = frames.slice(13, 25).filter(({ ball: [first] }, i) => {
      return error(first, braked(13 + i)) < 0.2 && Math.abs(Math.log(first!.diameter / 25)) < 0.2;
    });
    expect(found.length).toBeGreaterThanOrEqual(11);
  });

  it('shows its net move only while it does', () => {
    const motion = scene.frames.map(({ netMotion }) => netMotion);
    for (const n of [5, 10, 15, 36, 40]) expect(motion[n], `frame ${n}`).toBeLessThan(0.1);
    expect(Math.max(...motion.slice(20, 31).map((value) => value!))).toBeGreaterThan(0.3);
  });
});

it('finds the bars above and below a picture', async () => {
  const scene = await track(3, (n) => ({ ball: thrown(n), bars: 30 }));
  expect(scene.letterbox).toEqual({ left: 0, top: 30, right: 0, bottom: 30 });
});

it('without frames there is nothing', async () => {
  const scene = await new SceneTracker(SIZE, network).finish();
  expect(scene).toEqual({
    frames: [],
    camera: { moving: false, transforms: null },
    letterbox: { left: 0, top: 0, right: 0, bottom: 0 },
  });
});

it('says nothing of net motion where no rim is seen', async () => {
  const scene = await track(1, () => ({}));
  expect(scene.frames).toEqual([{ ball: [], rim: null, netMotion: null }]);
});

it('refuses a frame of another size', async () => {
  const tracker = new SceneTracker(SIZE, network);
  await expect(tracker.next(draw(0, FPS, 160, 120, {}), [])).rejects.toThrow(RangeError);
});

it.each([
  [1, 1],
  [2, 64],
  [64, 2],
  [35, 33],
  [3840, 16],
])('frames of %i x %i, at a high rate, find room in memory', async (width, height) => {
  const tracker = new SceneTracker({ width, height }, network);
  for (let n = 0; n < 20; n++) await tracker.next(draw(n, 240, width, height, {}), []);
  expect((await tracker.finish()).frames).toHaveLength(20);
});

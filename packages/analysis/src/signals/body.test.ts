import { expect, test } from 'vitest';
import type { PersonPose, TrackFrame, Tracks } from '@shotform/contracts';
import { landmark } from '../model.ts';
import { buildBodies } from './body.ts';
import { LANDMARK_STRIDE, LANDMARKS, WORLD_STRIDE } from './layout.ts';

const noise = (seed: number) => {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 31 - 1;
  };
};

/** A person 200 px high at (x, y) whose right wrist circles, as the model would see them with `jitter` px of noise. */
function pose(time: number, x: number, jitter: () => number, person = 0): PersonPose {
  const landmarks = new Float64Array(LANDMARKS * LANDMARK_STRIDE);
  for (let k = 0; k < LANDMARKS; k++) {
    const height = k <= 10 ? 0 : k <= 22 ? 40 : k <= 24 ? 100 : k <= 26 ? 150 : 200;
    landmarks.set([x + jitter(), 100 + height + jitter(), 0, 0.9, 1], k * LANDMARK_STRIDE);
  }
  const wrist = truth(time, x);
  landmarks.set([wrist.x + jitter(), wrist.y + jitter()], landmark.rightWrist * LANDMARK_STRIDE);
  return { person, score: 1, landmarks, world: new Float64Array(LANDMARKS * WORLD_STRIDE) };
}
const truth = (time: number, x: number) => ({ x: x + 40 * Math.cos(9 * time), y: 140 + 40 * Math.sin(9 * time) });

function tracksOf(times: number[], poses: (index: number) => PersonPose[]): Tracks {
  const frames: TrackFrame[] = times.map((_, i) => ({ pose: poses(i), ball: [], rim: null, netMotion: null }));
  return {
    schemaVersion: '1.0',
    video: {
      width: 400,
      height: 400,
      frames: times.length,
      timesSeconds: times,
      rotationDegrees: 0,
      letterbox: { left: 0, top: 0, right: 0, bottom: 0 },
    },
    frames,
    camera: { moving: false, transforms: null },
    models: [],
  };
}
const seconds = (n: number, fps: number) => Array.from({ length: n }, (_, i) => i / fps);

test('smoothing brings a noisy wrist nearer to where it was, without lag, and says how near', () => {
  const random = noise(1);
  const times = seconds(120, 60);
  const [body] = buildBodies(tracksOf(times, (i) => [pose(times[i]!, 200, () => 4 * random())]));
  let squares = 0;
  let sd = 0;
  for (const t of times) {
    const at = body!.at(landmark.rightWrist, t)!;
    squares += (at.x - truth(t, 200).x) ** 2 / times.length;
    sd += at.sd / times.length;
  }
  const raw = 4 / Math.sqrt(3);
  expect(Math.sqrt(squares)).toBeLessThan(0.8 * raw);
  expect(sd).toBeGreaterThan(0.6 * Math.sqrt(squares));
  expect(sd).toBeLessThan(1.6 * Math.sqrt(squares));
});

test('a wrist that jumps to the other side for two frames is not followed', () => {
  const random = noise(2);
  const times = seconds(90, 30);
  const tracks = tracksOf(times, (i) => {
    const made = pose(times[i]!, 200, random);
    if (i === 40 || i === 41) (made.landmarks as Float64Array)[landmark.rightWrist * LANDMARK_STRIDE] = 320;
    return [made];
  });
  const [body] = buildBodies(tracks);
  expect(Math.abs(body!.at(landmark.rightWrist, times[40]!)!.x - truth(times[40]!, 200).x)).toBeLessThan(15);
});

test('repeated pictures do not make a staircase of a motion', () => {
  const times = seconds(200, 200);
  const picture = (i: number) => Math.floor(i / 4) * 4;
  const tracks = tracksOf(times, (i) => [pose(times[picture(i)]!, 200, () => 0)]);
  const [body] = buildBodies(tracks);
  expect(body!.effectiveFps).toBeCloseTo(50, 0);
  for (let t = 0.1; t < 0.9; t += 0.013) {
    const at = body!.at(landmark.rightWrist, t)!;
    expect(Math.hypot(at.x - truth(t, 200).x, at.y - truth(t, 200).y)).toBeLessThan(1.5);
  }
});

test('a body is one unbroken run: cuts and long absences start another, short gaps do not', () => {
  const times = seconds(120, 30);
  const gone = (i: number) => (i >= 20 && i < 25) || (i >= 80 && i < 100);
  const tracks = tracksOf(times, (i) => (gone(i) ? [] : [pose(times[i]!, i < 50 ? 100 : 300, () => 0)]));
  const bodies = buildBodies(tracks);
  expect(bodies.map((b) => [b.first, b.last])).toEqual([
    [0, 49],
    [50, 79],
    [100, 119],
  ]);
  expect(bodies[0]!.at(landmark.nose, times[22]!)).not.toBeNull();
  expect(bodies[0]!.at(landmark.nose, times[60]!)).toBeNull();
  expect(bodies[0]!.visibility(landmark.nose, times[10]!)).toBeCloseTo(0.9);
  expect(bodies[0]!.visibility(landmark.nose, times[60]!)).toBe(0);
});

test('two people are two bodies', () => {
  const times = seconds(30, 30);
  const tracks = tracksOf(times, (i) => [pose(times[i]!, 100, () => 0, 4), pose(times[i]!, 300, () => 0, 7)]);
  expect(buildBodies(tracks).map((b) => b.person)).toEqual([4, 7]);
});

/** The tracker with the real models on drawn people. */
import { ensureModels, modelPath } from '@shotform/models';
import { LANDMARK_STRIDE, personPoseSchema, type PersonPose } from '@shotform/contracts';
import { cachedClip, sampleClip } from '@shotform/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { openOnnx } from '../../../gpu-worker/src/inference/onnx.ts';
import type { VideoFrame } from '../src/frame.ts';
import type { Inference } from '../src/inference.ts';
import { PoseTracker } from '../src/pose/tracker.ts';
import { clipFrames } from './pictures.ts';

const runs = { detector: 0, landmarker: 0 };
let models: { detector: Inference; landmarker: Inference };

beforeAll(async () => {
  await ensureModels();
  models = {
    detector: counted(await openOnnx(modelPath('pose_detector.onnx')), 'detector'),
    landmarker: counted(await openOnnx(modelPath('pose_landmark_lite.onnx')), 'landmarker'),
  };
});

function counted(inference: Inference, name: keyof typeof runs): Inference {
  return {
    run(inputs) {
      runs[name]++;
      return inference.run(inputs);
    },
  };
}

async function track(frames: VideoFrame[], tracker = new PoseTracker(models)): Promise<PersonPose[][]> {
  const found: PersonPose[][] = [];
  for (const frame of frames) found.push(await tracker.next(frame));
  return found;
}

/** In how many frames each person is. */
function appearances(found: PersonPose[][]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { person } of found.flat()) counts.set(person, (counts.get(person) ?? 0) + 1);
  return counts;
}

function hips({ landmarks }: PersonPose): { x: number; y: number } {
  const mean = (axis: number): number =>
    (landmarks[23 * LANDMARK_STRIDE + axis]! + landmarks[24 * LANDMARK_STRIDE + axis]!) / 2;
  return { x: mean(0), y: mean(1) };
}

const hd = { width: 1280, height: 720, fps: 30 };

describe('PoseTracker', () => {
  it('follows one person through a shot, with few questions to the detector', async () => {
    const frames = clipFrames(await sampleClip(), { ...hd, count: 130 });
    const tracker = new PoseTracker(models);
    const first = await track(frames.slice(0, 1), tracker);
    Object.assign(runs, { detector: 0, landmarker: 0 });
    const found = [...first, ...(await track(frames.slice(1), tracker))];
    expect([...appearances(found)]).toEqual([[0, 130]]);
    expect(runs.detector / runs.landmarker).toBeLessThan(0.15);
    const { landmarks, world, ...rest } = found[50]![0]!;
    personPoseSchema.parse({ ...rest, landmarks: Array.from(landmarks), world: Array.from(world) });
  });

  it('finds somebody a sixth of the height of the picture tall, at its edge', async () => {
    const filter = 'scale=512:288,pad=1280:720:0:400:gray';
    const found = await track(clipFrames(await sampleClip(), { ...hd, count: 12, filter }));
    expect([...appearances(found)]).toEqual([[0, 12]]);
  });

  it('follows several, each under one name, and no more than it may', async () => {
    const clip = await cachedClip('three-people', {
      seed: 3,
      video: { ...hd, durationSeconds: 1 },
      camera: { yawDegrees: 80, focal: 0.8 },
      people: [
        { does: 'stand', x: 3, y: 1, facing: 180 },
        { does: 'dribble', x: -2, y: 0.5, facing: 0 },
      ],
    });
    const frames = clipFrames(clip, { ...hd, count: 20 });
    const found = await track(frames);
    expect([...appearances(found).values()]).toEqual([20, 20, 20]);
    const places = found.at(-1)!.map(hips);
    for (const [i, a] of places.entries()) {
      for (const b of places.slice(i + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(60);
    }
    const two = await track(frames.slice(0, 3), new PoseTracker(models, { maxPeople: 2 }));
    expect(two.map((people) => people.length)).toEqual([2, 2, 2]);
  });

  it('finds who appears later, and looks again where a person was lost', async () => {
    const clip = await sampleClip();
    const there = clipFrames(clip, { ...hd, count: 30 });
    const nobody = clipFrames(clip, { ...hd, count: 30, filter: 'crop=640:360:640:0,scale=1280:720' });
    const later = (frames: VideoFrame[], seconds: number): VideoFrame[] =>
      frames.map((frame) => ({ ...frame, timeSeconds: frame.timeSeconds + seconds }));
    const found = await track([...nobody, ...later(there, 1), ...later(nobody.slice(0, 5), 2), ...later(there, 2.2)]);
    const counts = found.map((people) => people.length);
    expect(counts.slice(0, 30).every((count) => count === 0)).toBe(true);
    expect(counts.slice(45, 60).every((count) => count === 1)).toBe(true);
    expect(counts.slice(60, 65).every((count) => count === 0)).toBe(true);
    expect(counts.slice(70).every((count) => count === 1)).toBe(true);
    expect(appearances(found).size).toBe(1);
  });

  it('knows a person on the other side of a cut', async () => {
    const clip = await sampleClip();
    const at = (x: number): VideoFrame[] =>
      clipFrames(clip, { ...hd, width: 1920, count: 10, filter: `pad=1920:720:${x}:0:gray` });
    const moved = at(640).map((frame) => ({ ...frame, timeSeconds: frame.timeSeconds + 10 / hd.fps }));
    const landmarker = await openOnnx(modelPath('pose_landmark_full.onnx'));
    const found = await track([...at(0), ...moved], new PoseTracker({ ...models, landmarker }));
    expect(hips(found.at(-1)![0]!).x - hips(found[0]![0]!).x).toBeGreaterThan(500);
    expect(appearances(found).size).toBe(1);
  });

  it('lets go of a picture of a person', async () => {
    const [frame] = clipFrames(await sampleClip(), { ...hd, count: 1 });
    const still = Array.from({ length: 90 }, (_, i) => ({ ...frame!, index: i, timeSeconds: i / 12 }));
    const counts = (await track(still)).map((people) => people.length);
    expect(counts[0]).toBe(1);
    expect(counts.slice(-12)).toEqual(Array.from({ length: 12 }, () => 0));
  });

  it('finds nobody in an empty picture, and bears tiny ones', async () => {
    for (const [width, height] of [
      [640, 360],
      [16, 16],
      [2, 2],
      [1, 1],
    ] as const) {
      const chroma = Math.ceil(width / 2) * Math.ceil(height / 2);
      const empty: VideoFrame = {
        index: 0,
        timeSeconds: 0,
        width,
        height,
        y: new Uint8Array(width * height).fill(120),
        u: new Uint8Array(chroma).fill(128),
        v: new Uint8Array(chroma).fill(128),
        colour: { matrix: 'bt601', range: 'limited' },
      };
      expect(await track([empty, { ...empty, index: 1, timeSeconds: 0.1 }])).toEqual([[], []]);
    }
  });
});

/** Our pose pipeline against MediaPipe tasks-vision 0.10.35 on the same pixels, IMAGE mode. */
import { LANDMARK_COUNT, LANDMARK_STRIDE, WORLD_STRIDE } from '@shotform/contracts';
import { ensureModels, modelPath } from '@shotform/models';
import { sampleClip } from '@shotform/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { openOnnx } from '../../../gpu-worker/src/inference/onnx.ts';
import { estimatePoses } from '../src/pose/estimate.ts';
import type { BodyPose } from '../src/pose/landmarker.ts';
import { clipPictures, realClips, type NamedPicture } from './pictures.ts';
import { TasksVision, type TasksPose } from './tasks-vision.ts';

type Size = 'lite' | 'full' | 'heavy';

interface Differences {
  /** Distance of each landmark of each picture, px. */
  pixels: number[];
  /** Distance of each world landmark, metres. */
  metres: number[];
  /** Difference of each landmark's visibility. */
  visibility: number[];
  /** Pictures where only one of the two found somebody. */
  disagreements: string[];
}

async function compare(pictures: NamedPicture[], size: Size): Promise<Differences> {
  const models = {
    detector: await openOnnx(modelPath('pose_detector.onnx')),
    landmarker: await openOnnx(modelPath(`pose_landmark_${size}.onnx`)),
  };
  const tasks = await TasksVision.open(`pose_landmarker_${size}.task`);
  const differences: Differences = { pixels: [], metres: [], visibility: [], disagreements: [] };
  try {
    for (const picture of pictures) {
      const [ours] = await estimatePoses(picture, models);
      const theirs = await tasks.detect(picture);
      if (ours && theirs) addDifferences(differences, ours, theirs, picture);
      else if (ours || theirs) differences.disagreements.push(picture.name);
    }
  } finally {
    await tasks.close();
  }
  return differences;
}

function addDifferences(to: Differences, ours: BodyPose, theirs: TasksPose, picture: NamedPicture): void {
  for (let i = 0; i < LANDMARK_COUNT; i++) {
    const [x, y, , visibility] = ours.landmarks.subarray(i * LANDMARK_STRIDE) as unknown as number[];
    const landmark = theirs.landmarks[i]!;
    to.pixels.push(Math.hypot(x! - landmark.x * picture.width, y! - landmark.y * picture.height));
    to.visibility.push(Math.abs(visibility! - landmark.visibility));
    const world = theirs.worldLandmarks[i]!;
    const [wx, wy, wz] = ours.world.subarray(i * WORLD_STRIDE) as unknown as number[];
    to.metres.push(Math.hypot(wx! - world.x, wy! - world.y, wz! - world.z));
  }
}

function quantile(values: number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))]!;
}

function expectParity(differences: Differences): void {
  const figures = {
    landmarks: differences.pixels.length,
    medianPixels: quantile(differences.pixels, 0.5),
    p95Pixels: quantile(differences.pixels, 0.95),
    p95Metres: quantile(differences.metres, 0.95),
    p95Visibility: quantile(differences.visibility, 0.95),
  };
  console.info(figures);
  expect(differences.disagreements).toEqual([]);
  expect(figures.medianPixels).toBeLessThanOrEqual(0.05);
  expect(figures.p95Pixels).toBeLessThanOrEqual(0.5);
  expect(figures.p95Metres).toBeLessThanOrEqual(0.005);
  expect(figures.p95Visibility).toBeLessThanOrEqual(0.02);
}

describe('the pose pipeline agrees with tasks-vision', () => {
  beforeAll(async () => {
    await ensureModels();
  });

  it('full, on the sample clip', async () => {
    const pictures = clipPictures(await sampleClip(), 29, 8);
    expect(pictures).toHaveLength(8);
    expectParity(await compare(pictures, 'full'));
  });

  const clips = realClips();
  describe.skipIf(clips.length === 0)('on real frames (skipped without ../shared/data)', () => {
    it('full', async () => {
      const pictures = clips.flatMap((clip) => clipPictures(clip, 23, 3));
      expect(pictures.length).toBeGreaterThan(20);
      expectParity(await compare(pictures, 'full'));
    });

    it.each(['lite', 'heavy'] as const)('%s', async (size) => {
      const pictures = clips.flatMap((clip) => clipPictures(clip, 1, 1));
      expectParity(await compare(pictures, size));
    });
  });
});

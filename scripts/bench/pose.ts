/** The pose network on the frames of a clip: ours, and tasks-vision in Chromium in the same run. */
import { decodeVideo, openOnnx, probeVideo } from '@shotform/gpu-worker';
import { modelPath } from '@shotform/models';
import { PoseTracker } from '@shotform/vision';
import { clipPictures } from '../../packages/vision/test/pictures.ts';
import { TasksVision } from '../../packages/vision/test/tasks-vision.ts';
import { quantile } from '../eval/statistics.ts';
import { FPS } from './clip.ts';

const FRAMES = 90;
/** The first frames warm caches and compilers up. */
const WARM_UP = 15;

/** Median milliseconds per frame of following one person with the full model, each with nothing else running. */
export async function comparePose(clip: string): Promise<{ ours: number; theirs: number }> {
  return { ours: await ourMedian(clip), theirs: await theirMedian(clip) };
}

async function ourMedian(clip: string): Promise<number> {
  const tracker = new PoseTracker(
    {
      detector: await openOnnx(modelPath('pose_detector.onnx')),
      landmarker: await openOnnx(modelPath('pose_landmark_full.onnx')),
    },
    { maxPeople: 1 },
  );
  const times: number[] = [];
  for await (const frame of decodeVideo(await probeVideo(clip))) {
    const start = performance.now();
    await tracker.next(frame);
    times.push(performance.now() - start);
    if (times.length === FRAMES) break;
  }
  return quantile(times.slice(WARM_UP), 0.5) ?? NaN;
}

async function theirMedian(clip: string): Promise<number> {
  const tasks = await TasksVision.open('pose_landmarker_full.task', 'VIDEO');
  try {
    const times: number[] = [];
    for (const [i, picture] of clipPictures(clip, 1, FRAMES).entries()) {
      times.push(await tasks.time(picture, (1000 * i) / FPS));
    }
    return quantile(times.slice(WARM_UP), 0.5) ?? NaN;
  } finally {
    await tasks.close();
  }
}

import { join } from 'node:path';
import { analyze } from '@shotform/analysis';
import {
  ShotformError,
  type Baseline,
  type MediaLimits,
  type ModelVersion,
  type Report,
  type Tracks,
} from '@shotform/contracts';
import { ensureModels, modelPath, trainedModel, type ModelName } from '@shotform/models';
import { VisionPipeline, type PoseModels } from '@shotform/vision';
import { annotatedSize, isCopyWorthwhile } from './annotate/size.ts';
import { openOnnx, type OnnxModel, type Provider } from './inference/onnx.ts';
import { PictureCopy } from './media/copy.ts';
import { decodeVideo } from './media/decode.ts';
import type { Media } from './media/media.ts';
import { probeVideo } from './media/probe.ts';
import { collectStage, keepYoungGenerationSmall } from './memory.ts';
import { roundTracks } from './outputs/round.ts';
import { SceneThread } from './scene/sceneThread.ts';

export const poseModels = ['lite', 'full', 'heavy'] as const;
export type PoseModel = (typeof poseModels)[number];
export type { Provider };

/** Ours, which finds balls and hoops. */
const SCENE_NETWORK = 'ball.onnx';

export interface AnalyzeOptions {
  /** `full` where it is not given. */
  model?: PoseModel;
  /** `cpu` where it is not given. */
  provider?: Provider;
  limits?: MediaLimits;
  /** What the player's earlier shots were like. */
  baseline?: Baseline;
  /**
   * Where a smaller copy of a large video's pictures is written as they are seen, so that `writeOutputs` need not decode the
   * video again: it is in the `Analysis`, and `writeOutputs` removes it. None is written where this is not given.
   */
  copyFolder?: string;
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** Frames that the scene may be behind the people: enough for either to go on while the other has a hard frame. */
const SCENE_LAG = 4;

/** Where an analysis is: the part of this stage that is done, 0-1. */
export interface Progress {
  stage: 'probe' | 'vision' | 'analysis' | 'annotate';
  part: number;
}

export interface Analysis {
  media: Media;
  /** Of its pictures, in the annotated video's size. */
  copy: Media | null;
  tracks: Tracks;
  report: Report;
}

/**
 * A video file in, what was seen and what it means out. Nothing is written.
 * Errors: those of `probeVideo` and `decodeVideo`; `provider_unavailable`, `models_missing`; the signal's reason.
 */
export async function analyzeVideo(file: string, options: AnalyzeOptions = {}): Promise<Analysis> {
  keepYoungGenerationSmall();
  const stages = new Stages();
  options.onProgress?.({ stage: 'probe', part: 0 });
  const media = await stages.time('probe', () => probeVideo(file, options));
  const { models, versions } = await stages.time('models', () => openModels(options));
  const pictures = await pictureCopy(media, options);
  try {
    const tracks = await stages.time('vision', () => see(media, models, versions, pictures, options));
    collectStage();
    options.onProgress?.({ stage: 'analysis', part: 0 });
    const report = await stages.time('analysis', async () => analyzeTracks(tracks, options));
    collectStage();
    const copy = (await pictures?.finish(media)) ?? null;
    return { media, copy, tracks, report: { ...report, timings: stages.seconds } };
  } catch (error) {
    await pictures?.remove();
    throw error;
  }
}

async function pictureCopy(media: Media, { copyFolder }: AnalyzeOptions): Promise<PictureCopy | null> {
  if (copyFolder === undefined || !isCopyWorthwhile(media)) return null;
  return PictureCopy.plan(join(copyFolder, '.pictures.mkv'), media, annotatedSize(media));
}

/** Tracks in, report out: what `analyzeVideo` says of the video that the Tracks came from. */
export function analyzeTracks(tracks: Tracks, { baseline }: Pick<AnalyzeOptions, 'baseline'> = {}): Report {
  return analyze(tracks, baseline && { baseline });
}

/** One decode, every frame seen by vision once. The Tracks are rounded as they are when written. */
async function see(
  media: Media,
  models: PoseModels,
  versions: ModelVersion[],
  copy: PictureCopy | null,
  { limits, signal, onProgress }: AnalyzeOptions,
): Promise<Tracks> {
  const { width, height, rotationDegrees } = media;
  const scene = new SceneThread(media, trainedModel(SCENE_NETWORK).path);
  try {
    const clip = { width, height, rotationDegrees, models: versions };
    const vision = new VisionPipeline(models, clip, scene, SCENE_LAG);
    const expected = (media.durationSeconds ?? 0) * (media.framesPerSecond ?? 0);
    const decoding = {
      valid: SCENE_LAG + 1,
      ...(copy && { copy }),
      ...(limits && { limits }),
      ...(signal && { signal }),
    };
    for await (const frame of decodeVideo(media, decoding)) {
      await vision.next(frame);
      onProgress?.({ stage: 'vision', part: expected > 0 ? Math.min(1, (frame.index + 1) / expected) : 0 });
    }
    return roundTracks(await vision.finish());
  } finally {
    await scene.close();
  }
}

interface OpenModels {
  models: Record<keyof PoseModels, OnnxModel>;
  versions: ModelVersion[];
}

/** Loading a network takes longer than a short clip does: a process keeps those it has opened, while their threads live. */
const opened = new Map<string, Promise<OpenModels>>();

function openModels({ model = 'full', provider = 'cpu' }: AnalyzeOptions): Promise<OpenModels> {
  const key = `${model} ${provider}`;
  const known = opened.get(key);
  if (known) return known;
  const opening = load(model, provider);
  opened.set(key, opening);
  const forget = (): void => {
    if (opened.get(key) === opening) opened.delete(key);
  };
  opening.then(({ models }) => Promise.race([models.landmarker.ended, models.detector.ended])).then(forget, forget);
  return opening;
}

async function load(model: PoseModel, provider: Provider): Promise<OpenModels> {
  // The one that tells the pose stands first in Tracks.
  const names: ModelName[] = [`pose_landmark_${model}.onnx`, 'pose_detector.onnx'];
  const records = await ensureModels();
  const versions: ModelVersion[] = names.map((name) => {
    const record = records.find((candidate) => candidate.name === name);
    if (!record) throw new ShotformError('models_missing', name);
    return { name, version: record.version, sha256: record.sha256 };
  });
  const { name, version, sha256 } = trainedModel(SCENE_NETWORK);
  versions.push({ name, version, sha256 });
  const [landmarker, detector] = await Promise.all(names.map((name) => openOnnx(modelPath(name), provider)));
  if (!detector || !landmarker) throw new ShotformError('models_missing');
  return { models: { detector, landmarker }, versions };
}

/** Wall seconds by stage. */
class Stages {
  readonly seconds: Record<string, number> = {};

  async time<T>(name: string, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.seconds[name] = Math.round(performance.now() - start) / 1000;
    }
  }
}

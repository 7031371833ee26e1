import type { ModelVersion, PersonPose, Tracks, TracksVideo } from '@shotform/contracts';
import type { VideoFrame } from './frame.ts';
import { PoseTracker } from './pose/tracker.ts';
import type { PoseModels } from './pose/estimate.ts';
import type { Scene } from './scene/index.ts';

/** What is known of a clip before its first frame is decoded. */
export interface ClipInfo {
  /** Displayed size, px. */
  width: number;
  height: number;
  rotationDegrees: TracksVideo['rotationDegrees'];
  /** Of the networks that are injected. */
  models: ModelVersion[];
}

/** What watches everything but the people: a `SceneTracker`, or one that runs elsewhere. */
export interface SceneWatcher {
  /** As in `SceneTracker`; the frame is free again when a promise is kept. */
  next(frame: VideoFrame, people: readonly PersonPose[]): void | Promise<void>;
  finish(): Scene | Promise<Scene>;
}

/** Everything vision can tell of a clip, from one pass over its frames: `next` for each, then `finish`. */
export class VisionPipeline {
  readonly #clip: ClipInfo;
  readonly #pose: PoseTracker;
  readonly #scene: SceneWatcher;
  readonly #timesSeconds: number[] = [];
  readonly #people: PersonPose[][] = [];

  constructor(models: PoseModels, clip: ClipInfo, scene: SceneWatcher) {
    this.#clip = clip;
    this.#pose = new PoseTracker(models);
    this.#scene = scene;
  }

  /** Takes in the next frame of the clip; the frame is free again when the promise is kept. */
  async next(frame: VideoFrame): Promise<void> {
    // The scene is looked at while the pose network computes, so it knows the people of the frame before.
    const before = this.#people.at(-1) ?? [];
    const [people] = await Promise.all([this.#pose.next(frame), this.#scene.next(frame, before)]);
    this.#people.push(people);
    this.#timesSeconds.push(frame.timeSeconds);
  }

  /** The clip's Tracks; call it once, after the last frame. */
  async finish(): Promise<Tracks> {
    const { width, height, rotationDegrees, models } = this.#clip;
    const { frames, camera, letterbox } = await this.#scene.finish();
    return {
      schemaVersion: '1.0',
      video: {
        width,
        height,
        frames: this.#timesSeconds.length,
        timesSeconds: this.#timesSeconds,
        rotationDegrees,
        letterbox,
      },
      frames: frames.map((scene, i) => ({ pose: this.#people[i]!, ...scene })),
      camera,
      models,
    };
  }
}

import type { ModelVersion, PersonPose, Tracks, TracksVideo } from '@shotform/contracts';
import type { VideoFrame } from './frame.ts';
import { PoseTracker } from './pose/tracker.ts';
import type { PoseModels } from './pose/estimate.ts';
import { SceneTracker } from './scene/index.ts';

/** What is known of a clip before its first frame is decoded. */
export interface ClipInfo {
  /** Displayed size, px. */
  width: number;
  height: number;
  rotationDegrees: TracksVideo['rotationDegrees'];
  /** Of the networks that are injected. */
  models: ModelVersion[];
}

/** Everything vision can tell of a clip, from one pass over its frames: `next` for each, then `finish`. */
export class VisionPipeline {
  readonly #clip: ClipInfo;
  readonly #pose: PoseTracker;
  readonly #scene: SceneTracker;
  readonly #timesSeconds: number[] = [];
  readonly #people: PersonPose[][] = [];

  constructor(models: PoseModels, clip: ClipInfo) {
    this.#clip = clip;
    this.#pose = new PoseTracker(models);
    this.#scene = new SceneTracker(clip);
  }

  /** Takes in the next frame of the clip; the frame is free again when the promise is kept. */
  async next(frame: VideoFrame): Promise<void> {
    const people = this.#pose.next(frame);
    // The scene is looked at while the pose network computes, so it knows the people of the frame before.
    this.#scene.next(frame, this.#people.at(-1) ?? []);
    this.#people.push(await people);
    this.#timesSeconds.push(frame.timeSeconds);
  }

  /** The clip's Tracks; call it once, after the last frame. */
  finish(): Tracks {
    const { width, height, rotationDegrees, models } = this.#clip;
    const { frames, camera, letterbox } = this.#scene.finish();
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

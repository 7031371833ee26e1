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
  /** As in `SceneTracker`; the frame is free again when a promise is kept. May be called before the last promise is. */
  next(frame: VideoFrame, people: readonly PersonPose[]): void | Promise<void>;
  finish(): Scene | Promise<Scene>;
}

/** Everything vision can tell of a clip, from one pass over its frames: `next` for each, then `finish`. */
export class VisionPipeline {
  readonly #clip: ClipInfo;
  readonly #pose: PoseTracker;
  readonly #scene: SceneWatcher;
  readonly #sceneLag: number;
  /** Frames that the scene still looks at, the oldest first. */
  readonly #watched: Promise<void>[] = [];
  readonly #timesSeconds: number[] = [];
  readonly #people: PersonPose[][] = [];

  /** `sceneLag`: how many frames the scene may be behind the people. */
  constructor(models: PoseModels, clip: ClipInfo, scene: SceneWatcher, sceneLag = 0) {
    this.#clip = clip;
    this.#pose = new PoseTracker(models);
    this.#scene = scene;
    this.#sceneLag = sceneLag;
  }

  /** Takes in the next frame of the clip; when the promise is kept, only the last `sceneLag` frames are still looked at. */
  async next(frame: VideoFrame): Promise<void> {
    // The scene is looked at while the pose network computes, so it knows the people of the frame before.
    this.#watch(frame, this.#people.at(-1) ?? []);
    this.#people.push(await this.#pose.next(frame));
    this.#timesSeconds.push(frame.timeSeconds);
    while (this.#watched.length > this.#sceneLag) await this.#watched.shift();
  }

  #watch(frame: VideoFrame, people: readonly PersonPose[]): void {
    const watched = Promise.resolve(this.#scene.next(frame, people));
    // Whoever waits for it sees a failure; this only keeps it from being called unhandled before that.
    watched.catch(() => undefined);
    this.#watched.push(watched);
  }

  /** The clip's Tracks; call it once, after the last frame. */
  async finish(): Promise<Tracks> {
    const { width, height, rotationDegrees, models } = this.#clip;
    await Promise.all(this.#watched);
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

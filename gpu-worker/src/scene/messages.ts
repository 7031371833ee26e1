/** What a scene thread and its owner say to each other. The planes of frames lie in memory that both see. */
import type { PersonPose } from '@shotform/contracts';
import type { Scene, VideoFrame } from '@shotform/vision';

export interface ThreadData {
  size: { width: number; height: number };
  /** Path of the network that finds balls and hoops. */
  network: string;
}

/** `finish` asks for the scene; after `close` nothing more is looked at, and the thread ends by itself. */
export type Request = { frame: VideoFrame; people: readonly PersonPose[] } | 'finish' | 'close';

/** `done`: the frame is free again. */
export type Answer = 'done' | { scene: Scene };

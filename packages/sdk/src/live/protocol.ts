/** What the page and its worker say to each other. */
import type { Framing, LiveShot, ModelVersion, PersonPose, Report, Tracks } from '@shotform/contracts';

export type LiveModel = 'lite' | 'full' | 'heavy';
/** What computes the poses: the graphics processor where there is one that can, else the processor. */
export type Delegate = 'GPU' | 'CPU';

/** Opens the worker. */
export interface OpenRequest {
  kind: 'open';
  /** Where MediaPipe's WebAssembly is: the loader and the binary. */
  wasm: { loader: string; binary: string };
  modelUrl: string;
  model: ModelVersion;
  people: number;
  delegate: Delegate | 'auto';
  locale: string | undefined;
}

/** A picture, which is handed over and closed by the worker. */
export interface FrameRequest {
  kind: 'frame';
  picture: ImageBitmap | VideoFrame;
  timeSeconds: number;
}

export type Request = OpenRequest | FrameRequest | { kind: 'finish' };

/** What was seen in one picture. */
export interface LiveFrame {
  timeSeconds: number;
  /** In pixels of the picture. */
  poses: PersonPose[];
  framing: Framing;
  /** What the picture took the worker, and of that the pose network alone, milliseconds. */
  milliseconds: number;
  poseMilliseconds: number;
}

export type Answer =
  | { kind: 'loading'; loadedBytes: number; totalBytes: number | null }
  | { kind: 'ready'; delegate: Delegate }
  | { kind: 'seen'; frame: LiveFrame; shots: LiveShot[] }
  | { kind: 'finished'; report: Report; tracks: Tracks }
  | { kind: 'failed'; message: string };

/** What the worker and its engine's process say to each other. */
import type { Baseline, ErrorCode, MediaLimits } from '@shotform/contracts';
import type { PoseModel, Progress, Provider } from '../engine.ts';

/** To the engine. `open` comes first, once; then one `run` at a time. */
export type ToEngine = { type: 'open'; provider: Provider } | ({ type: 'run' } & EngineJob);

export interface EngineJob {
  /** The video. */
  file: string;
  /** A folder that is there, for the outputs. */
  out: string;
  model: PoseModel;
  limits: MediaLimits;
  baseline: Baseline;
}

/** From the engine. `failed` answers `open` as well as `run`. */
export type FromEngine =
  | { type: 'ready' }
  | ({ type: 'progress' } & Progress)
  | { type: 'memory'; bytes: number }
  | { type: 'done' }
  | { type: 'failed'; code: ErrorCode; message: string; retryable: boolean };

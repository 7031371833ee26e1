/** What an inference thread and its owner say to each other. Tensors lie in memory that both see. */
import type { Tensor } from '@shotform/vision';

export type Provider = 'cpu' | 'cuda';

export interface ThreadData {
  path: string;
  provider: Provider;
}

export interface Run {
  /** The owner's place for one run at a time, from 0. */
  slot: number;
  inputs: Record<string, Tensor>;
}

/** After `stop` the thread ends by itself. */
export type Request = Run | 'stop';

/** The outputs may be overwritten once the slot is used again. */
export type Answer = { slot: number; outputs: Record<string, Tensor> } | { slot: number; error: string } | 'open';

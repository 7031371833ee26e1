/** What an inference thread and its owner say to each other. */
import type { Tensor } from '@shotform/vision';

export type Provider = 'cpu' | 'cuda';

export interface ThreadData {
  path: string;
  provider: Provider;
}

export interface Request {
  /** From 1, one higher each time. */
  id: number;
  inputs: Record<string, Tensor>;
}

/** The answer 0 says that the model is open. */
export type Answer = { id: number; outputs: Record<string, Tensor> } | { id: number; error: string };

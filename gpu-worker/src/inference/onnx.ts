/** vision's `Inference` over onnxruntime-node, in a thread of its own. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ShotformError } from '@shotform/contracts';
import type { Inference, Tensor } from '@shotform/vision';
import type { Answer, Provider, Request, ThreadData } from './messages.ts';
import { SharedTensors } from './shared.ts';

export type { Provider } from './messages.ts';

export interface OnnxModel extends Inference {
  /** Kept when its thread has ended, by `stop` or by an accident: from then on `run` fails. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Opens an ONNX file. Its thread computes while ours goes on (onnxruntime-node itself computes on the thread that asks);
 * onnxruntime gets one thread a model, without spinning: two processes of one thread beat one of two.
 * Throws `provider_unavailable` where CUDA is asked for and cannot be had (never a silent CPU), and `models_missing`
 * where the file cannot be loaded.
 */
export async function openOnnx(path: string, provider: Provider = 'cpu'): Promise<OnnxModel> {
  const workerData: ThreadData = { path, provider };
  // Its numbers lie outside the heap.
  const resourceLimits = { maxYoungGenerationSizeMb: 2 };
  const thread = new Worker(new URL('thread.ts', import.meta.url), { workerData, resourceLimits });
  try {
    await once(thread, 'message');
  } catch (cause) {
    if (provider === 'cuda') throw new ShotformError('provider_unavailable', 'CUDA cannot be used here.', { cause });
    throw new ShotformError('models_missing', `${path} cannot be loaded.`, { cause });
  }
  return new ThreadModel(thread);
}

interface Waiting {
  resolve(outputs: Record<string, Tensor>): void;
  reject(error: Error): void;
}

class ThreadModel implements OnnxModel {
  readonly ended: Promise<void>;
  private readonly thread: Worker;
  private readonly waiting = new Map<number, Waiting>();
  /** By slot; a slot is free while nothing waits in it, and nobody looks at what came out of it. */
  private readonly inputs: SharedTensors[] = [];
  private readonly free: number[] = [];
  private failure: ShotformError | null = null;
  private isStopped = false;

  constructor(thread: Worker) {
    this.thread = thread;
    thread.on('message', (answer: Exclude<Answer, 'open'>) => this.take(answer));
    this.ended = once(thread, 'exit').then(
      () => this.fail(new Error('the inference thread has ended')),
      (error: Error) => this.fail(error),
    );
    // An idle model keeps no process alive.
    thread.unref();
  }

  run(inputs: Record<string, Tensor>): Promise<Record<string, Tensor>> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      const slot = this.free.pop() ?? this.inputs.push(new SharedTensors()) - 1;
      this.waiting.set(slot, { resolve, reject });
      this.thread.ref();
      const request: Request = { slot, inputs: this.inputs[slot]!.hold(inputs) };
      this.thread.postMessage(request);
    });
  }

  /** Lets it end by itself: onnxruntime aborts the whole process where its thread is terminated while it computes. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.thread.ref();
    this.thread.postMessage('stop' satisfies Request);
    await this.ended;
  }

  private take(answer: Exclude<Answer, 'open'>): void {
    const waiting = this.waiting.get(answer.slot);
    this.waiting.delete(answer.slot);
    if (this.waiting.size === 0 && !this.isStopped) this.thread.unref();
    if ('error' in answer) waiting?.reject(new ShotformError('internal', answer.error));
    else waiting?.resolve(answer.outputs);
    // The outputs stay as they are until whoever waited has seen them.
    setImmediate(() => this.free.push(answer.slot));
  }

  private fail(cause: Error): void {
    this.failure ??= new ShotformError('internal', cause.message, { cause, retryable: true });
    for (const { reject } of this.waiting.values()) reject(this.failure);
    this.waiting.clear();
  }
}

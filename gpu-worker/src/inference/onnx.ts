/** vision's `Inference` over onnxruntime-node, in a thread of its own. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ShotformError } from '@shotform/contracts';
import type { Inference, Tensor } from '@shotform/vision';
import type { Answer, Provider, Request, ThreadData } from './messages.ts';

export type { Provider } from './messages.ts';

/**
 * Opens an ONNX file. Its thread computes while ours goes on (onnxruntime-node itself computes on the thread that asks);
 * onnxruntime gets one thread a model, without spinning: two processes of one thread beat one of two.
 * Throws `provider_unavailable` where CUDA is asked for and cannot be had (never a silent CPU), and `models_missing`
 * where the file cannot be loaded.
 */
export async function openOnnx(path: string, provider: Provider = 'cpu'): Promise<Inference> {
  const workerData: ThreadData = { path, provider };
  const thread = new Worker(new URL('thread.ts', import.meta.url), { workerData });
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

class ThreadModel implements Inference {
  private readonly thread: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private requests = 0;

  constructor(thread: Worker) {
    this.thread = thread;
    thread.on('message', (answer: Answer) => this.take(answer));
    thread.on('error', (error) => this.failAll(error));
    thread.on('exit', () => this.failAll(new Error('the inference thread has ended')));
    // An idle model keeps no process alive.
    thread.unref();
  }

  run(inputs: Record<string, Tensor>): Promise<Record<string, Tensor>> {
    return new Promise((resolve, reject) => {
      const request: Request = { id: ++this.requests, inputs };
      this.waiting.set(request.id, { resolve, reject });
      this.thread.ref();
      this.thread.postMessage(request);
    });
  }

  private take(answer: Answer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if (this.waiting.size === 0) this.thread.unref();
    if ('error' in answer) waiting?.reject(new ShotformError('internal', answer.error));
    else waiting?.resolve(answer.outputs);
  }

  private failAll(cause: Error): void {
    for (const { reject } of this.waiting.values()) reject(new ShotformError('internal', cause.message, { cause }));
    this.waiting.clear();
  }
}

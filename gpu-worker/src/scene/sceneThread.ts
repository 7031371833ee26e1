import { Worker } from 'node:worker_threads';
import { ShotformError, type PersonPose } from '@shotform/contracts';
import type { Scene, SceneWatcher, VideoFrame } from '@shotform/vision';
import type { Answer, Request, ThreadData } from './messages.ts';

/**
 * vision's `SceneTracker` in a thread of its own. Frames are looked at where they are if their planes lie in shared memory,
 * else copied. Answers come in the order of the calls. To be closed, whatever happens.
 */
export class SceneThread implements SceneWatcher {
  private readonly thread: Worker;
  /** The oldest first. */
  private readonly waiting: { resolve(answer: Answer): void; reject(error: Error): void }[] = [];
  private readonly ended: Promise<unknown>;
  private failure: ShotformError | null = null;

  /** @param network path of the network that finds balls and hoops */
  constructor({ width, height }: { width: number; height: number }, network: string) {
    const workerData: ThreadData = { size: { width, height }, network };
    // It leaves little behind for long: more room for what is new would only be memory.
    const resourceLimits = { maxYoungGenerationSizeMb: 6 };
    this.thread = new Worker(new URL('thread.ts', import.meta.url), { workerData, resourceLimits });
    this.ended = new Promise((resolve) => this.thread.once('exit', resolve));
    this.thread.on('message', (answer: Answer) => this.waiting.shift()?.resolve(answer));
    this.thread.on('error', (cause) => this.fail(cause));
    this.thread.on('exit', () => this.fail(new Error('the scene thread has ended')));
  }

  async next(frame: VideoFrame, people: readonly PersonPose[]): Promise<void> {
    await this.ask({ frame, people });
  }

  async finish(): Promise<Scene> {
    const answer = await this.ask('finish');
    if (answer === 'done') throw new ShotformError('internal', 'The scene thread answered out of turn.');
    return answer.scene;
  }

  /** Lets it end by itself: onnxruntime aborts the whole process where its thread is terminated while it computes. */
  async close(): Promise<void> {
    this.thread.postMessage('close' satisfies Request);
    await this.ended;
  }

  private ask(request: Request): Promise<Answer> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.thread.postMessage(request);
    });
  }

  private fail(cause: Error): void {
    this.failure ??= new ShotformError('internal', cause.message, { cause });
    for (const { reject } of this.waiting.splice(0)) reject(this.failure);
  }
}

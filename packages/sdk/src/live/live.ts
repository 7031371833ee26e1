import type { LiveShot, Report, Tracks } from '@shotform/contracts';
import { ShotformAbortError, ShotformSdkError } from '../errors.ts';
import type { Answer, Delegate, FrameRequest, LiveFrame, LiveModel, Request } from './protocol.ts';

export interface LiveOptions {
  /**
   * Where the assets are: `wasm/vision_wasm_module_internal.{js,wasm}` of MediaPipe 0.10.35 and
   * `models/pose_landmarker_<model>.task`; an address that ends with a slash.
   */
  assetBase: string;
  /** `lite` for phones, which is the default; the larger ones are surer and slower. */
  model?: LiveModel;
  /** How many people are followed; 1 where not given. Time grows with each. */
  people?: number;
  /** `auto`, the default: the graphics processor where it can, else the processor. */
  delegate?: Delegate | 'auto';
  /** Language of the feedback's words. */
  locale?: string;
  /** Called off until it is open; afterwards `close` ends it. */
  signal?: AbortSignal;
  /** The model is being loaded. */
  onLoading?: (loadedBytes: number, totalBytes: number | null) => void;
  /** A picture was looked at. */
  onFrame?: (frame: LiveFrame) => void;
  /** A shot's follow-through is over. */
  onShot?: (shot: LiveShot) => void;
  /** It broke, after it was open. */
  onError?: (error: ShotformSdkError) => void;
}

/** All that a live analysis knew at its end. */
export interface LiveResult {
  report: Report;
  tracks: Tracks;
}

/** A model that has not opened by then never will; milliseconds. */
const OPEN_WITHIN = 60_000;

/**
 * Analyses what a video element shows, a camera's picture or a clip, on this device: nothing leaves it. Poses and
 * analysis run in a Worker; a picture that comes while the last one is looked at is passed over.
 *
 * @throws ShotformSdkError `live_unsupported` where the browser lacks what it takes, `live_failed` where the assets do
 * not load or the model does not open, `aborted`
 */
export async function startLive(video: HTMLVideoElement, options: LiveOptions): Promise<Live> {
  if (typeof Worker === 'undefined' || !('requestVideoFrameCallback' in HTMLVideoElement.prototype)) {
    throw new ShotformSdkError('live_unsupported', 'This browser cannot analyse video while it plays.');
  }
  if (options.signal?.aborted) throw new ShotformAbortError(options.signal.reason);
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'shotform-live' });
  try {
    worker.postMessage(requestOf(options));
    await opening(worker, options.signal, options.onLoading);
  } catch (error) {
    worker.terminate();
    throw error;
  }
  return new Live(worker, video, options);
}

/** A live analysis that runs. */
export class Live {
  readonly #worker: Worker;
  readonly #video: HTMLVideoElement;
  readonly #options: LiveOptions;
  readonly #result = Promise.withResolvers<LiveResult>();
  #isWatching = true;
  #lastSeconds = -Infinity;

  /** Use `startLive`. */
  constructor(worker: Worker, video: HTMLVideoElement, options: LiveOptions) {
    this.#worker = worker;
    this.#video = video;
    this.#options = options;
    // Whoever never finishes need not hear of it twice.
    this.#result.promise.catch(() => undefined);
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => this.#hear(data));
    worker.addEventListener('error', ({ message }) => this.#break(message));
    this.#next();
  }

  /** Ends it and gives the report of everything that was seen. The worker is gone afterwards. */
  finish(): Promise<LiveResult> {
    if (this.#isWatching) {
      this.#isWatching = false;
      this.#worker.postMessage({ kind: 'finish' } satisfies Request);
    }
    return this.#result.promise;
  }

  /** Ends it at once, with nothing to show: `finish` fails with `aborted` from then on. */
  close(): void {
    this.#end(new ShotformAbortError());
  }

  #next(): void {
    if (!this.#isWatching) return;
    this.#video.requestVideoFrameCallback((_, { mediaTime }) => void this.#send(mediaTime));
  }

  async #send(timeSeconds: number): Promise<void> {
    // A clip that was sought backwards, or begins again, has been seen.
    if (timeSeconds <= this.#lastSeconds) return this.#next();
    try {
      const picture = await createImageBitmap(this.#video);
      if (!this.#isWatching) return picture.close();
      this.#lastSeconds = timeSeconds;
      const request: FrameRequest = { kind: 'frame', picture, timeSeconds };
      this.#worker.postMessage(request, [picture]);
    } catch (error) {
      this.#break(String(error));
    }
  }

  #hear(answer: Answer): void {
    if (answer.kind === 'seen') {
      this.#options.onFrame?.(answer.frame);
      for (const shot of answer.shots) this.#options.onShot?.(shot);
      this.#next();
    } else if (answer.kind === 'finished') {
      this.#result.resolve({ report: answer.report, tracks: answer.tracks });
      this.close();
    } else if (answer.kind === 'failed') {
      this.#break(answer.message);
    }
  }

  #break(message: string): void {
    const error = new ShotformSdkError('live_failed', message);
    this.#end(error);
    this.#options.onError?.(error);
  }

  #end(reason: ShotformSdkError): void {
    this.#isWatching = false;
    this.#worker.terminate();
    this.#result.reject(reason);
  }
}

function requestOf({ assetBase, model = 'lite', people = 1, delegate = 'auto', locale }: LiveOptions): Request {
  const base = new URL(assetBase, document.baseURI);
  const at = (path: string): string => new URL(path, base).href;
  return {
    kind: 'open',
    wasm: {
      loader: at('wasm/vision_wasm_module_internal.js'),
      binary: at('wasm/vision_wasm_module_internal.wasm'),
    },
    modelUrl: at(`models/pose_landmarker_${model}.task`),
    model: { name: `pose_landmarker_${model}`, version: 'tasks-vision 0.10.35', sha256: null },
    people,
    delegate,
    locale,
  };
}

/** Until the model is open, or cannot be. */
async function opening(
  worker: Worker,
  signal: AbortSignal | undefined,
  onLoading: LiveOptions['onLoading'],
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const over = new AbortController();
  const until = { signal: over.signal };
  const fail = (message: string): void => reject(new ShotformSdkError('live_failed', message));
  const late = setTimeout(() => fail('The device takes too long to open the model.'), OPEN_WITHIN);
  const hear = ({ data }: MessageEvent<Answer>): void => {
    if (data.kind === 'ready') resolve();
    else if (data.kind === 'failed') fail(data.message);
    else if (data.kind === 'loading') onLoading?.(data.loadedBytes, data.totalBytes);
  };
  worker.addEventListener('message', hear, until);
  worker.addEventListener('error', ({ message }) => fail(message || 'The worker could not be loaded.'), until);
  signal?.addEventListener('abort', () => reject(new ShotformAbortError(signal.reason)), until);
  await promise.finally(() => {
    clearTimeout(late);
    over.abort();
  });
}

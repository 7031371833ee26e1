/** The engine's own process: opens the networks once, then analyses one video after the other as it is told to. */
import { ShotformError, errorMessages, isMediaError } from '@shotform/contracts';
import { ensureModels, modelPath } from '@shotform/models';
import { analyzeVideo, openOnnx, writeOutputs, type Progress, type Provider } from '../index.ts';
import type { EngineJob, FromEngine, ToEngine } from './messages.ts';

const MEMORY_MILLISECONDS = 500;

let provider: Provider = 'cpu';

process.on('message', (message: ToEngine) => void obey(message));
// The worker is gone, or wants us gone: what ffmpeg we started goes with us (see media/children.ts).
process.on('disconnect', () => process.exit(1));
process.on('SIGTERM', () => process.exit(143));
setInterval(() => send({ type: 'memory', bytes: process.memoryUsage.rss() }), MEMORY_MILLISECONDS).unref();

async function obey(message: ToEngine): Promise<void> {
  try {
    if (message.type === 'open') await open(message.provider);
    else await run(message);
  } catch (error) {
    send(failure(error));
  }
}

/** Proves that the models are there and that the provider can run one of them. */
async function open(wanted: Provider): Promise<void> {
  provider = wanted;
  await ensureModels();
  await openOnnx(modelPath('pose_detector.onnx'), provider);
  send({ type: 'ready' });
}

async function run({ file, out, ...job }: EngineJob): Promise<void> {
  const onProgress = (progress: Progress): void => send({ type: 'progress', ...progress });
  const analysis = await analyzeVideo(file, { ...job, provider, copyFolder: out, onProgress });
  await writeOutputs(out, analysis, { onProgress });
  send({ type: 'done' });
}

function failure(error: unknown): FromEngine {
  if (isMediaError(error)) return { type: 'failed', code: error.code, message: error.message, retryable: false };
  if (error instanceof ShotformError) {
    return { type: 'failed', code: error.code, message: error.message, retryable: true };
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { type: 'failed', code: 'internal', message: `${errorMessages.internal} ${detail}`, retryable: true };
}

function send(message: FromEngine): void {
  // The worker may have gone in between.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

/** The inside of an inference thread: opens one ONNX file, says so, then answers each request in its turn. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Tensor } from '@shotform/vision';
import * as ort from 'onnxruntime-node';
import { OutputCollector } from '../memory.ts';
import type { Answer, Request, Run, ThreadData } from './messages.ts';
import { SharedTensors } from './shared.ts';

const { path, provider } = workerData as ThreadData;
const session = await ort.InferenceSession.create(path, {
  // Only the named one: onnxruntime would otherwise fall back to the CPU without a word.
  executionProviders: [provider],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  extra: { session: { intra_op: { allow_spinning: '0' }, disable_cpu_ep_fallback: provider === 'cuda' ? '1' : '0' } },
});
const outputs: SharedTensors[] = [];
const collector = new OutputCollector();

parentPort!.on('message', (request: Request) => {
  if (request === 'stop') parentPort!.close();
  else void answer(request);
});
send('open');

async function answer({ slot, inputs }: Run): Promise<void> {
  try {
    const feeds: Record<string, ort.Tensor> = {};
    for (const [name, { data, dims }] of Object.entries(inputs)) feeds[name] = new ort.Tensor('float32', data, dims);
    const results = floatTensors(await session.run(feeds));
    send({ slot, outputs: (outputs[slot] ??= new SharedTensors()).hold(results) });
    collector.afterRun();
  } catch (error) {
    send({ slot, error: error instanceof Error ? error.message : String(error) });
  }
}

function send(answer: Answer): void {
  parentPort!.postMessage(answer);
}

function floatTensors(results: ort.InferenceSession.OnnxValueMapType): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(results).map(([name, value]) => {
      if (!(value.data instanceof Float32Array)) throw new Error(`output ${name} is not float32`);
      return [name, { data: value.data, dims: value.dims }];
    }),
  );
}

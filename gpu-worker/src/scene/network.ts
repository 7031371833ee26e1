/** vision's `Inference` over onnxruntime-node on the thread that asks: for a small network in a thread of its own already. */
import type { Inference } from '@shotform/vision';
import * as ort from 'onnxruntime-node';
import { OutputCollector } from '../memory.ts';

/** Opens an ONNX file whose inputs and outputs are float32; rejects with onnxruntime's error where it cannot. */
export async function openHere(path: string): Promise<Inference> {
  const session = await ort.InferenceSession.create(path, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    // Pictures of many sizes come, the large ones seldom: their memory is given back.
    enableCpuMemArena: false,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
  const collector = new OutputCollector();
  return {
    async run(inputs) {
      const feeds = Object.entries(inputs).map(
        ([name, { data, dims }]) => [name, new ort.Tensor('float32', data, dims)] as const,
      );
      const results = await session.run(Object.fromEntries(feeds));
      collector.afterRun();
      return Object.fromEntries(
        Object.entries(results).map(([name, { data, dims }]) => [name, { data: data as Float32Array, dims }]),
      );
    },
  };
}

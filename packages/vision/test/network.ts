import { trainedModel } from '@shotform/models';
import * as ort from 'onnxruntime-node';
import type { Inference } from '../src/inference.ts';

/** The trained network that finds balls and hoops, as the engines open it. */
export async function openBallNetwork(): Promise<Inference> {
  const session = await ort.InferenceSession.create(trainedModel('ball.onnx').path, { intraOpNumThreads: 1 });
  return {
    async run(inputs) {
      const entries = Object.entries(inputs).map(
        ([name, { data, dims }]) => [name, new ort.Tensor('float32', data, dims)] as const,
      );
      const map = (await session.run(Object.fromEntries(entries)))['map']!;
      return { map: { data: map.data as Float32Array, dims: map.dims } };
    },
  };
}

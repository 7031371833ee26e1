/** vision's `Inference` over onnxruntime-node. */
import { ShotformError } from '@shotform/contracts';
import type { Inference, Tensor } from '@shotform/vision';
import * as ort from 'onnxruntime-node';

export type Provider = 'cpu' | 'cuda';

/**
 * Opens an ONNX file. One thread a session, without spinning: two processes of one thread beat one of two.
 * Throws `provider_unavailable` where CUDA is asked for and cannot be had (never a silent CPU), and `models_missing`
 * where the file cannot be loaded.
 */
export async function openOnnx(path: string, provider: Provider = 'cpu'): Promise<Inference> {
  const session = await createSession(path, provider);
  return {
    async run(inputs) {
      const feeds: Record<string, ort.Tensor> = {};
      for (const [name, { data, dims }] of Object.entries(inputs)) feeds[name] = new ort.Tensor('float32', data, dims);
      return floatTensors(await session.run(feeds));
    },
  };
}

async function createSession(path: string, provider: Provider): Promise<ort.InferenceSession> {
  try {
    return await ort.InferenceSession.create(path, {
      // Only the named one: onnxruntime would otherwise fall back to the CPU without a word.
      executionProviders: [provider],
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      extra: {
        session: { intra_op: { allow_spinning: '0' }, disable_cpu_ep_fallback: provider === 'cuda' ? '1' : '0' },
      },
    });
  } catch (cause) {
    if (provider === 'cuda') throw new ShotformError('provider_unavailable', 'CUDA cannot be used here.', { cause });
    throw new ShotformError('models_missing', `${path} cannot be loaded.`, { cause });
  }
}

function floatTensors(results: ort.InferenceSession.OnnxValueMapType): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(results).map(([name, value]) => {
      if (!(value.data instanceof Float32Array)) throw new Error(`output ${name} is not float32`);
      return [name, { data: value.data, dims: value.dims }];
    }),
  );
}

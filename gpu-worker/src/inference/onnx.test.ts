import { ensureModels, modelPath } from '@shotform/models';
import { expect, it } from 'vitest';
import { openOnnx } from './onnx.ts';

const image = { data: new Float32Array(3 * 224 * 224).fill(0.5), dims: [1, 3, 224, 224] };

it('answers runs that are asked for at once, each with its own numbers', async () => {
  await ensureModels();
  const model = await openOnnx(modelPath('pose_detector.onnx'));
  const dark = { ...image, data: new Float32Array(image.data.length).fill(-1) };
  const scores = (input: typeof image): Promise<Float32Array> =>
    model.run({ image: input }).then((outputs) => outputs['scores']!.data.slice());
  const alone = await scores(image);
  const [first, second] = await Promise.all([scores(image), scores(dark)]);
  expect(first).toEqual(alone);
  expect(second).not.toEqual(alone);
});

it('says so when its thread has died, instead of waiting for it', async () => {
  await ensureModels();
  const model = await openOnnx(modelPath('pose_detector.onnx'));
  const running = model.run({ image });
  await model.stop();
  await expect(running).rejects.toMatchObject({ code: 'internal', retryable: true });
  await model.ended;
  await expect(model.run({ image })).rejects.toMatchObject({ code: 'internal', retryable: true });
});

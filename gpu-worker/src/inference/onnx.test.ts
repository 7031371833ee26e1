import { ensureModels, modelPath } from '@shotform/models';
import { expect, it } from 'vitest';
import { openOnnx } from './onnx.ts';

const image = { data: new Float32Array(3 * 224 * 224).fill(0.5), dims: [1, 3, 224, 224] };

it('answers runs that are asked for at once, each with its own numbers', async () => {
  await ensureModels();
  const model = await openOnnx(modelPath('pose_detector.onnx'));
  const dark = { ...image, data: new Float32Array(image.data.length).fill(-1) };
  const alone = await model.run({ image });
  const [first, second] = await Promise.all([model.run({ image }), model.run({ image: dark })]);
  expect(first['scores']).toEqual(alone['scores']);
  expect(second['scores']).not.toEqual(alone['scores']);
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

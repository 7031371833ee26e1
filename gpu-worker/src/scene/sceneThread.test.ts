import { setTimeout as sleep } from 'node:timers/promises';
import { trainedModel } from '@shotform/models';
import type { VideoFrame } from '@shotform/vision';
import { expect, it } from 'vitest';
import { SceneThread } from './sceneThread.ts';

const [width, height] = [640, 480];
const plane = (bytes: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(bytes));
const frame = (index: number): VideoFrame => ({
  index,
  timeSeconds: index / 30,
  width,
  height,
  y: plane(width * height),
  u: plane((width * height) / 4),
  v: plane((width * height) / 4),
  colour: { matrix: 'bt709', range: 'limited' },
});

it.each([0, 60, 120, 180, 240])(
  'can be closed while it opens its network or looks at frames, after %d ms',
  async (ms) => {
    const thread = new SceneThread({ width, height }, trainedModel('ball.onnx').path);
    const looks = Promise.allSettled([0, 1, 2].map((index) => thread.next(frame(index), [])));
    await sleep(ms);
    await thread.close();
    await looks;
    await expect(thread.finish()).rejects.toMatchObject({ code: 'internal' });
  },
);

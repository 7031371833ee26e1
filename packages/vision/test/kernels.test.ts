import { expect, it } from 'vitest';
import { assemble } from '../kernels/assemble.ts';
import { kernels } from '../src/scene/pixels/kernels.ts';

it('the kernels that run are those of kernels.wat (else: node packages/vision/kernels/build.ts)', async () => {
  expect(await assemble()).toBe(kernels);
});

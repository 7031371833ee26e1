/** `node packages/vision/kernels/build.ts` assembles kernels.wat and writes src/scene/pixels/kernels.ts. */
import { writeFileSync } from 'node:fs';
import { assemble } from './assemble.ts';

const lines = (await assemble()).match(/.{1,100}/g)!.map((line) => `  '${line}',`);
const text = [
  '/** Written by kernels/build.ts: kernels.wat as a WebAssembly module, in base 64. */',
  'export const kernels: string = [',
  ...lines,
  "].join('');",
];
writeFileSync(new URL('../src/scene/pixels/kernels.ts', import.meta.url), `${text.join('\n')}\n`);

import { readFileSync } from 'node:fs';
import wabt from 'wabt';

/** kernels.wat as a WebAssembly module, in base 64. For development: what runs is in src/scene/pixels/kernels.ts. */
export async function assemble(): Promise<string> {
  const source = new URL('kernels.wat', import.meta.url);
  const module = (await wabt()).parseWat('kernels.wat', readFileSync(source, 'utf8'), { simd: true });
  try {
    module.resolveNames();
    module.validate();
    return Buffer.from(module.toBinary({}).buffer).toString('base64');
  } finally {
    module.destroy();
  }
}

/** Builds `dist`, which is what the published package holds. */
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';

process.chdir(fileURLToPath(new URL('.', import.meta.url)));
await build({ entry: ['src/index.ts'], format: ['esm'], target: 'node20', dts: true, clean: true, silent: true });

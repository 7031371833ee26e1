/** Builds `dist`, which is what the published package holds. */
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';

const folder = fileURLToPath(new URL('.', import.meta.url));
// Where tsup looks up what the package depends on, and leaves out.
process.chdir(folder);

await build({
  entry: { index: `${folder}src/index.ts` },
  outDir: `${folder}dist`,
  tsconfig: `${folder}tsconfig.json`,
  format: ['esm'],
  target: 'node20',
  dts: true,
  clean: true,
  silent: true,
});

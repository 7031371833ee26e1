/** Builds `dist`, which is what the published package holds. */
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';

const folder = fileURLToPath(new URL('.', import.meta.url));
// Where tsup looks up what the package depends on, and leaves out.
process.chdir(folder);

await build({
  entry: Object.fromEntries(['index', 'errors', 'display'].map((name) => [name, `${folder}src/${name}.ts`])),
  outDir: `${folder}dist`,
  tsconfig: `${folder}tsconfig.json`,
  format: ['esm'],
  target: 'es2022',
  platform: 'neutral',
  dts: true,
  clean: true,
  silent: true,
});

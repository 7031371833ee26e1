/** Builds `dist/npm`, for bundlers: ES modules, the report, the camera and each language in chunks of their own, types, manifest. */
import { readFileSync, writeFileSync, globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';
import { describeElements } from './manifest.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
// Where tsup looks up what the package depends on, and leaves out.
process.chdir(folder);
const output = `${folder}dist/npm`;

await build({
  entry: {
    index: `${folder}src/index.ts`,
    define: `${folder}src/define.ts`,
    report: `${folder}src/report/define.ts`,
    loader: `${folder}src/loader.ts`,
  },
  outDir: output,
  tsconfig: `${folder}tsconfig.json`,
  format: ['esm'],
  target: 'es2022',
  platform: 'browser',
  // Words and numbers of packages that a page has no other use for.
  noExternal: [/^@shotform\/(analysis|contracts)/],
  dts: true,
  clean: true,
  treeshake: true,
  silent: true,
});

// The SDK says the same types, and stands without the package that they come from.
for (const file of globSync(`${output}/*.d.ts`)) {
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll("'@shotform/contracts'", "'@shotform/sdk'"));
}
const manifest = describeElements(folder, { classes: 'dist/npm/index.js', definitions: 'dist/npm/define.js' });
writeFileSync(`${output}/custom-elements.json`, JSON.stringify(manifest, null, 2));

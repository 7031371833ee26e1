/**
 * `node packages/models/build.ts` builds every model file; with `--update` it writes what comes out into manifest.json,
 * for whoever moves the pinned package or the converter.
 */
import { writeFileSync } from 'node:fs';
import { buildModels, measure } from './src/build.ts';
import { manifestPath, readManifest } from './src/manifest.ts';

if (process.argv.includes('--update')) {
  writeFileSync(manifestPath, `${JSON.stringify(measure(readManifest()), null, 2)}\n`);
}
buildModels();

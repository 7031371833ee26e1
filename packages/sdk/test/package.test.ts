/** The package as it is published: built, installed somewhere else, type-checked, imported on a server, bundled for a page. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';

const sdk = fileURLToPath(new URL('..', import.meta.url));
const bin = fileURLToPath(new URL('../../../node_modules/.bin/', import.meta.url));
/** Kilobytes of gzip that the SDK may cost a page: at once, and when the first upload starts. */
const LIMITS = { first: 8.5, upload: 3 };

interface Manifest {
  publishConfig: { exports: unknown };
  dependencies: Record<string, string>;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'shotform-sdk-'));
  execFileSync(process.execPath, [join(sdk, 'build.ts')]);
  const installed = join(folder, 'node_modules/@shotform/sdk');
  mkdirSync(installed, { recursive: true });
  cpSync(join(sdk, 'dist'), join(installed, 'dist'), { recursive: true });
  const manifest = JSON.parse(readFileSync(join(sdk, 'package.json'), 'utf8')) as Manifest;
  const published = { ...manifest, exports: manifest.publishConfig.exports };
  writeFileSync(join(installed, 'package.json'), JSON.stringify(published));
  for (const name of Object.keys(manifest.dependencies)) {
    const from = realpathSync(join(sdk, 'node_modules', name));
    const to = join(folder, 'node_modules', name);
    mkdirSync(dirname(to), { recursive: true });
    symlinkSync(from, to);
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('has types that stand alone', () => {
  writeFileSync(
    join(folder, 'page.ts'),
    `import { createShotform, importTracks, ShotformApiError, type Report, type UploadProgress } from '@shotform/sdk';
     const shotform = createShotform({ publishableKey: 'k', apiBase: 'https://api.test' });
     export async function shots(file: File, onProgress: (progress: UploadProgress) => void): Promise<number> {
       const upload = await shotform.uploads.start(file, { onProgress }).done;
       const { id } = await shotform.analyses.create({ upload: upload.id, model: 'full' });
       const { report, files } = await shotform.analyses.results(id);
       const tracks = await importTracks(files.tracks.url);
       const checked: Report = report;
       // @ts-expect-error there is no such thing: types are not any
       report.nonsense;
       return checked.shots.length + tracks.video.width;
     }
     export const isOurs = (error: unknown): boolean => error instanceof ShotformApiError && error.code === 'not_found';`,
  );
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'es2022',
    lib: ['es2024', 'dom', 'dom.iterable'],
    module: 'nodenext',
    types: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['page.ts'] }));
  const { stdout } = spawnSync(join(bin, 'tsc'), ['-p', folder], { encoding: 'utf8' });
  expect(stdout).toBe('');
});

it('can be imported where there is no browser, and does nothing there', () => {
  const script = `const { createShotform } = await import('@shotform/sdk');
    createShotform({ publishableKey: 'k', apiBase: 'https://api.test' }); console.log(process.getActiveResourcesInfo().length);`;
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8' });
  expect(Number(out)).toBeLessThanOrEqual(1);
});

it('costs a page no more than it says', async () => {
  writeFileSync(join(folder, 'entry.js'), `export * from '@shotform/sdk';`);
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: { input: join(folder, 'entry.js'), preserveEntrySignatures: 'strict' },
    },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (!result || !('output' in result)) throw new Error('nothing was built');
  const chunks = result.output.filter((chunk) => chunk.type === 'chunk');
  const weight = (upload: boolean): number =>
    chunks
      .filter(({ name }) => (name === 'transfer' || name.startsWith('transfer-')) === upload)
      .reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length / 1000, 0);
  console.log(`gzip: ${weight(false).toFixed(1)} kB at once, ${weight(true).toFixed(1)} kB with the first upload`);
  expect(weight(true)).toBeGreaterThan(1);
  expect(weight(false)).toBeLessThan(LIMITS.first);
  expect(weight(true)).toBeLessThan(LIMITS.upload);
  expect(chunks.map(({ code }) => code).join('')).not.toContain('ZodType');
});

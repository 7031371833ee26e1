/** What somebody gets who installs the packages or copies the widget's files: types, imports on a server, bundles, script tags. */
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { chromiumArgs, chromiumPath } from '@shotform/testkit/chromium';
import { chromium, type Browser, type Page } from 'playwright';
import { publint } from 'publint';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ElementDeclaration } from '../../manifest.ts';
import { ShotformCapture, ShotformPlayer, ShotformReport, ShotformWidget } from '../../src/index.ts';
import { installAll, manifestOf, packAll, type Published } from './pack.ts';

const names = ['contracts', 'sdk', 'elements', 'node'] as const;
const tsc = fileURLToPath(new URL('../../../../node_modules/.bin/tsc', import.meta.url));
/** Kilobytes of gzip that the SDK may cost a page: at once, and when the first upload starts. */
const SDK_LIMITS = { first: 8.5, upload: 3 };

const folder = mkdtempSync(join(tmpdir(), 'shotform-published-'));
const project = join(folder, 'project');
let tarballs: Record<Published, string>;
beforeAll(() => {
  tarballs = packAll(folder);
  installAll(tarballs, project);
});
afterAll(() => rmSync(folder, { recursive: true }));

const inPackage = (name: Published): string => join(project, 'node_modules/@shotform', name);
const filesOf = (name: Published): string[] =>
  readdirSync(inPackage(name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(inPackage(name).length + 1));

describe.each(names)('@shotform/%s', (name) => {
  it('is whole: nothing for publint or are-the-types-wrong to say', async () => {
    const data = readFileSync(tarballs[name]);
    const { messages } = await publint({ pkgDir: inPackage(name), pack: false, strict: true });
    expect(messages).toEqual([]);
    const analysis = await checkPackage(createPackageFromTarballData(data), {
      excludeEntrypoints: [/\.json$/],
    });
    if (!analysis.types) throw new Error('It has no types.');
    // ES modules alone: who requires them does so by Node's own rules.
    const problems = analysis.problems.filter(
      (problem) => !('resolutionKind' in problem) || ['node16-esm', 'bundler'].includes(problem.resolutionKind),
    );
    expect(problems).toEqual([]);
  });

  it('holds its licence and no sources, and depends on what can be installed', () => {
    const files = filesOf(name);
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
    expect(files.filter((file) => /(?<!\.d)\.ts$|test|stories/.test(file))).toEqual([]);
    expect(JSON.stringify(manifestOf(project, name))).not.toMatch(/"workspace:/);
    for (const file of files.filter((file) => /\.(js|d\.ts)$/.test(file))) {
      expect(readFileSync(join(inPackage(name), file), 'utf8'), file).not.toMatch(/from ['"]@shotform\/analysis/);
    }
  });

  it('can be imported where there is no browser, and does nothing there', () => {
    const entries = Object.keys(manifestOf(project, name).exports).filter((entry) => !entry.endsWith('.json'));
    const script = `for (const entry of ${JSON.stringify(entries)}) await import('@shotform/${name}' + entry.slice(1));
      console.log(process.getActiveResourcesInfo().length);`;
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: project,
      encoding: 'utf8',
    });
    expect(Number(out)).toBeLessThanOrEqual(1);
  });
});

it('has types that stand alone', () => {
  writeFileSync(
    join(project, 'page.ts'),
    `import { createShotform, importTracks, ShotformApiError, type Report, type UploadProgress } from '@shotform/sdk';
     import { startLive, type LiveShot } from '@shotform/sdk/live';
     import { registerLocale, type ShotformWidget } from '@shotform/elements';
     import '@shotform/elements/define';
     import { loadShotform } from '@shotform/elements/loader';
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
     export const isOurs = (error: unknown): boolean => error instanceof ShotformApiError && error.code === 'not_found';
     registerLocale('de', { 'list.shots': { one: '{n} Wurf', other: '{n} Würfe' } });
     const widget: ShotformWidget = document.createElement('shotform-widget');
     widget.client = shotform;
     widget.tokenProvider = async () => null;
     widget.addEventListener('shotform-analysis-complete', ({ detail }) => {
       const made: number | undefined = detail.summary?.made;
       // @ts-expect-error as above
       detail.nonsense;
       console.log(made);
     });
     export const releases: number[] = [];
     const onShot = ({ shot }: LiveShot): void => void releases.push(shot.release.timeSeconds);
     export const live = startLive(document.createElement('video'), { assetBase: '/vision/', model: 'full', onShot });
     // @ts-expect-error a locale is a string
     widget.locale = 3;
     export const loaded: Promise<CustomElementConstructor | null> = loadShotform('/widget');`,
  );
  writeFileSync(
    join(project, 'server.ts'),
    `import { reportSchema, type Report } from '@shotform/contracts';
     import { ShotformError } from '@shotform/contracts/errors';
     import { unitDigits } from '@shotform/contracts/display';
     import { createPlayerToken } from '@shotform/node';
     export const read = (json: unknown): Report => reportSchema.parse(json);
     export const digits: number = unitDigits.deg;
     export const token: Promise<string> = createPlayerToken('sf_sk', { playerId: 'p' });
     export const failed = new ShotformError('internal');
     // @ts-expect-error no such code
     new ShotformError('nonsense');`,
  );
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    target: 'es2022',
    lib: ['es2024', 'dom', 'dom.iterable'],
    module: 'nodenext',
    types: [],
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['page.ts', 'server.ts'] }));
  const { stdout } = spawnSync(tsc, ['-p', project], { encoding: 'utf8' });
  expect(stdout).toBe('');
});

it('the SDK costs a page no more than it says', async () => {
  writeFileSync(join(project, 'entry.js'), `export * from '@shotform/sdk';`);
  const built = await build({
    root: project,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: { input: join(project, 'entry.js'), preserveEntrySignatures: 'strict' },
    },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (!result || !('output' in result)) throw new Error('nothing was built');
  const chunks = result.output.filter((chunk) => chunk.type === 'chunk');
  const weight = (upload: boolean): number =>
    chunks
      .filter(({ name }) => (name === 'transfer' || name.startsWith('transfer-')) === upload)
      .reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length / 1000, 0);
  expect(weight(true)).toBeGreaterThan(1);
  expect(weight(false)).toBeLessThan(SDK_LIMITS.first);
  expect(weight(true)).toBeLessThan(SDK_LIMITS.upload);
  expect(chunks.map(({ code }) => code).join('')).not.toContain('ZodType');
});

it('live analysis is bundled with its worker, which needs nothing else', async () => {
  writeFileSync(join(project, 'live.js'), `export * from '@shotform/sdk/live';`);
  const built = await build({
    root: project,
    configFile: false,
    logLevel: 'silent',
    worker: { format: 'es' },
    build: { write: false, rolldownOptions: { input: join(project, 'live.js'), preserveEntrySignatures: 'strict' } },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (!result || !('output' in result)) throw new Error('nothing was built');
  const worker = result.output.find(({ fileName }) => /live-worker-.*\.js$/.test(fileName));
  const code = worker?.type === 'asset' ? String(worker.source) : worker?.code;
  expect(code).toContain('detectForVideo');
  expect(code).not.toMatch(/\bimport\s*[{*"']|\bfrom\s*["']/);
});

describe('in a page', () => {
  const sites: Server[] = [];
  let browser: Browser;
  let page: Page;
  /** Every address that the page has asked for. */
  let asked: string[];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumArgs });
  });
  beforeEach(async () => {
    asked = [];
    page = await browser.newPage({ locale: 'es-MX' });
    page.on('request', (request) => asked.push(request.url()));
  });
  afterEach(() => page.close());
  afterAll(async () => {
    await browser?.close();
    for (const site of sites) site.close();
  });

  /** Serves folders, the first that has the file. */
  async function serve(...roots: string[]): Promise<string> {
    const site = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const file = roots.map((root) => join(root, pathname)).find((path) => existsSync(path));
      if (!file) return void response.writeHead(404).end();
      const type = { '.html': 'text/html', '.js': 'text/javascript' }[extname(file)] ?? 'text/plain';
      response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*' }).end(readFileSync(file));
    }).listen(0);
    sites.push(site);
    await once(site, 'listening');
    return `http://localhost:${(site.address() as AddressInfo).port}`;
  }

  /** A page of this text, with what else is in `roots` beside it. */
  async function open(html: string, ...roots: string[]): Promise<string> {
    const own = mkdtempSync(join(folder, 'page-'));
    writeFileSync(join(own, 'index.html'), `<!doctype html><meta charset="utf-8">${html}`);
    const origin = await serve(own, ...roots);
    await page.goto(`${origin}/index.html`);
    return origin;
  }

  const widgetFiles = (): string => join(inPackage('elements'), 'dist/widget/v1');
  /** A widget without a key says so, in the visitor's language: a chunk that is fetched when it is known. */
  const says = (): Promise<void> => page.getByText('Esta página no está bien configurada').waitFor();

  it('a script tag: what it fetches lies beside it', async () => {
    const origin = await open(
      '<script type="module" src="/shotform.js"></script><shotform-widget></shotform-widget>',
      widgetFiles(),
    );
    await says();
    expect(asked.filter((url) => url.includes('/chunks/widget.es-'))).toHaveLength(1);
    expect(asked.every((url) => url.startsWith(origin))).toBe(true);
  });

  it('a script tag with asset-base: the file alone is here, all else is there', async () => {
    const alone = mkdtempSync(join(folder, 'alone-'));
    copyFileSync(join(widgetFiles(), 'shotform.js'), join(alone, 'shotform.js'));
    const there = await serve(widgetFiles());
    const here = await open(
      `<script type="module" src="/shotform.js"></script><shotform-widget asset-base="${there}"></shotform-widget>`,
      alone,
    );
    await says();
    expect(asked.filter((url) => url.startsWith(here)).map((url) => url.slice(here.length))).toEqual([
      '/index.html',
      '/shotform.js',
    ]);
    expect(asked.filter((url) => url.startsWith(`${there}/chunks/`)).length).toBeGreaterThan(1);
  });

  async function bundled(name: string, code: string): Promise<string> {
    const out = join(folder, name);
    writeFileSync(join(project, `${name}.js`), code);
    await build({
      root: project,
      configFile: false,
      logLevel: 'error',
      build: {
        outDir: out,
        modulePreload: false,
        rolldownOptions: { input: join(project, `${name}.js`), output: { entryFileNames: 'page.js' } },
      },
    });
    return out;
  }
  const tag = '<script type="module" src="/page.js"></script><shotform-widget></shotform-widget>';

  it('bundled by Vite: the definitions register, languages and parts stay apart', async () => {
    const out = await bundled('define', `import '@shotform/elements/define';`);
    await open(tag, out);
    await says();
    expect(readFileSync(join(out, 'page.js'), 'utf8')).not.toContain('Esta página');
  });

  it('bundled by Vite: the classes register nothing', async () => {
    const out = await bundled(
      'classes',
      `import { ShotformReport, ShotformWidget } from '@shotform/elements'; window.kept = [ShotformWidget, ShotformReport];`,
    );
    await open(tag, out);
    await page.waitForFunction('window.kept');
    expect(
      await page.evaluate(
        `[...'widget report player capture'.split(' ')].filter((name) => customElements.get('shotform-' + name))`,
      ),
    ).toEqual([]);
  });

  it('bundled by Vite: the loader fetches the widget from a folder, and says where it cannot', async () => {
    const there = await serve(widgetFiles());
    const out = await bundled(
      'loader',
      `import { loadShotform } from '@shotform/elements/loader';
       window.result = loadShotform('/nowhere').catch(() => loadShotform('${there}')).then((element) => element.name);`,
    );
    await open(tag, out);
    await says();
    expect(await page.evaluate('window.result')).toBeTypeOf('string');
    expect(asked.some((url) => url.endsWith('/nowhere/shotform.js'))).toBe(true);
  });
});

it('the manifest says what the elements have', () => {
  const file = join(inPackage('elements'), 'dist/npm/custom-elements.json');
  const { modules } = JSON.parse(readFileSync(file, 'utf8')) as {
    modules: { path: string; declarations: ElementDeclaration[] }[];
  };
  expect(filesOf('elements')).toEqual(expect.arrayContaining(modules.map(({ path }) => path)));
  const declared = modules.flatMap(({ declarations }) => declarations);
  const classes = { ShotformWidget, ShotformReport, ShotformPlayer, ShotformCapture };
  expect(declared.map(({ name }) => name).sort()).toEqual(Object.keys(classes).sort());
  for (const { attributes, cssProperties, members, name } of declared) {
    // What the loader reads is no attribute that the element watches.
    const watched = attributes.map((attribute) => attribute.name).filter((attribute) => attribute !== 'asset-base');
    expect(watched.sort(), name).toEqual(classes[name as keyof typeof classes].observedAttributes.sort());
    expect(cssProperties.map((property) => property.name)).toContain('--shotform-color-on-primary');
    expect(members.map((member) => member.name)).toEqual(expect.arrayContaining(['theme', 'locale', 'copy']));
  }
  const types = readFileSync(fileURLToPath(new URL('../../src/events.ts', import.meta.url)), 'utf8');
  const events = [...types.matchAll(/^ {2}'(shotform-[\w-]+)':/gm)].map(([, event]) => event);
  const widget = declared.find(({ name }) => name === 'ShotformWidget')!;
  expect(widget.events.map(({ name }) => name).sort()).toEqual(events.sort());
});

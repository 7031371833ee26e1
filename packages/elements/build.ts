/** Builds `dist/widget/v1`, for script tags: `shotform.js` and its chunks. The API serves them under `/widget/`. `node build.ts` */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig, type Plugin } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

/** After minifying, line breaks are left in templates and style sheets alone, where one space says the same; marks for bundlers help nobody. */
const joinLines: Plugin = {
  name: 'join-lines',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'chunk') file.code = file.code.replaceAll(/\s*(\n|\/\* @__PURE__ \*\/)\s*/g, ' ').trim();
    }
  },
};

/** A style sheet says the same without most of its spaces. */
const tightenStyles: Plugin = {
  name: 'tighten-styles',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('.ts') || !code.includes('css`')) return null;
    const tight = (css: string): string =>
      css
        .replaceAll(/\/\*[^*]*\*\//g, '')
        .replaceAll(/\s+/g, ' ')
        .replaceAll(/\s*([{};,])\s*/g, '$1')
        .replaceAll(': ', ':')
        .replaceAll(';}', '}')
        .trim();
    return { code: code.replaceAll(/css`([^`]*)`/g, (_, css: string) => `css\`${tight(css)}\``), map: null };
  },
};

/** The licences of what is bundled: they go where the bundle goes. */
const licences: Plugin = {
  name: 'licences',
  generateBundle(_, bundle) {
    const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
    const folders = new Set(modules.flatMap((id) => /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []));
    const texts = [...folders].sort().map((folder) => {
      const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Record<string, string>;
      return `${name} ${version}\n\n${readFileSync(`${folder}/LICENSE`, 'utf8').trim()}\n`;
    });
    this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source: texts.join(`\n${'-'.repeat(80)}\n\n`) });
  },
};

function config(outDir: string, options: NonNullable<InlineConfig['build']>): InlineConfig {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    base: './',
    // Whatever the environment says: what is built is what is shipped.
    resolve: { conditions: ['module', 'browser', 'production'] },
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [joinLines],
    build: { outDir, target: 'es2022', minify: true, modulePreload: false, ...options },
  };
}

/** `widget`, `report`, `capture`, `report.es`: what a chunk's own entry is. */
function nameOf(modules: readonly string[]): string {
  const entry = modules.findLast((id) => /\/src\/\w+\/define\.ts$/.test(id)) ?? '';
  return entry.split('/').at(-2) ?? basename(modules.at(-1) ?? 'shared', '.ts');
}

/** For pages: everything in it, split where a visitor may never come; and the loader that finds it. */
export async function buildWidget(outDir = `${root}dist/widget/v1`): Promise<void> {
  const parts = config(outDir, {
    emptyOutDir: true,
    lib: { entry: `${root}src/cdn/parts.ts`, formats: ['es'], fileName: () => 'shotform.js' },
    rolldownOptions: {
      output: { chunkFileNames: (chunk) => `chunks/${nameOf(chunk.moduleIds)}-[hash].js`, minify: true },
    },
  });
  const built = await build({ ...parts, plugins: [tightenStyles, joinLines, licences] });
  const files = [built].flat().flatMap((result) => ('output' in result ? result.output : []));
  const widget = files.find((file) => file.type === 'chunk' && file.facadeModuleId === `${root}src/widget/define.ts`);
  if (!widget) throw new Error('There is no chunk of the widget');
  // In the place of the entry from which the parts were split comes what a page asks for.
  await build({
    ...config(outDir, {
      emptyOutDir: false,
      lib: { entry: `${root}src/cdn/shotform.ts`, formats: ['es'], fileName: () => 'shotform.js' },
      // A library's whitespace and comments are left alone else, and joined lines would be one comment.
      rolldownOptions: { output: { minify: true } },
    }),
    define: { WIDGET_FILE: JSON.stringify(widget.fileName) },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWidget();

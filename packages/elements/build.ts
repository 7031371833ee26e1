/**
 * Builds `dist/`: `widget/v1/shotform.js` and its chunks for script tags (the API serves them under `/widget/`), and `npm/` for
 * bundlers. `node build.ts`
 */
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig, type Plugin } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

/** After minifying, line breaks are left in templates and style sheets alone, where one space says the same. */
const joinLines: Plugin = {
  name: 'join-lines',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'chunk') file.code = file.code.replaceAll(/\s*\n\s*/g, ' ').trim();
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

function config(outDir: string, options: NonNullable<InlineConfig['build']>): InlineConfig {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    base: './',
    // Whatever the environment says: what is built is what is shipped.
    resolve: { conditions: ['module', 'browser', 'production'] },
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [tightenStyles, joinLines],
    build: { outDir, emptyOutDir: true, target: 'es2022', minify: true, modulePreload: false, ...options },
  };
}

/** `widget`, `report`, `capture`: what a chunk's own entry is in. */
function nameOf(modules: readonly string[]): string {
  const entry = modules.findLast((id) => /\/src\/\w+\/define\.ts$/.test(id));
  return (
    entry?.split('/').at(-2) ??
    modules
      .at(-1)
      ?.split('/')
      .at(-1)
      ?.replace(/\.\w+$/, '') ??
    'shared'
  );
}

/** For pages: everything in it, split where a visitor may never come. */
export async function buildWidget(outDir = `${root}dist/widget/v1`): Promise<void> {
  await build(
    config(outDir, {
      lib: { entry: { shotform: `${root}src/cdn/shotform.ts` }, formats: ['es'], fileName: (_, name) => `${name}.js` },
      rolldownOptions: {
        output: { chunkFileNames: (chunk) => `chunks/${nameOf(chunk.moduleIds)}-[hash].js`, minify: true },
      },
    }),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWidget();

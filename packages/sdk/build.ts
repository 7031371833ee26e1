/**
 * Builds `dist`, which is what the published package holds: ES modules, the uploader in a chunk of its own, the worker of
 * live analysis with all it needs in one file, and types that stand alone. The types of `@shotform/contracts` are inferred from zod schemas: what of them the SDK speaks is written out,
 * so that nobody who installs the SDK needs either.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Options } from 'tsup';
import ts from 'typescript';

const folder = fileURLToPath(new URL('.', import.meta.url));
// Where tsup looks up what the package depends on, and leaves out.
process.chdir(folder);
const contracts = '@shotform/contracts';

const common = {
  outDir: `${folder}dist`,
  tsconfig: `${folder}tsconfig.json`,
  format: ['esm'],
  target: 'es2022',
  platform: 'browser',
  treeshake: true,
  silent: true,
} satisfies Options;
await build({
  ...common,
  entry: { index: `${folder}src/index.ts`, live: `${folder}src/live/index.ts` },
  dts: true,
  clean: true,
});
await build({
  ...common,
  entry: { 'live-worker': `${folder}src/live/worker.ts` },
  noExternal: [/.*/],
  minify: true,
});
await replaceIn('live.js', './worker.ts', './live-worker.js');
await standAlone(['index.d.ts', 'live.d.ts']);

async function replaceIn(name: string, from: string, to: string): Promise<void> {
  const file = `${folder}dist/${name}`;
  const text = await readFile(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
  await writeFile(file, text.replaceAll(from, to));
}

async function standAlone(files: string[]): Promise<void> {
  const texts = await Promise.all(files.map((name) => readFile(`${folder}dist/${name}`, 'utf8')));
  const names = [...texts.join('\n').matchAll(/^(?:import|export) \{ (.+) \} from '@shotform\/contracts';$/gm)]
    .flatMap(([, list]) => list!.split(', '))
    .sort();
  await writeFile(`${folder}dist/contracts.d.ts`, writtenOut([...new Set(names)]));
  for (const name of files) await replaceIn(name, `'${contracts}'`, "'./contracts.js'");
}

/** Declarations of these types of contracts, and of those that they name: nothing is left to be inferred or imported. */
function writtenOut(names: string[]): string {
  const file = fileURLToPath(import.meta.resolve(contracts));
  const { config } = ts.readConfigFile(`${folder}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const program = ts.createProgram([file], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const exported = new Map(module && checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]));
  const wanted = new Set<ts.Symbol>();
  for (const name of names) {
    const symbol = exported.get(name);
    if (!symbol) throw new Error(`${contracts} has no type ${name}`);
    wanted.add(original(checker, symbol));
  }
  const declarations: string[] = [];
  // What a declaration names is wanted too: a set that is being gone through may grow.
  for (const symbol of wanted) {
    declarations.push(declaration(checker, symbol));
    for (const named of namedBy(checker, symbol)) wanted.add(named);
  }
  return declarations.join('\n');
}

function declaration(checker: ts.TypeChecker, symbol: ts.Symbol): string {
  const [declared] = symbol.declarations ?? [];
  if (declared && ts.isInterfaceDeclaration(declared)) return `${declared.getText()}\n`;
  if (declared && ts.isVariableDeclaration(declared)) {
    return `declare const ${symbol.name}: ${text(checker, checker.getTypeOfSymbol(symbol))};\n`;
  }
  return `export type ${symbol.name} = ${text(checker, checker.getDeclaredTypeOfSymbol(symbol))};\n`;
}

function text(checker: ts.TypeChecker, type: ts.Type): string {
  const { NoTruncation, InTypeAlias, UseSingleQuotesForStringLiteralType } = ts.TypeFormatFlags;
  return checker.typeToString(type, undefined, NoTruncation | InTypeAlias | UseSingleQuotesForStringLiteralType);
}

/** An interface is written out as it stands: with it goes what it refers to. */
function namedBy(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol[] {
  const found: ts.Symbol[] = [];
  const visit = (node: ts.Node): void => {
    const named = ts.isIdentifier(node) && checker.getSymbolAtLocation(node);
    if (named) found.push(original(checker, named));
    ts.forEachChild(node, visit);
  };
  for (const declared of symbol.declarations ?? []) if (ts.isInterfaceDeclaration(declared)) visit(declared);
  const { Interface, TypeAlias, BlockScopedVariable } = ts.SymbolFlags;
  return found.filter(
    ({ flags, declarations }) =>
      flags & (Interface | TypeAlias | BlockScopedVariable) &&
      declarations?.some((each) => each.getSourceFile().fileName.includes('/contracts/src/')),
  );
}

function original(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

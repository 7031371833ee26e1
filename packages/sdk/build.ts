/**
 * Builds `dist`, which is what the published package holds: ES modules, the uploader in a chunk of its own, and types that
 * stand alone. `@shotform/contracts` is not published and its types are inferred from zod schemas: what of them the SDK
 * speaks is written out, so that nobody who installs the SDK needs either.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';
import ts from 'typescript';

const folder = fileURLToPath(new URL('.', import.meta.url));
const contracts = '@shotform/contracts';

process.chdir(folder);
await build({
  entry: ['src/index.ts'],
  format: ['esm'],
  target: 'es2022',
  platform: 'browser',
  dts: true,
  clean: true,
  treeshake: true,
  silent: true,
});
await standAlone(`${folder}dist/index.d.ts`);

async function standAlone(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const names = [...text.matchAll(/^(?:import|export) \{ (.+) \} from '@shotform\/contracts';$/gm)]
    .flatMap(([, list]) => list!.split(', '))
    .sort();
  await writeFile(`${folder}dist/contracts.d.ts`, writtenOut([...new Set(names)]));
  await writeFile(file, text.replaceAll(`'${contracts}'`, "'./contracts.js'"));
}

/** Declarations of these types of contracts, with nothing left to be inferred or imported. */
function writtenOut(names: string[]): string {
  const file = fileURLToPath(import.meta.resolve(contracts));
  const { config } = ts.readConfigFile(`${folder}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const program = ts.createProgram([file], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const symbols = new Map(module && checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]));
  return names.map((name) => declaration(checker, name, symbols.get(name))).join('\n');
}

function declaration(checker: ts.TypeChecker, name: string, exported: ts.Symbol | undefined): string {
  if (!exported) throw new Error(`${contracts} has no type ${name}`);
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const [declared] = symbol.declarations ?? [];
  // An interface is written out already, its type parameters with it.
  if (declared && ts.isInterfaceDeclaration(declared)) return `${declared.getText()}\n`;
  const flags =
    ts.TypeFormatFlags.NoTruncation |
    ts.TypeFormatFlags.InTypeAlias |
    ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType;
  return `export type ${name} = ${checker.typeToString(checker.getDeclaredTypeOfSymbol(symbol), undefined, flags)};\n`;
}

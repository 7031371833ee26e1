/** The custom elements manifest: what editors and wrappers know of the elements, read from their sources. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Named {
  name: string;
  description?: string;
  inheritedFrom?: unknown;
}
interface Member extends Named {
  kind: 'field' | 'method';
  static?: boolean;
  privacy?: 'public' | 'private' | 'protected';
}
interface Attribute extends Named {
  /** None where a page alone uses the attribute. */
  fieldName?: string;
}

/** What the analyzer says of a class, as far as it is read or changed here. */
export interface ElementDeclaration {
  name: string;
  tagName?: string;
  members: Member[];
  attributes: Attribute[];
  events: Named[];
  cssParts?: Named[];
  cssProperties: Named[];
}
interface Manifest {
  schemaVersion: string;
  modules: { declarations: ElementDeclaration[]; exports: unknown[]; kind: string; path: string }[];
}

/** What a page may set to go before the tenant's theme, by what comes after `--shotform-`. */
const tokens: Record<string, string> = {
  'color-primary': 'Buttons, scores, what is marked',
  'color-on-primary': 'Words on `color-primary`',
  'color-surface': 'The background',
  'color-on-surface': 'Words',
  'color-muted': 'Words of less weight',
  'color-outline': 'Lines',
  'color-positive': 'Made, in range',
  'color-caution': 'Out of range, offline',
  'color-negative': 'Missed, failed',
  'font-family': 'Text',
  'font-family-display': 'Headings and figures',
  radius: 'Corners of cards; all others follow',
  space: 'The base of all spacing',
  elevation: 'The shadow of the start',
};

const sources = ['src/base/element.ts', 'src/{widget,report,capture}/shotform-*.ts', 'src/report/player/shotform-*.ts'];

/** Reads the elements in `folder`; `classes` and `definitions` are the package's files that export and register them. */
export function describeElements(folder: string, files: { classes: string; definitions: string }): Manifest {
  const { modules, schemaVersion } = analyze(folder);
  const elements = modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);
  return {
    schemaVersion,
    modules: [
      {
        kind: 'javascript-module',
        path: files.classes,
        declarations: elements.map(published),
        exports: elements.map(({ name }) => ({ kind: 'js', name, declaration: { name, module: files.classes } })),
      },
      {
        kind: 'javascript-module',
        path: files.definitions,
        declarations: [],
        exports: elements.map(({ name, tagName }) => ({
          kind: 'custom-element-definition',
          name: tagName,
          declaration: { name, module: files.classes },
        })),
      },
    ],
  };
}

/** Its file is written to `dist/npm`, where this build's own takes its place. */
function analyze(folder: string): Manifest {
  const analyzer = fileURLToPath(import.meta.resolve('@custom-elements-manifest/analyzer/cem.js'));
  const options = ['--litelement', '--quiet', '--outdir', 'dist/npm', '--globs', ...sources];
  execFileSync(process.execPath, [analyzer, 'analyze', ...options], { cwd: folder });
  return JSON.parse(readFileSync(join(folder, 'dist/npm/custom-elements.json'), 'utf8')) as Manifest;
}

/** Only what a page may rely on: what has words for it, and no state. Where something was inherited from is ours to know. */
function published(element: ElementDeclaration): ElementDeclaration {
  const members = element.members.filter(
    (member) => !member.static && (member.privacy ?? 'public') === 'public' && member.description,
  );
  const fields = new Set(members.map(({ name }) => name));
  return {
    ...element,
    members: members.map(plain),
    attributes: element.attributes.filter(({ fieldName }) => !fieldName || fields.has(fieldName)).map(plain),
    // `tell` makes them: the analyzer finds the variable's name as well.
    cssParts: element.cssParts ?? [],
    cssProperties: Object.entries(tokens).map(([name, description]) => ({ name: `--shotform-${name}`, description })),
    events: element.events.filter(({ name }) => name.includes('-')).map(plain),
  };
}

function plain<T extends Named>(declared: T): T {
  const copy = { ...declared };
  delete copy.inheritedFrom;
  return copy;
}

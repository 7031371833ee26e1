/** The packages as they are published: built and packed from a copy, so that no `dist` of this checkout is touched. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const published = ['contracts', 'sdk', 'elements', 'node'] as const;
export type Published = (typeof published)[number];

export interface Manifest {
  name: string;
  exports: Record<string, unknown>;
  dependencies?: Record<string, string>;
}

/** Packs every published package; gives the tarballs' paths. */
export function packAll(folder: string): Record<Published, string> {
  const copy = join(folder, 'workspace');
  mkdirSync(join(copy, 'packages'), { recursive: true });
  for (const file of ['package.json', 'pnpm-workspace.yaml', 'tsconfig.base.json', 'LICENSE']) {
    cpSync(join(root, file), join(copy, file));
  }
  // Sources find each other by name in what was installed: the words that elements bundle come from there too.
  for (const name of published) {
    const from = join(root, 'packages', name);
    const to = join(copy, 'packages', name);
    cpSync(from, to, { recursive: true, filter: (path) => !['node_modules', 'dist'].includes(basename(path)) });
    symlinkSync(join(from, 'node_modules'), join(to, 'node_modules'));
  }
  execFileSync('npx', ['--yes', 'pnpm@12.21.0', '--recursive', 'pack', '--pack-destination', folder], {
    cwd: copy,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return Object.fromEntries(published.map((name) => [name, tarballOf(name, folder)])) as Record<Published, string>;
}

function tarballOf(name: Published, folder: string): string {
  const file = readdirSync(folder).find((file) => file.startsWith(`shotform-${name}-`) && file.endsWith('.tgz'));
  if (!file) throw new Error(`${name} was not packed`);
  return join(folder, file);
}

/** Unpacks tarballs into a project of its own, where nothing is found but what they say they depend on. */
export function installAll(tarballs: Record<Published, string>, project: string): void {
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, 'package.json'), JSON.stringify({ type: 'module' }));
  for (const [name, tarball] of Object.entries(tarballs)) {
    const folder = join(project, 'node_modules/@shotform', name);
    mkdirSync(folder, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
    for (const dependency of Object.keys(manifestOf(project, name as Published).dependencies ?? {})) {
      if (!dependency.startsWith('@shotform/')) link(project, name, dependency);
    }
  }
}

function link(project: string, from: string, dependency: string): void {
  const to = join(project, 'node_modules', dependency);
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(realpathSync(join(root, 'packages', from, 'node_modules', dependency)), to);
}

export function manifestOf(project: string, name: Published): Manifest {
  return JSON.parse(readFileSync(join(project, 'node_modules/@shotform', name, 'package.json'), 'utf8')) as Manifest;
}

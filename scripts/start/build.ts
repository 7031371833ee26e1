/** Builds what does not run from its sources: again only when they, or the packages they stand on, have changed. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

interface Build {
  name: string;
  /** The package whose `build` script is run; what is built ends up in its `dist`, a stamp beside it. */
  folder: string;
  /** Everything that the result depends on. */
  sources: string[];
}

/** What the widget says of feedback. */
const words = 'packages/analysis/src/feedback/messages.*.ts';

const controlPlane: Build = {
  name: 'the control plane',
  folder: 'control-plane',
  sources: ['control-plane/{src,*.json,*.ts}/**', 'packages/contracts/src/**'],
};
const widget: Build = {
  name: 'the widget',
  folder: 'packages/elements',
  sources: ['packages/{contracts,sdk,elements}/{src,*.json,*.ts}/**', words],
};
const consolePages: Build = {
  name: 'the console',
  folder: 'control-plane/console',
  sources: ['control-plane/console/{src,*.html,*.ts,*.json}/**', 'packages/{contracts,sdk,elements}/src/**', words],
};

/** @throws Error with the build's own words, where one fails. */
export function buildAll(): void {
  for (const build of [controlPlane, widget, consolePages]) buildOne(build);
}

/**
 * For tests: the control plane in a folder of its own for each state of the sources, so that neither another test nor a
 * running `npm start` loses what it runs. Called by several processes at once, it is built by each that is early.
 *
 * @returns the program's file. @throws Error as `buildAll`
 */
export function buildControlPlaneAside(): string {
  // Below node_modules, so that what is not bundled is found.
  const folder = join(root, 'control-plane/node_modules/.cache/build', fingerprint(controlPlane.sources));
  const program = join(folder, 'main.js');
  if (existsSync(program)) return program;
  const draft = `${folder}-${process.pid}`;
  run(controlPlane, '--', '--out-dir', draft);
  try {
    renameSync(draft, folder);
  } catch {
    // Another was first.
    rmSync(draft, { recursive: true });
  }
  return program;
}

function buildOne(build: Build): void {
  const stamp = join(root, build.folder, 'dist', '.built-from');
  const wanted = fingerprint(build.sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error(`Building ${build.name} ...`);
  run(build);
  writeFileSync(stamp, wanted);
}

function run({ name, folder }: Build, ...args: string[]): void {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, ['--run', 'build', ...args], {
    cwd: join(root, folder),
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (status !== 0) throw new Error([`${name} could not be built`, stdout, stderr, error?.message].join('\n'));
}

function fingerprint(sources: string[]): string {
  const hash = createHash('sha256');
  const files = globSync([...sources, 'pnpm-lock.yaml'], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test|stories)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/node_modules|[/\\]dist[/\\]|[/\\]testing[/\\]/.test(file))
    .sort();
  for (const file of new Set(files)) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

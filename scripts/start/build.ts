/** Builds what does not run from its sources: again only when they, or the packages they stand on, have changed. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

interface Build {
  name: string;
  /** The package whose `build` script is run. */
  folder: string;
  /** What is built ends up here; its stamp beside it. */
  output: string;
  /** Everything that the result depends on. */
  sources: string[];
}

const builds: Build[] = [
  {
    name: 'the control plane',
    folder: 'control-plane',
    output: 'control-plane/dist',
    sources: ['control-plane/{src,*.json,*.ts}/**', 'packages/contracts/src/**'],
  },
  {
    name: 'the widget',
    folder: 'packages/elements',
    output: 'packages/elements/dist',
    sources: ['packages/{contracts,sdk,elements}/{src,*.json,*.ts}/**'],
  },
  {
    name: 'the console',
    folder: 'control-plane/console',
    output: 'control-plane/console/dist',
    sources: ['control-plane/console/{src,*.html,*.ts,*.json}/**', 'packages/{contracts,sdk,elements}/src/**'],
  },
];

/** @throws Error with the build's own words, where one fails. */
export function buildAll(): void {
  for (const build of builds) buildOne(build);
}

function buildOne({ name, folder, output, sources }: Build): void {
  const stamp = join(root, output, '.built-from');
  const wanted = fingerprint(sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error(`Building ${name} ...`);
  const { status, stdout, stderr, error } = spawnSync(process.execPath, ['--run', 'build'], {
    cwd: join(root, folder),
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (status !== 0) throw new Error([`${name} could not be built`, stdout, stderr, error?.message].join('\n'));
  writeFileSync(stamp, wanted);
}

function fingerprint(sources: string[]): string {
  const hash = createHash('sha256');
  const files = globSync([...sources, 'pnpm-lock.yaml'], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test|stories)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/node_modules|[/\\]dist[/\\]/.test(file))
    .sort();
  for (const file of new Set(files)) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

// Sets up and runs a task: `node scripts/boot.mjs <task> [arguments]`. Needs nothing but Node 20 and npm.
// Installs the packages (pnpm, frozen lockfile) when they are missing or out of date, then runs scripts/<task>.ts under
// the Node that the packages bring. Stdout belongs to the task alone: what setting up says goes to stderr.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PNPM = 'pnpm@12.21.0';
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.shotform-installed');

const [task, ...args] = process.argv.slice(2);
if (!task || !existsSync(join(root, 'scripts', `${task}.ts`))) {
  console.error(`usage: node scripts/boot.mjs <task> [arguments]; there is no task "${task ?? ''}"`);
  process.exit(2);
}
installPackages();
runTask();

function installPackages() {
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing packages (once) ...');
  const install = spawnSync('npx', ['--yes', PNPM, 'install', '--frozen-lockfile', '--reporter=append-only'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, CI: 'true', npm_config_loglevel: 'error' },
  });
  if (install.status !== 0) {
    console.error([install.stdout, install.stderr, install.error?.message].filter(Boolean).join('\n'));
    console.error('The packages could not be installed: is the npm registry reachable? See the lines above.');
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

/** Changes when any package's dependencies do. */
function fingerprint() {
  const hash = createHash('sha256').update(process.platform + process.arch);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests()]) {
    hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function manifests() {
  const folders = ['.', 'control-plane', 'control-plane/console', 'gpu-worker'];
  for (const parent of ['packages', 'examples']) {
    for (const entry of readdirSync(join(root, parent), { withFileTypes: true })) {
      if (entry.isDirectory()) folders.push(join(parent, entry.name));
    }
  }
  return folders.map((folder) => join(folder, 'package.json')).filter((file) => existsSync(join(root, file)));
}

function runTask() {
  const node = findNode();
  const child = spawn(node, [join(root, 'scripts', `${task}.ts`), ...args], {
    stdio: 'inherit',
    env: {
      // Sources are stripped of their types and compiled once, not by every process and every thread of it.
      NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node'),
      ...process.env,
      PATH: withFirst(join(root, 'node_modules', '.bin'), withFirst(dirname(node), process.env.PATH)),
    },
  });
  // A terminal sends Ctrl-C to the whole group; a supervisor signals only us.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => {});
  child.on('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}

function withFirst(folder, path = '') {
  return folder + (process.platform === 'win32' ? ';' : ':') + path;
}

/** The Node that came with the packages; else this one, where it is new enough to run TypeScript. */
function findNode() {
  const windows = process.platform === 'win32';
  const name = `node-${windows ? 'win' : process.platform}-${process.arch}`;
  const bundled = join(root, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');
  if (existsSync(bundled)) return bundled;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  console.error(
    `Node 22.18 or newer is needed on ${process.platform}; this is ${process.version}. See https://nodejs.org`,
  );
  process.exit(1);
}

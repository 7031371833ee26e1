/** `npm run check`: what can be told without running the product: types, lint, arrows between packages, format. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

export interface CheckResult {
  name: string;
  passed: boolean;
}

/** Runs every check, prints what failed, and tells how each one ended. */
export function runChecks(): CheckResult[] {
  return [
    ...typescriptProjects().map((folder) => run(`types of ${folder}`, 'tsc', ['-p', folder])),
    run('lint', 'oxlint', ['--deny-warnings', 'packages', 'control-plane', 'gpu-worker', 'examples', 'scripts']),
    run('arrows between packages', 'depcruise', [
      '--config',
      '.dependency-cruiser.json',
      'packages',
      'control-plane',
      'gpu-worker',
      'examples',
    ]),
    run('format', 'prettier', ['--check', '--log-level', 'warn', '.']),
  ];
}

function typescriptProjects(): string[] {
  const folders = ['scripts', 'control-plane', 'control-plane/console', 'gpu-worker'];
  for (const parent of ['packages', 'examples']) {
    for (const entry of readdirSync(join(root, parent))) folders.push(join(parent, entry), join(parent, entry, 'test'));
  }
  return folders.filter((folder) => existsSync(join(root, folder, 'tsconfig.json')));
}

function run(name: string, command: string, args: string[]): CheckResult {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  const passed = status === 0;
  console.log(`${passed ? '✓' : '✗'} ${name}`);
  if (!passed) console.log([stdout, stderr, error?.message].filter(Boolean).join('\n'));
  return { name, passed };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = runChecks().every((check) => check.passed) ? 0 : 1;
}

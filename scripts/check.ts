/** `npm run check`: what can be told without running the product: types, lint, arrows between packages, format. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

export interface CheckResult {
  name: string;
  passed: boolean;
}

interface Check {
  name: string;
  command: string;
  args: string[];
}

/** Runs every check, one a core, prints what failed, and tells how each one ended. */
export async function runChecks(): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  const waiting = checks().values();
  const work = async (): Promise<void> => {
    for (const check of waiting) results.push(await run(check));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return results;
}

/** The longest first. */
function checks(): Check[] {
  const code = ['packages', 'control-plane', 'gpu-worker', 'examples'];
  return [
    { name: 'format', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
    { name: 'arrows between packages', command: 'depcruise', args: ['--config', '.dependency-cruiser.json', ...code] },
    ...typescriptProjects().map((folder) => ({ name: `types of ${folder}`, command: 'tsc', args: ['-p', folder] })),
    { name: 'lint', command: 'oxlint', args: ['--deny-warnings', ...code, 'scripts'] },
  ];
}

function typescriptProjects(): string[] {
  const folders = ['scripts', 'control-plane', 'control-plane/console', 'gpu-worker'];
  for (const parent of ['packages', 'examples']) {
    for (const entry of readdirSync(join(root, parent))) folders.push(join(parent, entry), join(parent, entry, 'test'));
  }
  return folders.filter((folder) => existsSync(join(root, folder, 'tsconfig.json')));
}

function run({ name, command, args }: Check): Promise<CheckResult> {
  return new Promise((resolve) => {
    execFile(command, args, { cwd: root, maxBuffer: Infinity }, (error, stdout, stderr) => {
      console.log(`${error ? '✗' : '✓'} ${name}`);
      if (error) console.log([stdout, stderr].filter(Boolean).join('\n') || error.message);
      resolve({ name, passed: !error });
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const results = await runChecks();
  process.exitCode = results.every((check) => check.passed) ? 0 : 1;
}

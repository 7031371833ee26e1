/** The built API as a process of its own, which can be killed. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** Below node_modules, so that what is not bundled is found; of this process alone. */
const built = join(root, 'node_modules', '.cache', `faults-${process.pid}`);

/** Builds the sources as they are. */
export function buildApi(): void {
  const tsup = join(
    dirname(createRequire(join(root, 'package.json')).resolve('tsup/package.json')),
    'dist',
    'cli-default.js',
  );
  execFileSync(process.execPath, [tsup, '--out-dir', built, '--silent'], { cwd: root, stdio: 'inherit' });
}

export function removeBuild(): void {
  rmSync(built, { recursive: true, force: true });
}

export class ApiProcess {
  readonly #child: ChildProcess;
  readonly exited: Promise<void>;

  constructor(env: Record<string, string>) {
    this.#child = spawn(process.execPath, [join(built, 'main.js')], {
      env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'error', ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.exited = once(this.#child, 'exit').then(() => undefined);
  }

  /** As `kill -9`. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.exited;
  }
}

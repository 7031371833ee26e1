/** The built API as a process of its own, which can be killed. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** Below node_modules, so that what is not bundled is found. */
const built = join(root, 'node_modules', '.cache', 'faults');

/** Builds the sources as they are. */
export function buildApi(): void {
  const tsup = join(
    dirname(createRequire(join(root, 'package.json')).resolve('tsup/package.json')),
    'dist',
    'cli-default.js',
  );
  execFileSync(process.execPath, [tsup, '--out-dir', built, '--silent'], { cwd: root, stdio: 'inherit' });
}

export class ApiProcess {
  readonly #child: ChildProcess;
  readonly #url: string;
  readonly exited: Promise<void>;

  constructor(url: string, env: Record<string, string>) {
    this.#url = url;
    this.#child = spawn(process.execPath, [join(built, 'main.js')], {
      env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'error', ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.exited = once(this.#child, 'exit').then(() => undefined);
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Until it answers, or is dead. */
  async ready(): Promise<void> {
    while (this.isRunning) {
      const answer = await fetch(`${this.#url}/health/live`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** As `kill -9`. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.exited;
  }
}

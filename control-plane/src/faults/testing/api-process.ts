/** The built API as a process of its own, which can be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';

export class ApiProcess {
  readonly #child: ChildProcess;
  readonly exited: Promise<void>;

  /** @param program as it was built. */
  constructor(program: string, env: Record<string, string>) {
    // What is compiled is kept by processes that end in peace, such as other tests': this one starts the sooner.
    const compiled = join(dirname(program), 'compiled');
    this.#child = spawn(process.execPath, [program], {
      env: { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: compiled, LOG_LEVEL: 'error', ...env },
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

/** One child process of the stack: its log is kept in a file, its end is noticed, and it is stopped by its own signal. */
import { spawn, type ChildProcess } from 'node:child_process';
import { openSync, closeSync, readFileSync } from 'node:fs';

export interface ServiceOptions {
  name: string;
  /** Arguments of Node itself. */
  args: string[];
  env: Record<string, string>;
  logFile: string;
  /** Called when it ends without having been asked to. */
  onDeath: (service: Service, how: string) => void;
}

export class Service {
  readonly name: string;
  readonly pid: number;
  readonly #child: ChildProcess;
  readonly #logFile: string;
  readonly #ended: Promise<void>;
  #stopping = false;

  constructor({ name, args, env, logFile, onDeath }: ServiceOptions) {
    this.name = name;
    this.#logFile = logFile;
    const log = openSync(logFile, 'a', 0o600);
    // A group of its own: a terminal's Ctrl-C reaches us alone, and we stop the services in their order.
    this.#child = spawn(process.execPath, args, { env, stdio: ['ignore', log, log], detached: true });
    closeSync(log);
    this.pid = this.#child.pid ?? -1;
    this.#ended = new Promise((resolve) => {
      const end = (how: string) => {
        resolve();
        if (!this.#stopping) onDeath(this, how);
      };
      this.#child.once('error', (error) => end(error.message));
      this.#child.once('exit', (code, signal) => end(signal ?? `exit code ${code ?? 'unknown'}`));
    });
  }

  /** The last lines it wrote. */
  lastWords(lines = 15): string {
    return readFileSync(this.#logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  }

  /** SIGTERM; after `graceSeconds`, SIGKILL. Resolves when it is gone. */
  async stop(graceSeconds: number): Promise<void> {
    this.#stopping = true;
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), graceSeconds * 1000);
    await this.#ended;
    clearTimeout(timer);
  }
}

/** Polls until `url` answers 200. @throws Error where it does not within `seconds`, or the service died. */
export async function untilReady(url: string, seconds: number, died: () => string | null): Promise<void> {
  const end = Date.now() + seconds * 1000;
  let last = '';
  while (Date.now() < end) {
    const death = died();
    if (death) throw new Error(death);
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
      if (answer.ok) return;
      last = `${answer.status} ${await answer.text()}`;
    } catch (error) {
      last = String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} was not ready after ${seconds} s: ${last}`);
}

/** Workers for tests: the command, in a process of its own, its log read line by line. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Stack } from './stack.ts';

const command = fileURLToPath(new URL('../cli/main.ts', import.meta.url));

export interface LogLine {
  message: string;
  level: string;
  [field: string]: unknown;
}

export class TestWorker {
  readonly lines: LogLine[] = [];
  /** What it said on its error stream. */
  errors = '';
  private readonly process: ChildProcess;
  private readonly temporary: string;
  private readonly listeners = new Set<() => void>();

  constructor(stack: Pick<Stack, 'workerEnvironment'>, args: string[] = [], environment: Record<string, string> = {}) {
    this.temporary = mkdtempSync(join(tmpdir(), 'shotform-worker-'));
    const { PATH = '' } = process.env;
    this.process = spawn(process.execPath, [command, 'worker', ...args], {
      env: { PATH, TMPDIR: this.temporary, ...stack.workerEnvironment, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process.stderr!.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    createInterface({ input: this.process.stdout! }).on('line', (line) => {
      this.lines.push(JSON.parse(line) as LogLine);
      for (const listener of [...this.listeners]) listener();
    });
    this.process.once('exit', () => {
      for (const listener of [...this.listeners]) listener();
    });
  }

  get pid(): number {
    return this.process.pid!;
  }

  /** The files that it has in its temporary folder now. */
  get files(): string[] {
    return readdirSync(this.temporary);
  }

  kill(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }

  /** The first line with this message, now or later. Rejects where the worker ends without it. */
  said(message: string): Promise<LogLine> {
    const heard = Promise.withResolvers<LogLine>();
    const look = (): void => {
      const line = this.lines.find((candidate) => candidate.message === message);
      if (line) heard.resolve(line);
      else if (this.process.exitCode !== null) heard.reject(new Error(`never "${message}": ${this.errors}`));
    };
    this.listeners.add(look);
    look();
    return heard.promise.finally(() => this.listeners.delete(look));
  }

  async exit(): Promise<number | null> {
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, 'exit');
    return this.process.exitCode;
  }

  /** Ends it whatever it does. */
  async end(): Promise<void> {
    this.process.kill('SIGCONT');
    this.process.kill('SIGKILL');
    await this.exit();
    rmSync(this.temporary, { recursive: true });
  }
}

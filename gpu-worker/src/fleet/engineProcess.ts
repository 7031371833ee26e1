/** The engine in a process of its own: the worker's beats go on whatever it does, and it can be ended at any moment. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ShotformError } from '@shotform/contracts';
import type { Progress, Provider } from '../engine.ts';
import type { EngineJob, FromEngine, ToEngine } from './messages.ts';

const main = fileURLToPath(new URL('engineMain.ts', import.meta.url));
/** An engine that does not end by itself by then is killed. */
const GRACE_MILLISECONDS = 2000;
/** The worker's own; the engine has no use for them. */
const secrets = ['SHOTFORM_FLEET_TOKEN', 'QUEUE_URL', 'CONTROL_PLANE_URL'];

export interface EngineLimits {
  timeLimitSeconds: number;
  memoryLimitBytes: number;
}

interface RunOptions {
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
}

export class EngineProcess {
  private readonly provider: Provider;
  private readonly limits: EngineLimits;
  private child: ChildProcess | null = null;
  /** The end of what the process said on its error stream: a crash's last words. */
  private complaint = '';

  constructor(provider: Provider, limits: EngineLimits) {
    this.provider = provider;
    this.limits = limits;
  }

  /** The engine's process, where one runs. */
  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  /** Starts it and opens what is needed. Errors: `provider_unavailable`, `models_missing`, `internal` (retryable). */
  async open(): Promise<void> {
    if (this.child) return;
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !secrets.includes(name)));
    // In a group of its own: Ctrl-C on a terminal reaches the worker, which says what becomes of the engine.
    const child = fork(main, { env, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'], detached: true });
    this.child = child;
    this.complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      this.complaint = (this.complaint + chunk.toString()).slice(-2000);
    });
    child.once('exit', () => {
      if (this.child === child) this.child = null;
    });
    try {
      await this.ask(child, { type: 'open', provider: this.provider }, () => undefined);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /**
   * Analyses one video and writes all outputs. Starts the engine again where it has gone. Ends it where the signal, the time
   * or the memory says so. Errors: those of `analyzeVideo` and `writeOutputs`; `internal` (retryable) where the process
   * crashed or had to be ended; the signal's reason.
   */
  async run(job: EngineJob, { signal, onProgress }: RunOptions): Promise<void> {
    signal.throwIfAborted();
    await this.open();
    const { child } = this;
    if (!child) throw new ShotformError('internal', 'The engine has gone.', { retryable: true });
    const ended = new AbortController();
    const end = (reason: unknown): void => ended.abort(reason);
    const stop = (): void => end(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const timer = setTimeout(() => end(exceeded('time')), this.limits.timeLimitSeconds * 1000);
    try {
      await this.ask(child, { type: 'run', ...job }, onProgress, end, ended.signal);
    } catch (error) {
      if (ended.signal.aborted) await this.close();
      throw error;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
  }

  /** Ends the process, and what it started. */
  async close(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MILLISECONDS);
    await exit;
    clearTimeout(timer);
  }

  /** Ends the process and what it started this moment: once the promise is kept, nothing of it writes any more. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    // Its whole group.
    process.kill(-child.pid, 'SIGKILL');
    await exit;
  }

  /** Sends a message and waits for its answer. `end` is told when the memory is over its limit. */
  private async ask(
    child: ChildProcess,
    message: ToEngine,
    onProgress: (progress: Progress) => void,
    end: (reason: unknown) => void = () => undefined,
    ended?: AbortSignal,
  ): Promise<void> {
    const answered = Promise.withResolvers<void>();
    const onMessage = (heard: FromEngine): void => {
      if (heard.type === 'progress') onProgress({ stage: heard.stage, part: heard.part });
      else if (heard.type === 'failed') answered.reject(asError(heard));
      else if (heard.type !== 'memory') answered.resolve();
      else if (heard.bytes > this.limits.memoryLimitBytes) end(exceeded('memory'));
    };
    const onExit = (code: number | null, signal: string | null): void =>
      answered.reject(
        new ShotformError('internal', `The engine ended with ${signal ?? code}. ${this.complaint}`, {
          retryable: true,
        }),
      );
    const onEnd = (): void => answered.reject(ended?.reason);
    child.on('message', onMessage);
    child.once('close', onExit);
    ended?.addEventListener('abort', onEnd, { once: true });
    if (ended?.aborted) onEnd();
    try {
      child.send(message, () => undefined);
      await answered.promise;
    } finally {
      child.off('message', onMessage);
      child.off('close', onExit);
      ended?.removeEventListener('abort', onEnd);
    }
  }
}

function exceeded(what: 'time' | 'memory'): ShotformError {
  return new ShotformError('internal', `The engine was ended: it took more ${what} than the limit.`, {
    retryable: true,
  });
}

/** The message came with the code's own words in front; the constructor adds them again. */
function asError({ code, message, retryable }: Extract<FromEngine, { type: 'failed' }>): ShotformError {
  const error = new ShotformError(code, undefined, { retryable });
  error.message = message;
  return error;
}

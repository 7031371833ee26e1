/**
 * The programs we start. Never through a shell; each in a process group of its own, so that Ctrl-C on a terminal reaches
 * us first and a child that was interrupted is not taken for one that has finished; none outlives this process.
 */
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { getPriority, setPriority } from 'node:os';
import type { Readable } from 'node:stream';
import { ShotformError } from '@shotform/contracts';

export type Program = 'ffmpeg' | 'ffprobe';

const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** How a child ended. `stopped`: we killed it. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
  stopped: boolean;
}

/** By how much a child that gives way is nicer than we are: of a core that both want it gets a third. */
const NICER = 3;
const NICEST = 19;

export class Child {
  readonly process: ChildProcess;
  /** Settles when the child has ended and its pipes are closed; rejects where it could not be started. */
  readonly ended: Promise<Ending>;
  private stopped = false;
  private errors = '';

  /** `system_part_missing` (from `ended`) where the program is not installed. */
  constructor(program: Program, args: string[], stdio: StdioOptions, signal?: AbortSignal) {
    signal?.throwIfAborted();
    const child = spawn(program, args, {
      stdio,
      detached: true,
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' },
    });
    this.process = child;
    alive.add(child);
    const stop = (): void => this.stop();
    signal?.addEventListener('abort', stop, { once: true });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.errors = (this.errors + text).slice(-4096);
    });
    this.ended = once(child, 'close')
      .then(([code, signalName]) => ({ code, signal: signalName, stopped: this.stopped }))
      .catch((cause: unknown) => {
        throw missingPart(program, cause);
      })
      .finally(() => {
        alive.delete(child);
        signal?.removeEventListener('abort', stop);
      });
    // Whoever waits for `ended` sees a failure; this only keeps it from being called unhandled before that.
    this.ended.catch(() => undefined);
  }

  /** The end of what the program said on its error stream. */
  get complaint(): string {
    return this.errors.trim();
  }

  /** What the child writes to a descriptor that was given as `pipe`. */
  output(descriptor: number): Readable {
    const stream = this.process.stdio[descriptor];
    if (!stream || !('read' in stream)) throw new ShotformError('internal', `Descriptor ${descriptor} is no pipe.`);
    return stream;
  }

  /** Lets us go first where there are fewer cores than work. */
  giveWay(): void {
    if (this.process.pid === undefined) return;
    try {
      setPriority(this.process.pid, Math.min(NICEST, getPriority() + NICER));
    } catch {
      // It has ended, or this system has no priorities: it only costs time.
    }
  }

  stop(): void {
    this.stopped = true;
    this.process.kill('SIGKILL');
  }
}

function missingPart(program: Program, cause: unknown): ShotformError {
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  if (!missing) return new ShotformError('internal', `${program} could not be started.`, { cause, retryable: true });
  return new ShotformError('system_part_missing', `${program} was not found: apt-get install -y ffmpeg`, { cause });
}

/** Runs a program to its end and gives its standard output. `null` where it had to be stopped for its time or size. */
export async function runToEnd(
  program: Program,
  args: string[],
  bounds: { seconds: number; bytes: number },
  signal?: AbortSignal,
): Promise<{ output: string; ending: Ending; complaint: string } | null> {
  const child = new Child(program, args, ['ignore', 'pipe', 'pipe'], signal);
  const chunks: Buffer[] = [];
  let bytes = 0;
  let exceeded = false;
  const exceed = (): void => {
    exceeded = true;
    child.stop();
  };
  const timer = setTimeout(exceed, bounds.seconds * 1000);
  child.process.stdout?.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > bounds.bytes) exceed();
    else chunks.push(chunk);
  });
  try {
    const ending = await child.ended;
    signal?.throwIfAborted();
    if (exceeded) return null;
    return { output: Buffer.concat(chunks).toString('utf8'), ending, complaint: child.complaint };
  } finally {
    clearTimeout(timer);
  }
}

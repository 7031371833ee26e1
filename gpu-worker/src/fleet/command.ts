/** `shotform worker`. */
import { ShotformError } from '@shotform/contracts';
import { parseWorkerConfig, workerUsage } from './config.ts';
import { jsonLog } from './log.ts';
import { FleetWorker } from './worker.ts';

/** Gives the exit status: 0 drained, 1 it could not start or work, 2 wrong usage, 130 or 143 ended by a second signal. */
export async function workerMain(args: string[]): Promise<number> {
  try {
    const config = parseWorkerConfig(args, process.env);
    if (!config) {
      process.stdout.write(workerUsage);
      return 0;
    }
    const worker = new FleetWorker(
      config,
      jsonLog({ worker: config.name }, (line) => process.stdout.write(line)),
    );
    const release = drainOnSignals(worker);
    try {
      await worker.run();
      return 0;
    } finally {
      release();
    }
  } catch (error) {
    return explain(error);
  }
}

function drainOnSignals(worker: FleetWorker): () => void {
  let asked = false;
  const handlers = Object.entries({ SIGINT: 130, SIGTERM: 143 }).map(([signal, code]) => {
    const handler = (): void => {
      // The engine first: it must not write while its files are removed.
      if (asked) return void worker.abandon().finally(() => process.exit(code));
      asked = true;
      worker.drain();
    };
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => {
    for (const remove of handlers) remove();
  };
}

function explain(error: unknown): number {
  const known = error instanceof ShotformError ? error : new ShotformError('internal', String(error), { cause: error });
  process.stderr.write(`${known.code}: ${known.message.replace(/\s+/g, ' ').trim()}\n`);
  if (known.code !== 'usage') return 1;
  process.stderr.write('Try: shotform worker --help\n');
  return 2;
}

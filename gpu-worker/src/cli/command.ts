import { ShotformError, isMediaError, type Report, type Tracks } from '@shotform/contracts';
import { analyzeTracks, analyzeVideo, type Progress } from '../engine.ts';
import type { Media } from '../media/media.ts';
import { outputNames, writeOutputs } from '../outputs/outputs.ts';
import { readTracks } from '../outputs/readTracks.ts';
import { Staging } from '../outputs/staging.ts';
import { parseCommand, usage, type Command } from './args.ts';
import { ProgressLine } from './progress.ts';
import { summary } from './summary.ts';

const stages: Record<Progress['stage'], string> = {
  probe: 'Opening',
  vision: 'Watching',
  analysis: 'Measuring',
  annotate: 'Drawing',
};
export { ProgressLine };

const interrupts = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * The `shotform` command. `args` are those behind its name. Gives the exit status; the report or the table goes to standard
 * output, all else to standard error.
 */
export async function main(args: string[]): Promise<number> {
  // Whoever reads may leave early (`| head`): that is not our failure.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreBrokenPipe);
  const interrupted = new AbortController();
  let status = 0;
  const handlers = Object.entries(interrupts).map(([signal, code]) => {
    const handler = (): void => {
      status = code;
      interrupted.abort();
    };
    process.once(signal, handler);
    return () => process.off(signal, handler);
  });
  try {
    // npm runs scripts in the package's folder and keeps the caller's here.
    const cwd = process.env['INIT_CWD'] ?? process.cwd();
    const command = parseCommand(args, cwd);
    if (command.help) await print(usage);
    else await run(command, cwd, interrupted.signal);
    return 0;
  } catch (error) {
    if (interrupted.signal.aborted) return status;
    return explain(error);
  } finally {
    for (const remove of handlers) remove();
  }
}

async function run(command: Command, cwd: string, signal: AbortSignal): Promise<void> {
  const progress = new ProgressLine(process.stderr);
  const onProgress = ({ stage, part }: Progress) => progress.show(stages[stage], part);
  const staging = command.out ? await Staging.open(command.out) : null;
  try {
    const analysis = await analyzeInput(command, staging?.folder, signal, onProgress);
    let { report } = analysis;
    if (staging) {
      report = await writeOutputs(staging.folder, analysis, { signal, onProgress });
      signal.throwIfAborted();
      await staging.commit();
    }
    progress.clear();
    if (command.json) return await print(`${JSON.stringify(report)}\n`);
    const written = Object.values(outputNames).filter((_, i) => i < 2 || analysis.media !== null);
    await print(summary(report, { file: analysis.file, out: command.out, written, cwd }));
  } catch (error) {
    progress.clear();
    await staging?.discard();
    throw error;
  }
}

async function analyzeInput(
  command: Command,
  copyFolder: string | undefined,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<{ file: string; media: Media | null; copy?: Media | null; tracks: Tracks; report: Report }> {
  if (command.input && /\.json(\.gz)?$/i.test(command.input)) {
    const tracks = await readTracks(command.input, signal);
    return { file: command.input, media: null, tracks, report: analyzeTracks(tracks) };
  }
  const file = command.input ?? (await makeSample());
  const { model, provider } = command;
  return {
    file,
    ...(await analyzeVideo(file, { model, provider, signal, onProgress, ...(copyFolder && { copyFolder }) })),
  };
}

async function makeSample(): Promise<string> {
  const { sampleClip } = await import('@shotform/testkit');
  return sampleClip();
}

async function print(text: string): Promise<void> {
  await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
}

/** One line for the reader, and the exit status. */
function explain(error: unknown): number {
  const known = error instanceof ShotformError ? error : new ShotformError('internal', String(error), { cause: error });
  process.stderr.write(`${known.code}: ${known.message.replace(/\s+/g, ' ').trim()}\n`);
  if (known.code === 'usage') {
    process.stderr.write('Try: shotform analyze --help\n');
    return 2;
  }
  if (known.code === 'internal' && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
  return isMediaError(known) ? 3 : 1;
}

function ignoreBrokenPipe(error: Error): void {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
}

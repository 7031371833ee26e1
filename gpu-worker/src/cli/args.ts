import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ShotformError } from '@shotform/contracts';
import { poseModels, type PoseModel, type Provider } from '../engine.ts';

export const usage = `usage: shotform analyze [video | tracks.json | tracks.json.gz] [options]

Finds the basketball shots in a video and measures them. Without a video it makes and analyses a sample clip.
A tracks.json of an earlier analysis is scored again without its video.

  --json            the report alone on standard output, as JSON
  --out DIR         write report.json, tracks.json.gz, annotated.mp4 and poster.jpg to DIR
  --model NAME      the pose model: lite, full (default) or heavy
  --provider NAME   where it runs: cpu (default) or cuda
  --help            this text

A name that begins with a dash goes behind "--".
Exit status: 0 done, whether or not there was a shot; 1 something failed here; 2 wrong usage;
3 the file cannot be read, is empty, too large, or is not a video.
`;

export interface Command {
  help: boolean;
  /** Absolute; `null` for the sample clip. */
  input: string | null;
  json: boolean;
  /** Absolute. */
  out: string | null;
  model: PoseModel;
  provider: Provider;
}

const providers = ['cpu', 'cuda'] as const;

/** `cwd` is what relative names are relative to. Error: `usage`. */
export function parseCommand(args: string[], cwd: string): Command {
  const { values, positionals } = parsed(args);
  if (values.help) return { help: true, input: null, json: false, out: null, model: 'full', provider: 'cpu' };
  const [name, input, ...more] = positionals;
  if (name !== 'analyze') throw new ShotformError('usage', name ? `There is no command "${name}".` : 'No command.');
  if (more.length > 0) throw new ShotformError('usage', 'One file at a time.');
  if (input === '' || values.out === '') throw new ShotformError('usage', 'A name is empty.');
  return {
    help: false,
    input: input === undefined ? null : resolve(cwd, input),
    json: values.json,
    out: values.out === undefined ? null : resolve(cwd, values.out),
    model: oneOf(poseModels, values.model, '--model'),
    provider: oneOf(providers, values.provider, '--provider'),
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        json: { type: 'boolean', default: false },
        out: { type: 'string' },
        model: { type: 'string', default: 'full' },
        provider: { type: 'string', default: 'cpu' },
      },
    });
  } catch (cause) {
    throw new ShotformError('usage', cause instanceof Error ? cause.message : undefined, { cause });
  }
}

function oneOf<T extends string>(allowed: readonly T[], value: string, option: string): T {
  const found = allowed.find((name) => name === value);
  if (!found) throw new ShotformError('usage', `${option} is one of ${allowed.join(', ')}.`);
  return found;
}

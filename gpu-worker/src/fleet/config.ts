/** What a worker needs to know, from its arguments and its environment, checked before anything starts. */
import { hostname } from 'node:os';
import { parseArgs } from 'node:util';
import { ShotformError } from '@shotform/contracts';
import { z } from 'zod';
import type { Provider } from '../engine.ts';

export const workerUsage = `usage: shotform worker [options]

Takes analyses from the control plane, one at a time, until it is told to stop. SIGTERM or SIGINT: takes nothing more, and
finishes what it has within the drain time, else hands it back; a second one ends it at once.

  --provider NAME         where the networks run: cpu (default) or cuda           SHOTFORM_PROVIDER
  --name NAME             names the worker in logs and on attempts                SHOTFORM_WORKER_NAME
  --drain-seconds N       how long it may finish after SIGTERM (default 600)      SHOTFORM_DRAIN_SECONDS
  --time-limit-seconds N  an analysis that takes longer is ended (default 3600)   SHOTFORM_TIME_LIMIT_SECONDS
  --memory-limit-mb N     an engine that takes more is ended (default 4096)       SHOTFORM_MEMORY_LIMIT_MB
  --help                  this text

From the environment alone:
  CONTROL_PLANE_URL       http(s)://..., where /internal/v1 is
  SHOTFORM_FLEET_TOKEN    what makes us one of the fleet
  QUEUE_URL               postgres://... (the role that sees nothing but the queue) or redis(s)://...
`;

const needed = (issue: { input?: unknown }): string | undefined =>
  issue.input === undefined ? 'is needed' : undefined;
const positive = z.coerce.number().positive();
const schema = z.object({
  CONTROL_PLANE_URL: z.url({ protocol: /^https?$/, error: needed }),
  SHOTFORM_FLEET_TOKEN: z.string({ error: needed }).min(32),
  QUEUE_URL: z.url({ protocol: /^(postgres(ql)?|rediss?)$/, error: needed }),
  SHOTFORM_PROVIDER: z.enum(['cpu', 'cuda']).default('cpu'),
  SHOTFORM_WORKER_NAME: z.string().min(1).max(100).optional(),
  SHOTFORM_DRAIN_SECONDS: z.coerce.number().min(0).default(600),
  SHOTFORM_TIME_LIMIT_SECONDS: positive.default(3600),
  SHOTFORM_MEMORY_LIMIT_MB: positive.default(4096),
});

const options = {
  provider: 'SHOTFORM_PROVIDER',
  name: 'SHOTFORM_WORKER_NAME',
  'drain-seconds': 'SHOTFORM_DRAIN_SECONDS',
  'time-limit-seconds': 'SHOTFORM_TIME_LIMIT_SECONDS',
  'memory-limit-mb': 'SHOTFORM_MEMORY_LIMIT_MB',
} as const;

export interface WorkerConfig {
  controlPlaneUrl: string;
  fleetToken: string;
  queueUrl: string;
  provider: Provider;
  name: string;
  drainSeconds: number;
  timeLimitSeconds: number;
  memoryLimitBytes: number;
}

/** `null` where help was asked for. Error: `usage`, naming the option or variable. */
export function parseWorkerConfig(args: string[], environment: NodeJS.ProcessEnv): WorkerConfig | null {
  const given = parsed(args);
  if (given.help) return null;
  // An empty variable is an unset one: that is how compose files and charts leave one out.
  const values: Record<string, unknown> = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== ''),
  );
  for (const [option, variable] of Object.entries(options)) {
    const value = given[option as keyof typeof options];
    if (value !== undefined) values[variable] = value;
  }
  const result = schema.safeParse(values);
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new ShotformError('usage', problems.join('; '));
  }
  const config = result.data;
  return {
    controlPlaneUrl: config.CONTROL_PLANE_URL.replace(/\/+$/, ''),
    fleetToken: config.SHOTFORM_FLEET_TOKEN,
    queueUrl: config.QUEUE_URL,
    provider: config.SHOTFORM_PROVIDER,
    name: config.SHOTFORM_WORKER_NAME ?? `${hostname()}-${process.pid}`.slice(-100),
    drainSeconds: config.SHOTFORM_DRAIN_SECONDS,
    timeLimitSeconds: config.SHOTFORM_TIME_LIMIT_SECONDS,
    memoryLimitBytes: config.SHOTFORM_MEMORY_LIMIT_MB * 1024 * 1024,
  };
}

function parsed(args: string[]) {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({
      args,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        provider: text,
        name: text,
        'drain-seconds': text,
        'time-limit-seconds': text,
        'memory-limit-mb': text,
      },
    }).values;
  } catch (cause) {
    throw new ShotformError('usage', cause instanceof Error ? cause.message : undefined, { cause });
  }
}

/** A Redis for tests, of the system's package, in memory alone. */
import { spawn } from 'node:child_process';
import { Redis } from 'ioredis';
import { freePorts } from '../../testing/free-ports.ts';
import { isOnPath } from '../../testing/programs.ts';

/** What to install where it is missing. */
export const redisPackages = ['redis-server'];

export function hasRedis(): boolean {
  return isOnPath('redis-server');
}

export interface TestRedis {
  url: string;
  stop(): Promise<void>;
}

export async function startRedis(): Promise<TestRedis> {
  const [port] = await freePorts(1);
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    {
      stdio: 'ignore',
    },
  );
  const url = `redis://127.0.0.1:${port}`;
  await answers(url);
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
  };
  return { url, stop };
}

async function answers(url: string): Promise<void> {
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
  client.on('error', () => undefined);
  await client.ping();
  client.disconnect();
}

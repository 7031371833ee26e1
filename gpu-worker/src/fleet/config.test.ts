import { describe, expect, it } from 'vitest';
import { parseWorkerConfig } from './config.ts';

const environment = {
  CONTROL_PLANE_URL: 'http://127.0.0.1:4700/',
  SHOTFORM_FLEET_TOKEN: 'f'.repeat(32),
  QUEUE_URL: 'postgres://queue:secret@127.0.0.1/shotform',
};

describe("a worker's configuration", () => {
  it('comes from the environment, and arguments go before it', () => {
    const config = parseWorkerConfig(['--provider', 'cuda', '--drain-seconds', '0'], {
      ...environment,
      SHOTFORM_PROVIDER: 'cpu',
      SHOTFORM_WORKER_NAME: 'w1',
      SHOTFORM_MEMORY_LIMIT_MB: '',
    });
    expect(config).toEqual({
      controlPlaneUrl: 'http://127.0.0.1:4700',
      fleetToken: 'f'.repeat(32),
      queueUrl: environment.QUEUE_URL,
      provider: 'cuda',
      name: 'w1',
      drainSeconds: 0,
      timeLimitSeconds: 3600,
      memoryLimitBytes: 4096 * 1024 * 1024,
    });
  });

  it.each([
    [[], { ...environment, QUEUE_URL: '' }, 'QUEUE_URL: is needed'],
    [[], { ...environment, QUEUE_URL: 'amqp://x' }, 'QUEUE_URL'],
    [[], { ...environment, SHOTFORM_FLEET_TOKEN: 'short' }, 'SHOTFORM_FLEET_TOKEN'],
    [[], { ...environment, CONTROL_PLANE_URL: 'somewhere' }, 'CONTROL_PLANE_URL'],
    [['--provider', 'abacus'], environment, 'SHOTFORM_PROVIDER'],
    [['--time-limit-seconds=-1'], environment, 'SHOTFORM_TIME_LIMIT_SECONDS'],
    [['--frobnicate'], environment, '--frobnicate'],
  ])('%j %j is refused and named', (args, env, named) => {
    expect(() => parseWorkerConfig(args, env)).toThrow(named);
  });

  it('is not looked at where help is asked for', () => {
    expect(parseWorkerConfig(['--help'], {})).toBeNull();
  });
});

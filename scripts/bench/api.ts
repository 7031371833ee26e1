/**
 * The API on the whole stack as `npm start` brings it up: how soon an idle worker claims, how long a status takes under load,
 * and how soon the work of a worker that was killed is done by another. `npm run bench -- api`.
 */
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fromPage } from '@shotform/gpu-worker/stack';
import { createShotform, type AnalysisJob, type Fetch, type Shotform, type Upload } from '@shotform/sdk';
import { sampleClip } from '@shotform/testkit';
import { freePorts } from '../../control-plane/src/testing/free-ports.ts';
import { quantile } from '../eval/statistics.ts';
import { markdownTable } from '../eval/tables.ts';
import { buildAll } from '../start/build.ts';
import { startStack, type Stack } from '../start/stack.ts';
import { askSteadily } from './load.ts';
import { runProgram } from './process.ts';

const CLAIMS = 30;
const PER_SECOND = 200;
/** Of each address, in turn with the other's, so that both see the same machine. */
const BLOCKS = 3;
const BLOCK_SECONDS = 4;

/** Some two minutes. @returns the page for docs/performance-api.md. */
export async function benchApi(): Promise<string> {
  buildAll();
  const folder = await mkdtemp(join(tmpdir(), 'shotform-bench-api-'));
  const [api, site, files] = (await freePorts(3)) as [number, number, number];
  // One player asks more than any page would.
  const environment = { RATE_SESSION: '1000000' };
  const stack = await startStack({ dataDir: join(folder, 'data'), ports: { api, site, files }, environment });
  try {
    const player = new Player(stack);
    const tiny = await player.upload(await tinyClip(folder));
    console.error('claims ...');
    const claims = await claimDelays(player, tiny);
    console.error('statuses ...');
    const load = await underLoad(stack, player);
    console.error('a killed worker ...');
    const recovery = await killedWorker(stack, player);
    return page(claims, load, recovery);
  } finally {
    await stack.stop();
    await rm(folder, { recursive: true });
  }
}

/** One visitor of the facility's page. */
class Player {
  readonly shotform: Shotform;
  /** What the last request to the API carried. */
  authorization = '';

  constructor({ addresses, seeded }: Stack) {
    const inner = fromPage(addresses.site);
    const fetch: Fetch = (input, init) => {
      const sent = new Headers(init?.headers).get('authorization');
      if (sent?.startsWith('Bearer ey')) this.authorization = sent;
      return inner(input, init);
    };
    this.shotform = createShotform({ apiBase: addresses.api, publishableKey: seeded.publishableKey, fetch });
  }

  async upload(file: string): Promise<Upload['id']> {
    const { id } = await this.shotform.uploads.start(new File([await openAsBlob(file)], 'clip.mp4')).done;
    return id;
  }

  analyze(upload: Upload['id']): Promise<AnalysisJob> {
    return this.shotform.analyses.create({ upload, model: 'lite' });
  }
}

async function tinyClip(folder: string): Promise<string> {
  const file = join(folder, 'tiny.mp4');
  await runProgram('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=64x48:rate=10:duration=0.5', file]);
  return file;
}

/** Seconds from the 202 of an analysis to its claim, by the API's own clock; the worker has been idle for a moment. */
async function claimDelays(player: Player, upload: Upload['id']): Promise<number[]> {
  const delays: number[] = [];
  for (let i = 0; i < CLAIMS; i++) {
    const { id } = await player.analyze(upload);
    const { createdAt, startedAt } = await player.shotform.analyses.wait(id);
    if (startedAt === null) throw new Error(`${id} was never claimed`);
    delays.push((Date.parse(startedAt) - Date.parse(createdAt)) / 1000);
    // Of another length each time: not in step with anything that polls.
    await sleep(100 + Math.random() * 400);
  }
  return delays;
}

interface LoadTimes {
  status: number[];
  live: number[];
}

async function underLoad({ addresses }: Stack, player: Player): Promise<LoadTimes> {
  const [analysis] = (await player.shotform.analyses.list({ limit: 1 })).data;
  const status = {
    url: `${addresses.api}/v1/analyses/${analysis!.id}`,
    headers: { authorization: player.authorization },
  };
  const live = { url: `${addresses.api}/health/live`, headers: {} };
  const times: LoadTimes = { status: [], live: [] };
  const rate = { perSecond: PER_SECOND, seconds: BLOCK_SECONDS };
  // The first requests warm connections and compilers up.
  for (const warm of [status, live]) await askSteadily({ ...warm, perSecond: PER_SECOND, seconds: 1 });
  for (let i = 0; i < BLOCKS; i++) {
    times.status.push(...(await askSteadily({ ...status, ...rate })));
    times.live.push(...(await askSteadily({ ...live, ...rate })));
  }
  return times;
}

interface Recovery {
  claimedSeconds: number;
  doneSeconds: number;
}

/** Kills the worker in the middle of an analysis; another one stands by. The lease and the intervals are those of production. */
async function killedWorker(stack: Stack, player: Player): Promise<Recovery> {
  const { id } = await player.analyze(await player.upload(await sampleClip()));
  let killed = NaN;
  let claimed = NaN;
  let isWaiting = false;
  await player.shotform.analyses.wait(id, {
    onUpdate: ({ status, stage }) => {
      if (Number.isNaN(killed)) {
        if (stage !== 'vision') return;
        process.kill(stack.services.worker.pid, 'SIGKILL');
        killed = performance.now();
        stack.startWorker('worker-2');
      }
      if (status === 'queued') isWaiting = true;
      if (status === 'running' && isWaiting && Number.isNaN(claimed)) claimed = performance.now();
    },
  });
  return { claimedSeconds: (claimed - killed) / 1000, doneSeconds: (performance.now() - killed) / 1000 };
}

function page(claims: number[], load: LoadTimes, recovery: Recovery): string {
  const at = (values: number[], q: number): number => quantile(values, q) ?? NaN;
  const row = (name: string, values: number[], digits: number): string[] => [
    name,
    ...[0.5, 0.95, 0.99].map((q) => at(values, q).toFixed(digits)),
  ];
  const ratio = (q: number): string => (at(load.status, q) / at(load.live, q)).toFixed(1);
  return [
    '# Performance of the API',
    `Written by \`npm run bench -- api\` on ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}: ` +
      'the built stack of `npm start` with its embedded PostgreSQL, the load from the same machine. It is shared and noisy: read the ratios.',
    `## From an analysis to its claim, the worker idle (${claims.length} analyses)`,
    markdownTable(['', 'p50', 'p95', 'p99'], [row('seconds', claims, 3)]),
    `## ${PER_SECOND} requests a second, the worker idle (${load.status.length} of each)`,
    markdownTable(
      ['milliseconds', 'p50', 'p95', 'p99'],
      [
        row('`GET /v1/analyses/{id}`', load.status, 1),
        row('`GET /health/live`', load.live, 1),
        ['ratio', ratio(0.5), ratio(0.95), ratio(0.99)],
      ],
    ),
    '## A worker killed (-9) in the middle of an analysis, another one idle; lease and intervals as in production',
    markdownTable(
      ['', 'seconds', 'to reach'],
      [
        ['until it is claimed again', recovery.claimedSeconds.toFixed(1), '<= 60'],
        ['until it is done', recovery.doneSeconds.toFixed(1), ''],
      ],
    ),
  ].join('\n\n');
}

/** No stage phones home: an analysis with all its outputs runs where any attempt to reach out is noticed. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ffmpeg, testPicture } from './testing/clips.ts';

const watcher = fileURLToPath(new URL('./testing/watchNetwork.ts', import.meta.url));
const command = fileURLToPath(new URL('./cli/main.ts', import.meta.url));

/** A network of its own without any interface that is up; as root, or as anybody where the system lets them. */
const isolated = [['-n'], ['-rn']].find((flags) => spawnSync('unshare', [...flags, 'true']).status === 0);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shotform-network-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Watched {
  status: number | null;
  stderr: string;
  /** What JavaScript tried. */
  attempts: string;
  /** Packets that the kernel sent or had no route for, of any program; `null` where it cannot be told. */
  packets: number | null;
}

async function watched(name: string, ...args: string[]): Promise<Watched> {
  const log = join(folder, `${name}.log`);
  const counters = join(folder, `${name}.counters`);
  const script = '"$@"; status=$?; cat /proc/net/snmp /proc/net/snmp6 > "$COUNTERS"; exit $status';
  const shell = ['sh', '-c', script, 'sh', process.execPath, '--import', watcher, ...args];
  const [program, ...rest] = isolated ? ['unshare', ...isolated, ...shell] : shell;
  const env = { ...process.env, NETWORK_LOG: log, COUNTERS: counters };
  const { status, stderr } = spawnSync(program!, rest, { env, encoding: 'utf8' });
  const attempts = existsSync(log) ? await readFile(log, 'utf8') : '';
  return { status, stderr, attempts, packets: isolated ? sent(await readFile(counters, 'utf8')) : null };
}

/** OutRequests and OutNoRoutes of IPv4 and IPv6. */
function sent(counters: string): number {
  const [names, values] = [...counters.matchAll(/^Ip: (.*)$/gm)].map((match) => match[1]!.split(' '));
  const version4 = ['OutRequests', 'OutNoRoutes'].map((name) => Number(values![names!.indexOf(name)]));
  const version6 = [...counters.matchAll(/^Ip6Out(?:Requests|NoRoutes)\s+(\d+)/gm)].map((match) => Number(match[1]));
  expect(version6).toHaveLength(2);
  return [...version4, ...version6].reduce((sum, value) => sum + value, 0);
}

it('analyze reaches out to nobody', async () => {
  const clip = join(folder, 'clip.mp4');
  await ffmpeg(...testPicture('160x120', 10, 1), '-c:v', 'libx264', clip);
  const out = join(folder, 'out');
  const { status, stderr, attempts, packets } = await watched('analyze', command, 'analyze', clip, '--out', out);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect((await readdir(out)).sort()).toEqual(['annotated.mp4', 'poster.jpg', 'report.json', 'tracks.json.gz']);
  expect(attempts).toBe('');
  if (isolated) expect(packets).toBe(0);
});

it('and the watch notices who does', async () => {
  const { attempts } = await watched('fetch', '-e', 'fetch("http://192.0.2.1").catch(() => {})');
  expect(attempts).toMatch(/connect|lookup/);
});

it.skipIf(!isolated)('in native code too', async () => {
  // ffmpeg stands for a library that opens its own sockets.
  const code = 'require("child_process").spawnSync("ffprobe", ["-v", "quiet", "tcp://192.0.2.1:9"])';
  const { attempts, packets } = await watched('native', '-e', code);
  expect(attempts).toBe('');
  expect(packets).toBeGreaterThan(0);
});

/** An S3-compatible store for tests: OpenStack Swift with its s3api, from Debian's packages, in a folder of its own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { freePorts } from '../../testing/free-ports.ts';
import { isOnPath } from '../../testing/programs.ts';

/** What to install where it is missing: `apt-get install -y --no-install-recommends ...`. */
export const swiftPackages = ['swift-proxy', 'swift-account', 'swift-container', 'swift-object'];

/** Whether the programs are there. */
export function hasSwift(): boolean {
  return servers.every((server) => isOnPath(`swift-${server}-server`));
}

export interface Swift {
  endpoint: string;
  region: string;
  bucket: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  stop(): Promise<void>;
}

const servers = ['account', 'container', 'object', 'proxy'] as const;
const START_TIMEOUT_MS = 60_000;

/** @throws Error with what the servers said, where they do not start. */
export async function startSwift(): Promise<Swift> {
  const folder = mkdtempSync(join(tmpdir(), 'shotform-swift-'));
  const [account, container, object, proxy] = (await freePorts(4)) as [number, number, number, number];
  writeConfiguration(folder, { account, container, object, proxy });
  buildRings(folder, { account, container, object });
  const processes = servers.map((server) => launch(folder, server));
  const stop = async (): Promise<void> => {
    await Promise.all(processes.map(end));
    rmSync(folder, { recursive: true, force: true });
  };
  const swift: Swift = {
    endpoint: `http://127.0.0.1:${proxy}`,
    region: 'us-east-1',
    bucket: 'shotform-test',
    credentials: { accessKeyId: 'test:tester', secretAccessKey: 'testing' },
    stop,
  };
  try {
    await createBucket(swift);
    return swift;
  } catch (error) {
    const logs = servers.map((server) => readFileSync(join(folder, `${server}.log`), 'utf8').slice(-2000)).join('\n');
    await stop();
    throw new Error(`Swift did not start:\n${logs}`, { cause: error });
  }
}

function writeConfiguration(folder: string, ports: Record<(typeof servers)[number], number>): void {
  mkdirSync(join(folder, 'devices', 'disk'), { recursive: true });
  for (const server of ['account', 'container', 'object'] as const) {
    writeFileSync(
      join(folder, `${server}.conf`),
      `${common(folder, ports[server])}
mount_check = false
devices = ${folder}/devices
[pipeline:main]
pipeline = ${server}-server
[app:${server}-server]
use = egg:swift#${server}
`,
    );
  }
  writeFileSync(
    join(folder, 'proxy.conf'),
    `${common(folder, ports.proxy)}
[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck cache listing_formats s3api tempauth slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:healthcheck]
use = egg:swift#healthcheck
[filter:cache]
use = egg:swift#memcache
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
s3_acl = false
location = us-east-1
min_segment_size = 5242880
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
[filter:slo]
use = egg:swift#slo
`,
  );
}

function common(folder: string, port: number): string {
  return `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${process.env['USER'] ?? 'root'}
swift_dir = ${folder}
log_level = ERROR
`;
}

function buildRings(folder: string, ports: Record<'account' | 'container' | 'object', number>): void {
  const script = `
import sys, json
from swift.common.ring import RingBuilder
folder, ports = sys.argv[1], json.loads(sys.argv[2])
for name, port in ports.items():
    builder = RingBuilder(2, 1, 1)
    builder.add_dev({'region': 1, 'zone': 1, 'ip': '127.0.0.1', 'port': port, 'device': 'disk', 'weight': 1})
    builder.rebalance()
    builder.get_ring().save(f'{folder}/{name}.ring.gz')
`;
  const built = spawnSync('/usr/bin/python3', ['-c', script, folder, JSON.stringify(ports)], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the rings could not be built: ${built.stderr}`);
}

function launch(folder: string, server: (typeof servers)[number]): ChildProcess {
  const log = createWriteStream(join(folder, `${server}.log`));
  const child = spawn(`swift-${server}-server`, [join(folder, `${server}.conf`), '-v'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

async function createBucket({ endpoint, region, bucket, credentials }: Swift): Promise<void> {
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 1 });
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      await client.send(new CreateBucketCommand({ Bucket: bucket }));
      return client.destroy();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/**
 * `npm start [-- <video>]`: builds, starts everything on this machine, prints the addresses and stays up until Ctrl-C.
 * With a video it is sent through the running stack as the widget would, and its report printed.
 */
import { parseArgs } from 'node:util';
import { ShotformError } from '@shotform/contracts';
import { ProgressLine } from '@shotform/gpu-worker/cli';
import { analyzeThroughStack } from '@shotform/gpu-worker/stack';
import { ensureModels } from '@shotform/models';
import { buildAll } from './start/build.ts';
import { startStack, type Stack } from './start/stack.ts';
import { ensureSystemParts } from './system.ts';

const usage = `usage: npm start [-- [video] [--data DIR] [--port N]]

  video       is uploaded and analysed by the running stack; its report is printed
  --data DIR  where everything is kept (default .shotform)
  --port N    the API and console; the site and the files follow on N+1 and N+2 (default 4700)`;

const { video, dataDir, port } = parse();
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());

try {
  ensureSystemParts('ffmpeg');
  await ensureModels();
  buildAll();
  const stack = await startStack({ dataDir, ports: { api: port, site: port + 1, files: port + 2 }, onDeath });
  await stayUp(stack);
} catch (error) {
  console.error(error instanceof ShotformError ? `${error.code}: ${error.message}` : error);
  process.exitCode = 1;
}

async function stayUp(stack: Stack): Promise<void> {
  try {
    printAddresses(stack);
    if (video) await sendThrough(stack, video);
    if (!stopping.signal.aborted) await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve));
    console.log('\nStopping ...');
  } finally {
    await stack.stop();
  }
}

async function sendThrough({ addresses, seeded }: Stack, file: string): Promise<void> {
  const progress = new ProgressLine(process.stderr);
  try {
    const { table } = await analyzeThroughStack(file, {
      api: addresses.api,
      publishableKey: seeded.publishableKey,
      siteOrigin: addresses.site,
      signal: stopping.signal,
      onUpload: ({ sentBytes, totalBytes }) => progress.show('Sending', sentBytes / totalBytes),
      onAnalysis: ({ stage, percent }) => progress.show(stage ?? 'In line', percent / 100),
    });
    progress.clear();
    console.log(table);
  } catch (error) {
    progress.clear();
    if (stopping.signal.aborted) return;
    const { code, message } = error as { code?: string; message: string };
    console.error(`${code ?? 'error'}: ${message}`);
    process.exitCode = 3;
  }
}

function printAddresses({ addresses, seeded }: Stack): void {
  console.log(`
  Facility site   ${addresses.site}   the widget on ${seeded.tenant.name}'s own page
  Console         ${addresses.api}   sign in as ${seeded.owner.email} with ${seeded.owner.password}
  API             ${addresses.api}/v1   OpenAPI: ${addresses.api}/openapi.json
  Players' files  ${addresses.files}

  Everything is kept in ${dataDir}/, logs in ${dataDir}/logs. Ctrl-C stops all of it.
`);
}

function onDeath(service: { name: string; lastWords(): string }, how: string): void {
  console.error(`\n${service.name} ended (${how}):\n${service.lastWords()}`);
  process.exitCode = 1;
  stopping.abort();
}

function parse(): { video: string | undefined; dataDir: string; port: number } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        data: { type: 'string', default: '.shotform' },
        port: { type: 'string', default: '4700' },
        help: { type: 'boolean' },
      },
    });
    const port = Number(values.port);
    if (values.help) throw new Error('');
    if (positionals.length > 1) throw new Error('one video at most');
    if (!Number.isInteger(port) || port < 1 || port > 65_533) throw new Error(`--port ${values.port} is not a port`);
    return { video: positionals[0], dataDir: values.data, port };
  } catch (error) {
    console.error([error instanceof Error ? error.message : '', usage].filter(Boolean).join('\n'));
    process.exit(2);
  }
}

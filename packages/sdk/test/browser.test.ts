/** The SDK where it lives: in Chromium, on a page of another origin than the API, with a network that comes and goes. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromiumArgs, chromiumPath } from '@shotform/testkit/chromium';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startStack, type Stack } from '../../../gpu-worker/src/testing/stack.ts';
import type * as Sdk from '../src/index.ts';

const PART = 8 * 1024 * 1024;
const BYTES_A_SECOND = 6 * 1024 * 1024;

/** What the page keeps on `window` for the test. */
interface OnPage {
  sdk: typeof Sdk;
  shotform: Sdk.Shotform;
  handle: Sdk.UploadHandle;
  seen: Sdk.UploadProgress[];
}

let site: Server;
let stack: Stack;
let browser: Browser;
let context: BrowserContext;
let page: Page;
beforeAll(async () => {
  site = await serve(await bundle());
  const origin = `http://localhost:${(site.address() as AddressInfo).port}`;
  stack = await startStack({}, origin);
  browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumArgs });
});
beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
  await openPage();
});
afterEach(() => context.close());
afterAll(async () => {
  await browser?.close();
  site?.close();
  site?.closeAllConnections();
  await stack?.stop();
});

/** As a bundler makes it for a page: the uploader in a chunk of its own. */
async function bundle(): Promise<Map<string, string>> {
  const entry = fileURLToPath(new URL('../src/index.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, formats: ['es'], fileName: 'sdk' } },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (!result || !('output' in result)) throw new Error('nothing was built');
  return new Map(
    result.output.flatMap((chunk) => (chunk.type === 'chunk' ? [[`/${chunk.fileName}`, chunk.code]] : [])),
  );
}

async function serve(scripts: Map<string, string>): Promise<Server> {
  const script = "import * as sdk from '/sdk.js'; globalThis.sdk = sdk;";
  const html = `<!doctype html><title>A page</title><script type="module">${script}</script>`;
  const server = createServer((request, response) => {
    const wanted = scripts.get(request.url ?? '');
    response.writeHead(200, { 'content-type': wanted === undefined ? 'text/html' : 'text/javascript' });
    response.end(wanted ?? html);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

async function openPage(): Promise<void> {
  await page.goto(stack.siteOrigin);
  await page.evaluate(
    ({ publishableKey, apiBase }) => {
      const on = globalThis as unknown as OnPage;
      on.shotform = on.sdk.createShotform({ publishableKey, apiBase });
    },
    { publishableKey: stack.publishableKey, apiBase: stack.api },
  );
}

/** Begins to send a file of so many parts, always the same, at a speed at which things can happen meanwhile. */
async function upload(parts = 3): Promise<void> {
  const devtools = await context.newCDPSession(page);
  const speed = { offline: false, latency: 5, downloadThroughput: -1, uploadThroughput: BYTES_A_SECOND };
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', speed);
  await page.evaluate((bytes) => {
    const on = globalThis as unknown as OnPage;
    const data = new Uint8Array(bytes).map((_, i) => (i * 31 + (i >> 8)) & 255);
    data.set([0, 0, 0, 24, ...new TextEncoder().encode('ftypisom')]);
    on.seen = [];
    const onProgress = (progress: Sdk.UploadProgress): void => void on.seen.push(progress);
    on.handle = on.shotform.uploads.start(new File([data], 'shots.mp4', { lastModified: 1 }), { onProgress });
    on.handle.done.catch(() => undefined);
  }, parts * PART);
}

const seen = (): Promise<Sdk.UploadProgress[]> => page.evaluate(() => (globalThis as unknown as OnPage).seen);
const sent = async (): Promise<number> => (await seen()).at(-1)?.sentBytes ?? 0;
const uploadId = (): Promise<string | null> => page.evaluate(() => (globalThis as unknown as OnPage).handle.uploadId);
const done = (): Promise<Sdk.Upload> => page.evaluate(() => (globalThis as unknown as OnPage).handle.done);
const timeout = { timeout: 60_000 };

it('tells how much has left while a part is on its way, and the uploader is loaded only then', async () => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await page.evaluate(() => (globalThis as unknown as OnPage).shotform.session.get());
  expect(loaded.filter((path) => path.endsWith('.js'))).toEqual([]);
  await upload();
  expect(await done()).toMatchObject({ status: 'completed', bytes: 3 * PART });
  expect(loaded.filter((path) => path.endsWith('.js'))).toHaveLength(1);
  const between = (await seen()).filter(({ sentBytes }) => sentBytes % PART !== 0);
  expect(between.length).toBeGreaterThan(5);
});

it('waits while the device is offline, and goes on by itself', async () => {
  await upload();
  await expect.poll(sent, timeout).toBeGreaterThan(PART / 2);
  await context.setOffline(true);
  await expect.poll(async () => (await seen()).at(-1)?.state, timeout).toBe('offline');
  await context.setOffline(false);
  expect(await done()).toMatchObject({ status: 'completed' });
});

it('a page that was reloaded goes on with the same file, as the same player', async () => {
  const player = (): Promise<string> =>
    page.evaluate(async () => (await (globalThis as unknown as OnPage).shotform.session.get()).player.id);
  const before = await player();
  await upload(5);
  await expect.poll(sent, timeout).toBeGreaterThan(3.3 * PART);
  const id = await uploadId();
  await openPage();
  expect(await player()).toBe(before);
  const parts: string[] = [];
  page.on('request', (request) => request.method() === 'PUT' && parts.push(request.url()));
  await upload(5);
  expect(await done()).toMatchObject({ id, status: 'completed' });
  expect(parts.length).toBeLessThan(3);
});

it('hears live events over fetch, from another origin', async () => {
  await upload();
  const status = await page.evaluate(async () => {
    const { handle, shotform } = globalThis as unknown as OnPage;
    const { id } = await shotform.analyses.create({ upload: (await handle.done).id });
    const done = shotform.analyses.wait(id, { onUpdate: () => shotform.events.connected && void cancel() });
    const cancel = (): Promise<unknown> => shotform.analyses.cancel(id).catch(() => undefined);
    void shotform.events.subscribe(() => undefined, { onOpen: () => void cancel() });
    return (await done).status;
  });
  expect(status).toBe('canceled');
});

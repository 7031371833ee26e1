/** A page in Chromium that plays a clip and analyses it live, with everything it needs served beside it. */
import { once } from 'node:events';
import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { modelPath, type ModelName } from '@shotform/models';
import { chromiumArgs, chromiumPath } from '@shotform/testkit/chromium';
import { chromium, type Browser, type Page } from 'playwright';
import { build } from 'vite';
import type * as LiveSdk from '../../src/live/index.ts';

const wasmFolder = join(dirname(createRequire(import.meta.url).resolve('@mediapipe/tasks-vision')), 'wasm');
const types: Record<string, string> = {
  html: 'text/html',
  js: 'text/javascript',
  wasm: 'application/wasm',
  mp4: 'video/mp4',
};

/** What a page may do at most where a live analysis shall run: no eval, nothing from elsewhere. */
export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; media-src 'self'; worker-src 'self'";

export interface Played {
  shots: LiveSdk.LiveShot[];
  frames: LiveSdk.LiveFrame[];
  result: LiveSdk.LiveResult;
  loaded: [loadedBytes: number, totalBytes: number | null][];
}

/** What the page keeps on `globalThis`. */
interface OnPage {
  live: typeof LiveSdk;
}

export class LivePage {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #server: Server;

  private constructor(page: Page, browser: Browser, server: Server) {
    this.page = page;
    this.#browser = browser;
    this.#server = server;
  }

  static async open(clip: string): Promise<LivePage> {
    const server = await serve(await bundle(), clip);
    const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumArgs });
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction('globalThis.live');
    return new LivePage(page, browser, server);
  }

  /** Shows a part of the clip, each picture once the one before has been looked at: none is passed over on any machine. */
  show(part: { model: LiveSdk.LiveModel; framesPerSecond: number; from: number; to: number }): Promise<Played> {
    return this.page.evaluate(async ({ model, framesPerSecond, from, to }) => {
      const { startLive } = (globalThis as unknown as OnPage).live;
      const video = document.createElement('video');
      video.muted = true;
      video.src = '/clip.mp4';
      document.body.replaceChildren(video);
      video.currentTime = from;
      await new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
      const played: Omit<Played, 'result'> = { shots: [], frames: [], loaded: [] };
      const live = await startLive(video, {
        assetBase: '/vision/',
        model,
        delegate: 'CPU',
        onShot: (shot) => played.shots.push(shot),
        onFrame: (frame) => {
          played.frames.push(frame);
          video.dispatchEvent(new Event('looked-at'));
        },
        onLoading: (...bytes) => played.loaded.push(bytes),
      });
      for (let time = from + 0.5 / framesPerSecond; time < to; time += 1 / framesPerSecond) {
        const lookedAt = new Promise((resolve) => video.addEventListener('looked-at', resolve, { once: true }));
        video.currentTime = time;
        await lookedAt;
      }
      return { ...played, result: await live.finish() };
    }, part);
  }

  /** The code of the error with which it does not start. */
  codeOf(how: { assetBase?: string; abortAfterMilliseconds?: number }): Promise<string> {
    return this.page.evaluate(async ({ assetBase = '/vision/', abortAfterMilliseconds }) => {
      const { startLive } = (globalThis as unknown as OnPage).live;
      const signal = abortAfterMilliseconds === undefined ? undefined : AbortSignal.timeout(abortAfterMilliseconds);
      const options = { assetBase, ...(signal && { signal }) };
      return startLive(document.createElement('video'), options).then(
        () => 'started',
        (error: { code?: string }) => error.code ?? String(error),
      );
    }, how);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/** As a bundler makes it for a page: the worker in a file of its own. */
async function bundle(): Promise<Map<string, string>> {
  const entry = fileURLToPath(new URL('../../src/live/index.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    worker: { format: 'es' },
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: { input: entry, preserveEntrySignatures: 'strict', output: { entryFileNames: 'live.js' } },
    },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (!result || !('output' in result)) throw new Error('nothing was built');
  return new Map(
    result.output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : String(file.source)]),
  );
}

async function serve(scripts: Map<string, string>, clip: string): Promise<Server> {
  const script = "import * as live from '/live.js'; globalThis.live = live;";
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    response.setHeader('content-security-policy', POLICY);
    response.setHeader('content-type', types[url.split('.').at(-1)!] ?? 'application/octet-stream');
    if (url === '/clip.mp4') return sendPart(clip, request, response);
    if (url === '/page.js') return void response.end(script);
    if (url.startsWith('/nowhere/')) return void response.writeHead(404).end();
    if (url.startsWith('/vision/')) return sendFile(assetPath(url), response);
    const code = scripts.get(url);
    if (code !== undefined) return void response.end(code);
    response
      .setHeader('content-type', 'text/html')
      .end('<!doctype html><title>Live</title><script type="module" src="/page.js"></script>');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

function assetPath(url: string): string {
  return url.startsWith('/vision/models/') ? modelPath(basename(url) as ModelName) : join(wasmFolder, basename(url));
}

function sendFile(file: string, response: ServerResponse): void {
  response.setHeader('content-length', statSync(file).size);
  createReadStream(file).pipe(response);
}

/** A video is asked for in parts. */
function sendPart(file: string, request: IncomingMessage, response: ServerResponse): void {
  const { size } = statSync(file);
  const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const [start, end] = [Number(from), to === '' ? size - 1 : Number(to)];
  response.writeHead(206, {
    'accept-ranges': 'bytes',
    'content-length': end - start + 1,
    'content-range': `bytes ${start}-${end}/${size}`,
  });
  createReadStream(file, { start, end }).pipe(response);
}

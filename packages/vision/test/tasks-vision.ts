/** MediaPipe tasks-vision in a real Chromium: what our pose pipeline is compared with. */
import { createReadStream } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { modelPath, type ModelName } from '@shotform/models';
import { chromiumArgs, chromiumPath } from '@shotform/testkit/chromium';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { RgbaImage } from '../src/pose/picture.ts';

/** As tasks-vision gives it: parts of the picture's width and height, metres. */
export interface TasksPose {
  landmarks: { x: number; y: number; z: number; visibility: number }[];
  worldLandmarks: { x: number; y: number; z: number }[];
}

const packageFolder = dirname(createRequire(import.meta.url).resolve('@mediapipe/tasks-vision'));
const pageFile = fileURLToPath(new URL('tasks-vision.html', import.meta.url));
const types: Record<string, string> = {
  html: 'text/html',
  mjs: 'text/javascript',
  js: 'text/javascript',
  wasm: 'application/wasm',
};

export class TasksVision {
  private readonly server: Server;
  private readonly browser: Browser;
  private readonly page: Page;
  /** The image that the page fetches next. */
  private image: Uint8Array;

  private constructor(server: Server, browser: Browser, page: Page) {
    this.server = server;
    this.browser = browser;
    this.page = page;
    this.image = new Uint8Array();
  }

  /** Opens Chromium with a pose landmarker for one person on the CPU. */
  static async open(bundle: ModelName, mode: 'IMAGE' | 'VIDEO' = 'IMAGE'): Promise<TasksVision> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumArgs });
    const page = await browser.newPage();
    const tasks = new TasksVision(server, browser, page);
    server.on('request', (request, response) => tasks.answer(request.url ?? '/', bundle, response));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/?mode=${mode}`);
    await page.waitForFunction('globalThis.detect');
    return tasks;
  }

  /** The person in the picture, or `null`. */
  async detect(image: RgbaImage): Promise<TasksPose | null> {
    this.image = new Uint8Array(image.data.buffer, image.data.byteOffset, image.data.byteLength);
    return this.page.evaluate<TasksPose | null>(`detect(${image.width}, ${image.height})`);
  }

  /** How long VIDEO mode takes for the next picture of a clip, ms. */
  async time(image: RgbaImage, timestampMilliseconds: number): Promise<number> {
    this.image = new Uint8Array(image.data.buffer, image.data.byteOffset, image.data.byteLength);
    return this.page.evaluate<number>(`time(${image.width}, ${image.height}, ${timestampMilliseconds})`);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(url: string, bundle: ModelName, response: ServerResponse): void {
    if (url === '/image') return void response.end(this.image);
    const file = url.startsWith('/?') ? pageFile : url === '/model.task' ? modelPath(bundle) : join(packageFolder, url);
    response.setHeader('content-type', types[file.split('.').at(-1)!] ?? 'application/octet-stream');
    createReadStream(file)
      .on('error', () => response.writeHead(404).end())
      .pipe(response);
  }
}

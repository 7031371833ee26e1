import { mkdtempSync, readFileSync, rmSync, existsSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareFixtures } from '../stories/fixtures/prepare.ts';

/** As strict as a page can be that shows video: nothing inline, nothing evaluated. `blob:` is a clip not yet sent. */
const policy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; media-src 'self' blob:; base-uri 'none'";
const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.html': 'text/html',
  '.mp4': 'video/mp4',
  '.jpg': 'image/jpeg',
};

const folder = mkdtempSync(join(tmpdir(), 'shotform-policy-'));
let server: Server;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const fixtures = await prepareFixtures();
  await build({
    configFile: false,
    logLevel: 'warn',
    root: fileURLToPath(new URL('..', import.meta.url)),
    build: {
      outDir: folder,
      emptyOutDir: true,
      modulePreload: false,
      target: 'es2022',
      rolldownOptions: {
        input: fileURLToPath(new URL('policy-page.ts', import.meta.url)),
        output: { entryFileNames: 'page.js' },
      },
    },
  });
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><script type="module" src="/page.js"></script><shotform-widget></shotform-widget>',
  );
  server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
    const file = path.startsWith('/fixtures/')
      ? join(fixtures, path.slice(10))
      : join(folder, path === '/' ? 'index.html' : path);
    if (!existsSync(file)) return void response.writeHead(404).end();
    const type = types[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(readFileSync(file));
  }).listen(0);
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  page = await browser.newPage({ viewport: { width: 390, height: 844 } });
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true });
});

test('start, upload, report: nothing is refused, and the theme is worn', async () => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  const choose = page.getByText('Choose a video');
  await choose.waitFor();
  const record = page.getByRole('button', { name: 'Record a shot' });
  expect(await record.evaluate((button) => getComputedStyle(button).backgroundColor)).toBe('rgb(31, 63, 214)');

  await page
    .locator('shotform-widget input[type=file]')
    .setInputFiles({ name: 'a.mp4', mimeType: 'video/mp4', buffer: Buffer.from('x') });
  await page.getByRole('progressbar').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: /2 shots, 1 made/ }).click();
  await page.getByRole('heading', { name: 'The ball’s flight' }).waitFor();
  await page.locator('shotform-frame').waitFor();
  expect(await page.evaluate('refused')).toEqual([]);
  expect(errors).toEqual([]);
});

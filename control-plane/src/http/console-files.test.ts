import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { consoleFiles } from './console-files.ts';

let folder: string;
let server: Server;
let url: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'shotform-console-'));
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Console</title>');
  writeFileSync(path.join(folder, 'assets', 'main-a1b2.js'), 'export {};');
  const app = express();
  for (const handler of consoleFiles(folder, 'https://files.example')) app.use(handler);
  app.use((_, response) => void response.status(404).send('the API'));
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const html = { accept: 'text/html,*/*;q=0.8' };

test('the page answers every address of the console, under a strict policy', async () => {
  for (const address of ['/', '/analyses', '/analyses/analysis_01jb2kq1f9ey8r2z0v3n4m5p6q']) {
    const answer = await fetch(url + address, { headers: html });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<title>Console</title>');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain('media-src https://files.example');
    expect(policy).not.toContain('unsafe-eval');
  }
});

test('hashed files may be kept for good', async () => {
  const answer = await fetch(`${url}/assets/main-a1b2.js`);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(await answer.text()).toBe('export {};');
});

test('the addresses of the API are never the page, nor is what asks for data', async () => {
  for (const address of [
    '/v1/analyses',
    '/console/v1/me',
    '/internal/v1/x',
    '/health/live',
    '/metrics',
    '/openapi.json',
  ]) {
    expect(await (await fetch(url + address, { headers: html })).text()).toBe('the API');
  }
  expect((await fetch(`${url}/analyses`, { headers: { accept: 'application/json' } })).status).toBe(404);
  expect((await fetch(`${url}/analyses`, { method: 'POST', headers: html })).status).toBe(404);
});

test('nothing outside the folder is served', async () => {
  const answer = await fetch(`${url}/assets/..%2f..%2f..%2f..%2fetc%2fpasswd`, { headers: { accept: '*/*' } });
  expect(await answer.text()).not.toContain('root:');
});

test('an API without a built console is an API', () => {
  expect(consoleFiles(path.join(folder, 'missing'), 'https://files.example')).toEqual([]);
});

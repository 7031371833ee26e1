import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { ensureModels, modelPath } from '@shotform/models';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { visionFiles } from './vision-files.ts';

let server: Server;
let base: string;
beforeAll(async () => {
  await ensureModels();
  server = express()
    .use('/vision/v1', visionFiles(path.dirname(modelPath('pose_detector.onnx'))))
    .listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/vision/v1`;
});
afterAll(() => server.close());

it.each([
  ['wasm/vision_wasm_module_internal.js', /javascript/, 300_000],
  ['wasm/vision_wasm_module_internal.wasm', /wasm/, 10_000_000],
  ['models/pose_landmarker_lite.task', /octet-stream/, 5_000_000],
])('%s, for any page', async (file, type, bytes) => {
  const response = await fetch(`${base}/${file}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(type);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(bytes);
});

it.each([
  'models/pose_detector.onnx',
  'models/verified.json',
  'models/pose_landmarker_none.task',
  'wasm/..%2fpackage.json',
  'models/..%2f..%2fpackage.json',
  'wasm/',
])('not %s', async (file) => {
  expect((await fetch(`${base}/${file}`)).status).toBe(404);
});

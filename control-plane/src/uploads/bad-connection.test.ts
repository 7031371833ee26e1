import { randomFillSync } from 'node:crypto';
import type { SignedParts, Upload } from '@shotform/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patiently } from '../testing/patience.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { cut, fakeVideo, TestPlayer } from '../testing/test-player.ts';
import { addTenant } from '../testing/test-tenant.ts';
import { TestWorker } from '../testing/test-worker.ts';
import { CuttingProxy } from './testing/cutting-proxy.ts';

/** UPLOAD_TEST_MB=200 for the figure in the documentation. */
const BYTES = Number(process.env['UPLOAD_TEST_MB'] ?? 20) * 1_000_000 + 12_345;

const toApi = new CuttingProxy();
const toFiles = new CuttingProxy();
let app: TestApp;
let apiUrl: string;

beforeAll(async () => {
  apiUrl = await toApi.listen();
  app = await startTestApp({ FILES_URL: await toFiles.listen(), RECONCILE_SECONDS: '3600' });
  toApi.passTo(app.url);
  toFiles.passTo(`http://127.0.0.1:${app.config.filesPort}`);
});
afterAll(async () => {
  toApi.close();
  toFiles.close();
  await app.stop();
});

test(`${Math.round(BYTES / 1e6)} MB over a connection that cuts 30 % of all requests arrive whole`, async () => {
  const video = fakeVideo(BYTES);
  randomFillSync(video, 32);
  const tenant = await addTenant(app);
  const player = await patiently(() => TestPlayer.open(apiUrl, tenant));
  const upload = await patiently(() => player.announce(video, 'upload'));
  const parts = cut(video, upload.partBytes);
  const finished: { number: number; sha256: string; etag: string }[] = [];
  for (const { number, sha256, body } of parts) {
    const etag = await patiently(async () => {
      const path = `/v1/uploads/${upload.id}/parts`;
      const { data } = await player.post<SignedParts>(path, { parts: [{ number, sha256 }] });
      const answer = await fetch(data[0]!.url, { method: 'PUT', headers: data[0]!.headers, body });
      expect(answer.status).toBe(200);
      return answer.headers.get('etag') ?? '';
    });
    finished.push({ number, sha256, etag });
  }
  const done = await patiently(() => player.post<Upload>(`/v1/uploads/${upload.id}/complete`, { parts: finished }));
  expect(done).toMatchObject({ status: 'completed', bytes: BYTES });
  expect(toFiles.cut).toBeGreaterThan(0);
  expect(toApi.cut).toBeGreaterThan(0);

  const { id } = await patiently(() => player.analyze(upload.id, 'analysis'));
  const claim = await new TestWorker(app.url, app.config.fleetToken).claim(id);
  const source = await patiently(async () => Buffer.from(await (await fetch(claim.source.url)).arrayBuffer()));
  expect(source.equals(video)).toBe(true);
});

import { createHash } from 'node:crypto';
import type { SignedParts, Upload } from '@shotform/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ObjectStore } from '../objects/store.ts';
import { playerPrefix } from '../objects/keys.ts';
import { Sweeper } from '../reconciler/sweeper.ts';
import { readRows } from '../testing/tables.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { cut, fakeVideo, TestPlayer } from '../testing/test-player.ts';
import { addTenant, type TestTenant } from '../testing/test-tenant.ts';

let app: TestApp;
let tenant: TestTenant;
let player: TestPlayer;

beforeAll(async () => {
  app = await startTestApp({ LIMIT_BYTES: String(64 * 1024 * 1024), RECONCILE_SECONDS: '3600' });
  tenant = await addTenant(app);
  player = await TestPlayer.open(app.url, tenant);
});
afterAll(() => app.stop());

const video = fakeVideo(17 * 1024 * 1024);
const objects = (): ObjectStore => app.app.get(ObjectStore, { strict: false });
const sweeper = (): Sweeper => app.app.get(Sweeper, { strict: false });
const keyOf = ({ id }: Upload): string => {
  const { tenant: of, mode, player: who } = player.session;
  return `${playerPrefix({ tenant: of.id, mode, player: who.id })}uploads/${id}/source`;
};
const sign = (upload: Upload, numbers: number[]): Promise<SignedParts> => {
  const parts = cut(video, upload.partBytes);
  const wanted = numbers.map((number) => ({ number, sha256: parts[number - 1]?.sha256 ?? parts[0]!.sha256 }));
  return player.post(`/v1/uploads/${upload.id}/parts`, { parts: wanted });
};

describe('announcing', () => {
  test('the same request is one upload', async () => {
    const first = await player.announce(video, 'once');
    expect(await player.announce(video, 'once')).toEqual(first);
    expect(first).toMatchObject({ status: 'open', bytes: video.length, parts: [] });
  });

  test('more bytes than the limit are refused', async () => {
    const body = { fileName: 'long.mp4', bytes: 64 * 1024 * 1024 + 1 };
    await expect(player.post('/v1/uploads', body)).rejects.toMatchObject({ code: 'file_too_large' });
  });
});

describe('parts', () => {
  test('are told after a reload, and go on from there', async () => {
    const upload = await player.announce(video);
    const parts = cut(video, upload.partBytes);
    const { data } = await sign(upload, [2]);
    const put = await fetch(data[0]!.url, { method: 'PUT', headers: data[0]!.headers, body: parts[1]!.body });
    expect(put.status).toBe(200);
    const etag = put.headers.get('etag');
    const { parts: there } = await player.get<Upload>(`/v1/uploads/${upload.id}`);
    expect(there).toEqual([{ number: 2, bytes: parts[1]!.body.length, etag }]);
    await player.post(`/v1/uploads/${upload.id}/complete`, await player.sendParts(upload, video));
    expect(await objects().head(keyOf(upload))).toEqual({ bytes: video.length });
  });

  test.each([0, 4])('number %d is none of three', async (number) => {
    await expect(sign(await player.announce(video), [number])).rejects.toMatchObject({ code: 'request_invalid' });
  });

  test('are signed again when an address has expired', async () => {
    const upload = await player.announce(video);
    const body = cut(video, upload.partBytes)[0]!.body;
    const old = (await sign(upload, [1])).data[0]!;
    app.clock.advance(3_601_000);
    const late = await fetch(old.url, { method: 'PUT', headers: old.headers, body });
    expect(late.status).toBe(410);
    expect(await late.json()).toMatchObject({ code: 'link_expired', retryable: true });
    player = await TestPlayer.reopen(app.url, tenant, player);
    const fresh = (await sign(upload, [1])).data[0]!;
    expect((await fetch(fresh.url, { method: 'PUT', headers: fresh.headers, body })).status).toBe(200);
  });

  test('ten requests at once open one upload at the store', async () => {
    const upload = await player.announce(video);
    const asked = await Promise.all(Array.from({ length: 10 }, () => sign(upload, [1])));
    const stores = new Set(asked.map(({ data }) => new URL(data[0]!.url).searchParams.get('upload')));
    expect(stores.size).toBe(1);
  });
});

describe('completing', () => {
  test('twice, and at once, is the same', async () => {
    const upload = await player.announce(video);
    const finished = await player.sendParts(upload, video);
    const complete = (): Promise<Upload> => player.post(`/v1/uploads/${upload.id}/complete`, finished);
    const [one, two] = await Promise.all([complete(), complete()]);
    expect(one.status).toBe('completed');
    expect(two).toEqual(one);
    expect(await complete()).toEqual(one);
  });

  test('by a process that died before it could say so is made up for', async () => {
    const upload = await player.announce(video);
    const { parts } = await player.sendParts(upload, video);
    const [row] = await readRows<{ multipart_id: string }>(
      app.database,
      'SELECT multipart_id FROM uploads WHERE id = $1',
      [upload.id],
    );
    const bodies = cut(video, upload.partBytes);
    const finished = parts.map((part, i) => ({ ...part, bytes: bodies[i]!.body.length }));
    await objects().completeUpload(keyOf(upload), row!.multipart_id, finished);
    expect(await player.get(`/v1/uploads/${upload.id}`)).toMatchObject({ status: 'completed' });
  });

  test('with a part missing says which', async () => {
    const upload = await player.announce(video);
    const finished = await player.sendParts(upload, video);
    const without = { parts: finished.parts.filter(({ number }) => number !== 2) };
    const attempt = player.post(`/v1/uploads/${upload.id}/complete`, without);
    await expect(attempt).rejects.toMatchObject({ code: 'upload_incomplete', message: expect.stringContaining('2') });
  });

  test('with a part that was never sent says which', async () => {
    const upload = await player.announce(video);
    const parts = cut(video, upload.partBytes);
    const { data } = await sign(upload, [1]);
    await fetch(data[0]!.url, { method: 'PUT', headers: data[0]!.headers, body: parts[0]!.body });
    const claimed = parts.map(({ number, sha256 }) => ({ number, sha256, etag: '"x"' }));
    const attempt = player.post(`/v1/uploads/${upload.id}/complete`, { parts: claimed });
    await expect(attempt).rejects.toMatchObject({ code: 'upload_incomplete', message: expect.stringMatching('2, 3') });
  });

  test('with another checksum is a mismatch', async () => {
    const upload = await player.announce(video);
    const finished = await player.sendParts(upload, video);
    const sha256 = createHash('sha256').update('other').digest('base64');
    const changed = { parts: finished.parts.map((part) => ({ ...part, sha256 })) };
    const attempt = player.post(`/v1/uploads/${upload.id}/complete`, changed);
    await expect(attempt).rejects.toMatchObject({ code: 'upload_mismatch' });
  });

  test('what is certainly no video is refused, and erased', async () => {
    const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5000)]);
    const upload = await player.announce(pdf);
    const finished = await player.sendParts(upload, pdf);
    const attempt = player.post(`/v1/uploads/${upload.id}/complete`, finished);
    await expect(attempt).rejects.toMatchObject({ code: 'not_a_video' });
    expect(await player.get(`/v1/uploads/${upload.id}`)).toMatchObject({ status: 'aborted' });
    const again = player.post(`/v1/uploads/${upload.id}/complete`, finished);
    await expect(again).rejects.toMatchObject({ code: 'not_a_video' });
    await sweeper().erase();
    expect(await objects().head(keyOf(upload))).toBeNull();
  });
});

describe('an end', () => {
  test('given up, an upload takes nothing more and leaves nothing', async () => {
    const upload = await player.announce(video);
    await player.sendParts(upload, video);
    const { data } = await sign(upload, [1]);
    await player.remove(`/v1/uploads/${upload.id}`);
    await expect(player.get(`/v1/uploads/${upload.id}`)).rejects.toMatchObject({ code: 'not_found' });
    await sweeper().erase();
    const body = cut(video, upload.partBytes)[0]!.body;
    expect((await fetch(data[0]!.url, { method: 'PUT', headers: data[0]!.headers, body })).status).toBe(404);
  });

  test('a video of an analysis is not deleted alone', async () => {
    const upload = await player.upload(video);
    await player.analyze(upload.id);
    await expect(player.remove(`/v1/uploads/${upload.id}`)).rejects.toMatchObject({ code: 'state_conflict' });
  });

  test('what is not completed in time expires; what no analysis followed is forgotten', async () => {
    const open = await player.announce(video);
    await player.sendParts(open, video);
    const unused = await player.upload(video);
    const used = await player.upload(video);
    await player.analyze(used.id);
    app.clock.advance(25 * 3_600_000);
    player = await TestPlayer.reopen(app.url, tenant, player);
    await expect(sign(open, [1])).rejects.toMatchObject({ code: 'state_conflict' });
    await sweeper().expireUploads();
    expect(await player.get(`/v1/uploads/${open.id}`)).toMatchObject({ status: 'expired', parts: [] });
    app.clock.advance(24 * 3_600_000);
    player = await TestPlayer.reopen(app.url, tenant, player);
    await sweeper().expireUploads();
    await expect(player.get(`/v1/uploads/${unused.id}`)).rejects.toMatchObject({ code: 'not_found' });
    expect(await player.get(`/v1/uploads/${used.id}`)).toMatchObject({ status: 'completed' });
    await sweeper().erase();
    expect(await objects().head(keyOf(unused))).toBeNull();
    expect(await objects().head(keyOf(used))).toEqual({ bytes: video.length });
  });
});

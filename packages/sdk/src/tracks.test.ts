import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { importTracks } from './index.ts';

const tracks = { schemaVersion: '1.0', frames: [1, 2, 3] };
const served =
  (body: BodyInit, status = 200) =>
  async () =>
    new Response(body, { status });

it.each([
  ['packed', gzipSync(JSON.stringify(tracks))],
  ['unpacked by the browser already', JSON.stringify(tracks)],
])('tracks are read where they come %s', async (_how, body) => {
  expect(await importTracks('http://files.test/t', { fetch: served(body) })).toEqual(tracks);
});

it('an address that has expired says so', async () => {
  const expired = importTracks('http://files.test/t', { fetch: served('', 410) });
  await expect(expired).rejects.toMatchObject({ code: 'link_expired', status: 410 });
});

it('what is cut short is no tracks', async () => {
  const packed = gzipSync(JSON.stringify(tracks));
  const cut = importTracks('http://files.test/t', { fetch: served(packed.subarray(0, 20)) });
  await expect(cut).rejects.toMatchObject({ code: 'answer_invalid' });
});

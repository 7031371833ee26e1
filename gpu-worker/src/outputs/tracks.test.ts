import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Tracks, tracksSchema } from '@shotform/contracts';
import { synthesizeTracks, usualNoise } from '@shotform/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTracks } from './readTracks.ts';
import { roundTracks } from './round.ts';
import { writeTracks } from './writeTracks.ts';

let folder: string;
let tracks: Tracks;
/** The document as plain text. */
let text: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shotform-tracks-'));
  tracks = synthesizeTracks({}, usualNoise).tracks;
  const [first, second] = tracks.frames.filter(({ ball }) => ball.length > 0);
  first!.ball[0]!.ring = { upper: { part: 1, error: 0.21357 }, lower: { part: 0.12345, error: 0.3 } };
  second!.ball[0]!.ring = { upper: null, lower: { part: 0, error: 0.5 } };
  roundTracks(tracks);
  text = JSON.stringify(tracks, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value,
  );
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Uint8Array): Promise<Tracks> {
  const file = join(folder, 'tracks.json');
  await writeFile(file, content);
  return readTracks(file);
}

describe('a Tracks document', () => {
  it('comes back to the last digit', async () => {
    const file = join(folder, 'tracks.json.gz');
    await writeTracks(tracks, file);
    const back = await readTracks(file);
    expect(back.frames).toHaveLength(tracks.frames.length);
    expect(plain(back)).toEqual(plain(tracks));
    tracksSchema.parse(plain(back));
  });

  it('is read whatever stands first, however it is spaced, packed or not', async () => {
    const pretty = JSON.stringify(JSON.parse(text), null, 3);
    const { frames, ...rest } = JSON.parse(text) as Record<string, unknown>;
    for (const content of [text, pretty, gzipSync(text), JSON.stringify({ frames, ...rest }), `\n ${text}\n\n`]) {
      expect(plain(await read(content))).toEqual(plain(tracks));
    }
  });

  it('is rounded only once', () => {
    const before = plain(tracks);
    expect(plain(roundTracks(tracks))).toEqual(before);
  });
});

const deep = 100_000;
const broken: [string, () => string | Uint8Array][] = [
  ['nothing but a brace', () => '{'],
  ['no object', () => '[]'],
  ['no JSON', () => 'frames'],
  ['an empty object', () => '{}'],
  ['cut in a frame', () => text.slice(0, text.length / 2)],
  ['cut at the end', () => text.slice(0, -2)],
  ['something behind it', () => `${text}{}`],
  ['another version', () => text.replace('"schemaVersion":"1.0"', '"schemaVersion":"9.0"')],
  ['frames that are no list', () => text.replace('"frames":[', '"frames":7,"x":[')],
  ['a frame too few', () => text.replace(/"frames":(\d+)/, (_, count) => `"frames":${Number(count) + 1}`)],
  ['words for numbers', () => text.replace('"score":', '"score":"high","other":')],
  ['numbers beyond all', () => text.replace(/"score":[\d.]+/, '"score":1e999')],
  ['a landmark too few', () => text.replace(/"landmarks":\[[^,]+,/, '"landmarks":[')],
  ['times that go back', () => text.replace(/"timesSeconds":\[[^,]+,/, '"timesSeconds":[99,')],
  ['lists within lists without end', () => `{"video":${'['.repeat(deep)}${']'.repeat(deep)}}`],
  [
    'a million empty frames',
    () => `{"frames":[${'{"pose":[],"ball":[],"rim":null,"netMotion":null},'.repeat(200_000)}]}`,
  ],
  ['a frame without end', () => `{"frames":[{"pose":[${'0,'.repeat(2_000_000)}]}]}`],
  ['letters of no alphabet', () => Uint8Array.of(0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d)],
  ['a broken package', () => gzipSync(text).subarray(0, 1000)],
  ['a package of zeros', () => gzipSync(new Uint8Array(50_000_000))],
  ['a prototype', () => '{"__proto__":{"schemaVersion":"1.0"}}'],
];

describe('what is no Tracks document is refused', () => {
  it.each(broken)('%s', async (_, make) => {
    await expect(read(make())).rejects.toMatchObject({ code: 'tracks_invalid' });
  });
});

function plain(value: Tracks): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, part: unknown) => (ArrayBuffer.isView(part) ? Array.from(part as Float64Array) : part)),
  );
}

/** What every object store keeps to, whichever driver: the same tests run against files and against S3. */
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FinishedPart, ObjectStore, SignedRequest } from '../store.ts';
import { ObjectStoreError, readWhole } from '../store.ts';

export interface ObjectStoreUnderTest {
  store: ObjectStore;
  close: () => Promise<void>;
}

/** The least that S3 allows for a part that is not the last. */
const PART_BYTES = 5 * 1024 * 1024;
const owner = 'tenant_a/test/player_a';

export function describeObjectStore(open: () => Promise<ObjectStoreUnderTest>): void {
  let store: ObjectStore;
  let close: () => Promise<void>;
  beforeAll(async () => ({ store, close } = await open()));
  afterAll(() => close());

  const send = (signed: SignedRequest, body: Uint8Array) =>
    fetch(signed.url, { method: 'PUT', headers: signed.headers, body: Buffer.from(body) });

  /** Sends a part as the SDK does, and answers what `completeUpload` wants to hear of it. */
  async function sendPart(key: string, upload: string, number: number, body: Uint8Array): Promise<FinishedPart> {
    const sha256 = hashOf(body);
    const signed = await store.signPart({ key, upload, number, bytes: body.length, sha256 }, 60);
    const response = await send(signed, body);
    expect(response.status).toBe(200);
    return { number, bytes: body.length, etag: response.headers.get('etag') ?? '', sha256 };
  }

  describe('an upload in parts', () => {
    test('is one object once it is completed, and none before', async () => {
      const key = `${owner}/uploads/whole/source`;
      const bodies = [randomBytes(PART_BYTES), randomBytes(PART_BYTES), randomBytes(12_345)];
      const upload = await store.startUpload(key);
      const parts: FinishedPart[] = [];
      for (const number of [3, 1, 2]) parts.push(await sendPart(key, upload, number, bodies[number - 1]!));
      parts.sort((a, b) => a.number - b.number);
      expect(await store.head(key)).toBeNull();

      const listed = await store.listParts(key, upload);
      expect(listed).toEqual(parts.map(({ number, bytes, etag }) => ({ number, bytes, etag })));
      await store.completeUpload(key, upload, parts);
      const whole = Buffer.concat(bodies);
      expect(await store.head(key)).toEqual({ bytes: whole.length });
      expect((await readWhole(store, key)).equals(whole)).toBe(true);
      const middle = await readWhole(store, key, { start: PART_BYTES - 2, end: PART_BYTES + 1 });
      expect(middle.equals(whole.subarray(PART_BYTES - 2, PART_BYTES + 2))).toBe(true);

      // The answer may have been lost: it is asked again.
      await store.completeUpload(key, upload, parts);
      expect((await readWhole(store, key)).equals(whole)).toBe(true);
    });

    test('takes the same part again, and keeps the last of it', async () => {
      const key = `${owner}/uploads/again/source`;
      const upload = await store.startUpload(key);
      await sendPart(key, upload, 1, Buffer.from('first'));
      await sendPart(key, upload, 1, Buffer.from('second'));
      const last = await sendPart(key, upload, 1, Buffer.from('the third'));
      const listed = await store.listParts(key, upload);
      expect(listed).toEqual([{ number: 1, bytes: 9, etag: last.etag }]);
      await store.completeUpload(key, upload, [last]);
      expect((await readWhole(store, key)).toString()).toBe('the third');
    });

    test('of which a part arrived changed never becomes an object', async () => {
      const key = `${owner}/uploads/changed/source`;
      const upload = await store.startUpload(key);
      const announced = Buffer.from('what was announced');
      const changed = Buffer.from('what was ANNOUNCED');
      const sha256 = hashOf(announced);
      const signed = await store.signPart({ key, upload, number: 1, bytes: announced.length, sha256 }, 60);
      const response = await send(signed, changed);
      // A store that checks refuses it here; one that cannot is read back when the upload is completed.
      const etag = response.headers.get('etag') ?? '"none"';
      const part = { number: 1, bytes: announced.length, etag, sha256 };
      await expect(store.completeUpload(key, upload, [part])).rejects.toMatchObject({ code: 'part_mismatch' });
      expect(await store.head(key)).toBeNull();
    });

    test('cannot be completed with a part that is not there', async () => {
      const key = `${owner}/uploads/gap/source`;
      const upload = await store.startUpload(key);
      const first = await sendPart(key, upload, 1, randomBytes(PART_BYTES));
      const missing = {
        number: 2,
        bytes: 4,
        etag: '"00000000000000000000000000000000"',
        sha256: hashOf(Buffer.from('none')),
      };
      await expect(store.completeUpload(key, upload, [first, missing])).rejects.toMatchObject({
        code: 'part_mismatch',
      });
      expect(await store.head(key)).toBeNull();
    });

    test('that was aborted is gone, and takes no more parts', async () => {
      const key = `${owner}/uploads/aborted/source`;
      const upload = await store.startUpload(key);
      const part = await sendPart(key, upload, 1, Buffer.from('abc'));
      await store.abortUpload(key, upload);
      await store.abortUpload(key, upload);
      await expect(store.listParts(key, upload)).rejects.toMatchObject({ code: 'no_such_upload' });
      await expect(store.completeUpload(key, upload, [part])).rejects.toMatchObject({ code: 'no_such_upload' });
      const body = Buffer.from('late');
      const target = { key, upload, number: 2, bytes: 4, sha256: hashOf(body) };
      expect((await send(await store.signPart(target, 60), body)).status).toBe(404);
    });

    test('that nobody finished is forgotten by its age', async () => {
      const key = `${owner}/uploads/lost/source`;
      const upload = await store.startUpload(key);
      await sendPart(key, upload, 1, Buffer.from('abc'));
      await store.abortUploadsStartedBefore(new Date(Date.now() - 3_600_000));
      expect(await store.listParts(key, upload)).toHaveLength(1);
      await store.abortUploadsStartedBefore(new Date(Date.now() + 3_600_000));
      await expect(store.listParts(key, upload)).rejects.toMatchObject({ code: 'no_such_upload' });
    });
  });

  describe('a signed address', () => {
    test('to PUT takes the object whole, with its type', async () => {
      const key = `${owner}/analysis_a/attempts/1/report.json`;
      const signed = await store.signPut(key, 'application/json', 60);
      expect((await send(signed, Buffer.from('{"a":1}'))).status).toBe(200);
      expect((await readWhole(store, key)).toString()).toBe('{"a":1}');
    });

    test('to GET answers type, name, the whole and a range', async () => {
      const key = `${owner}/analysis_a/attempts/1/annotated.mp4`;
      await store.put(key, Buffer.from('0123456789'), 'video/mp4');
      const signed = await store.signGet(key, {
        contentType: 'video/mp4',
        fileName: "a shot's “é”.mp4",
        secondsValid: 60,
      });
      const whole = await fetch(signed.url);
      expect(whole.status).toBe(200);
      expect(whole.headers.get('content-type')).toBe('video/mp4');
      expect(whole.headers.get('content-disposition')).toMatch(
        /^inline; filename\*=UTF-8''a%20shot.*s%20%E2%80%9C%C3%A9%E2%80%9D\.mp4$/,
      );
      expect(await whole.text()).toBe('0123456789');
      const part = await fetch(signed.url, { headers: { range: 'bytes=2-4' } });
      expect(part.status).toBe(206);
      expect(part.headers.get('content-range')).toBe('bytes 2-4/10');
      expect(await part.text()).toBe('234');
      const outside = await fetch(signed.url, { headers: { range: 'bytes=10-' } });
      expect(outside.status).toBe(416);
    });

    test.each(['key', 'signature', 'method', 'length'] as const)('with another %s lets nobody in', async (changed) => {
      const key = `${owner}/analysis_a/attempts/1/poster.jpg`;
      await store.put(key, Buffer.from('secret'), 'image/jpeg');
      await store.put(key.replace('player_a', 'player_b'), Buffer.from('secret'), 'image/jpeg');
      const { url } = await store.signGet(key, { contentType: 'image/jpeg', fileName: 'a.jpg', secondsValid: 60 });
      const attack = {
        key: () => fetch(url.replace('player_a', 'player_b')),
        signature: () => fetch(url.replace(/(signature=.)./i, '$1_')),
        method: () => fetch(url, { method: 'PUT', body: 'mine' }),
        length: () => fetch(url.replace(/(expires=)(\d+)/i, '$199999$2')),
      };
      const response = await attack[changed]();
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(await response.text()).not.toContain('secret');
      expect((await readWhole(store, key)).toString()).toBe('secret');
    });
  });

  describe('a prefix', () => {
    test('is deleted with its objects and open uploads, and nothing beside it', async () => {
      const mine = 'tenant_a/test/player_c';
      const beside = 'tenant_a/test/player_cc/x';
      const upload = await store.startUpload(`${mine}/uploads/u/source`);
      await sendPart(`${mine}/uploads/u/source`, upload, 1, Buffer.from('abc'));
      for (const key of [`${mine}/a/1`, `${mine}/a/2`, `${mine}/b/c/d`, beside]) {
        await store.put(key, Buffer.from('x'), 'text/plain');
      }
      await store.deletePrefix(`${mine}/`);
      for (const key of [`${mine}/a/1`, `${mine}/a/2`, `${mine}/b/c/d`]) expect(await store.head(key)).toBeNull();
      await expect(store.listParts(`${mine}/uploads/u/source`, upload)).rejects.toMatchObject({
        code: 'no_such_upload',
      });
      expect(await store.head(beside)).toEqual({ bytes: 1 });
      await store.deletePrefix(`${mine}/`);
    });

    test.each(['', '/', '../', 'tenant_a', 'tenant_a/../', 'a//b/', './'])('"%s" is not one', async (prefix) => {
      await expect(store.deletePrefix(prefix)).rejects.toThrow(TypeError);
    });
  });

  describe('an object', () => {
    test('that is not there is told so', async () => {
      expect(await store.head(`${owner}/none`)).toBeNull();
      await expect(store.read(`${owner}/none`)).rejects.toThrow(ObjectStoreError);
      const { url } = await store.signGet(`${owner}/none`, {
        contentType: 'video/mp4',
        fileName: 'a',
        secondsValid: 60,
      });
      expect((await fetch(url)).status).toBe(404);
    });

    test.each(['../escape', 'a/../../b', '/a', 'a/', '.hidden', 'a\0b', 'a%2Fb', 'a\\b'])(
      'cannot be called "%s"',
      async (key) => {
        await expect(store.put(key, Buffer.from('x'), 'text/plain')).rejects.toThrow(TypeError);
        await expect(store.head(key)).rejects.toThrow(TypeError);
        await expect(store.signPut(key, 'text/plain', 60)).rejects.toThrow(TypeError);
      },
    );
  });
}

function hashOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('base64');
}

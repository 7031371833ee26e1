import { createHmac, timingSafeEqual } from 'node:crypto';
import { playerTokenClaimsSchema } from '@shotform/contracts';
import { describe, expect, it } from 'vitest';
import { createPlayerToken } from './index.ts';

const id = '01jb2kq1f9ey8r2z0v3n4m5p6q';
const secretKey = `sf_sk_test_${id}_${'abcDEF0123456789'.repeat(2)}0000zz`;

/** By hand, after RFC 7515: no library that could be wrong in the same way. */
function verified(token: string, key: string): { header: unknown; claims: Record<string, unknown> } {
  const [header = '', claims = '', signature = ''] = token.split('.');
  const derived = createHmac('sha256', key).update('shotform player token v1').digest();
  const expected = createHmac('sha256', derived).update(`${header}.${claims}`).digest();
  expect(timingSafeEqual(expected, Buffer.from(signature, 'base64url'))).toBe(true);
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
  return { header: read(header), claims: read(claims) };
}

describe('a player token', () => {
  it('says who the player is, for ten minutes, signed with what is made from the secret key', async () => {
    const before = Math.floor(Date.now() / 1000);
    const { header, claims } = verified(
      await createPlayerToken(secretKey, { playerId: 'p-17', name: 'Ada' }),
      secretKey,
    );
    expect(header).toEqual({ alg: 'HS256', typ: 'JWT', kid: `key_${id}` });
    expect(playerTokenClaimsSchema.parse(claims)).toEqual({ sub: 'p-17', name: 'Ada' });
    expect(claims['aud']).toBe('shotform');
    expect(claims['iat']).toBeGreaterThanOrEqual(before);
    expect(claims['exp']).toBe(Number(claims['iat']) + 600);
  });

  it('has no name where none is given', async () => {
    const { claims } = verified(await createPlayerToken(secretKey, { playerId: 'p-17', expiresIn: 60 }), secretKey);
    expect(claims).not.toHaveProperty('name');
  });

  it.each([
    ['a publishable key', secretKey.replace('_sk_', '_pk_'), { playerId: 'p' }, TypeError],
    ['a key cut short', secretKey.slice(0, -1), { playerId: 'p' }, TypeError],
    ['no player', secretKey, { playerId: '' }, RangeError],
    ['more than an hour', secretKey, { playerId: 'p', expiresIn: 3601 }, RangeError],
    ['a time that is none', secretKey, { playerId: 'p', expiresIn: Number.NaN }, RangeError],
    ['a long name', secretKey, { playerId: 'p', name: 'x'.repeat(121) }, RangeError],
  ])('is refused for %s, without the key in the message', async (_what, key, options, kind) => {
    const error: unknown = await createPlayerToken(key, options).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(kind);
    expect(String(error)).not.toContain(key.slice(12));
  });
});

import { createHmac } from 'node:crypto';
import { SignJWT } from 'jose';

export interface PlayerTokenOptions {
  /** Your own id of the player, 1-200 characters: the same one always finds the same player's shots. No e-mail address. */
  playerId: string;
  /** Shown to your coaches in the console, at most 120 characters. */
  name?: string;
  /** How long the token opens sessions, seconds, at most an hour. 600 where it is not given; a session outlives it. */
  expiresIn?: number;
}

const secretKeyPattern = /^sf_sk_(?:test|live)_([0-7][0-9a-hjkmnp-tv-z]{25})_[0-9A-Za-z]{38}$/;
const LONGEST_SECONDS = 3600;

/**
 * Signs that this visitor is that player, for the widget's `tokenProvider`. To be called on your server, for a player who
 * is signed in there; the secret key never leaves it. A JWT (HS256) whose signing key is derived from the secret key.
 * Throws `TypeError` or `RangeError` where it is called with something else than the above.
 */
export async function createPlayerToken(
  secretKey: string,
  { playerId, name, expiresIn = 600 }: PlayerTokenOptions,
): Promise<string> {
  const [, keyId] = secretKeyPattern.exec(secretKey) ?? [];
  // The key itself stays out of the message: messages end in logs.
  if (keyId === undefined) throw new TypeError('The secret key is not of the form sf_sk_test_... or sf_sk_live_...');
  if (playerId.length < 1 || playerId.length > 200) throw new RangeError('playerId has 1 to 200 characters.');
  if (name !== undefined && name.length > 120) throw new RangeError('name has at most 120 characters.');
  if (!(expiresIn > 0 && expiresIn <= LONGEST_SECONDS)) throw new RangeError('expiresIn is above 0, and 3600 at most.');
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT(name === undefined ? {} : { name })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: `key_${keyId}` })
    .setSubject(playerId)
    .setAudience('shotform')
    .setIssuedAt(now)
    .setExpirationTime(now + Math.ceil(expiresIn))
    .sign(createHmac('sha256', secretKey).update('shotform player token v1').digest());
}

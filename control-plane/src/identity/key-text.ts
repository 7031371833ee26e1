/**
 * Keys as text: `sf_{pk|sk}_{test|live}_<id>_<secret><crc>`. `id` is the key's TypeID without its prefix (26 characters),
 * `secret` 32 random characters of base 62, `crc` the CRC-32 of all before it in 6 characters of base 62: a typo is told
 * without a query, and secret scanners know a key when they see one.
 */
import { createHmac, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Id, Mode } from '@shotform/contracts';
import type { KeyKind } from '../database/entities/index.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SECRET_LENGTH = 32;
const CRC_LENGTH = 6;
const pattern = /^sf_(pk|sk)_(test|live)_([0-7][0-9a-hjkmnp-tv-z]{25})_([0-9A-Za-z]{38})$/;

export interface KeyText {
  kind: KeyKind;
  mode: Mode;
  id: Id<'key'>;
}

/** A new key: told once, kept as `hashSecret` of the whole. */
export function newKeyText({ kind, mode, id }: KeyText): string {
  const secret = Array.from({ length: SECRET_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  const start = `sf_${kind === 'publishable' ? 'pk' : 'sk'}_${mode}_${id.slice('key_'.length)}_${secret}`;
  return start + checksum(start);
}

/** Reads what a key says of itself; `null` where it is none, or has a typo. That it is known is for its hash to say. */
export function parseKeyText(text: string): KeyText | null {
  const [, kind, mode, id] = pattern.exec(text) ?? [];
  if (kind === undefined || mode === undefined || id === undefined) return null;
  if (checksum(text.slice(0, -CRC_LENGTH)) !== text.slice(-CRC_LENGTH)) return null;
  return { kind: kind === 'pk' ? 'publishable' : 'secret', mode: mode as Mode, id: `key_${id}` };
}

/** What a secret key signs player tokens with (`playerTokenClaimsSchema`): made from it, so that nothing more is handed out. */
export function playerTokenKey(secretKey: string): Buffer {
  return createHmac('sha256', secretKey).update('shotform player token v1').digest();
}

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let i = 0; i < CRC_LENGTH; i += 1) {
    digits = ALPHABET.charAt(rest % ALPHABET.length) + digits;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return digits;
}

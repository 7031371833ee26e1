/** Secrets that are handed out once and known again by their hash. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** SHA-256, hex. Enough for what is random and long; never for a password. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** 32 random bytes behind a prefix by which secret scanners and we know what it is. */
export function newSecret(prefix: string): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`;
}

/** In constant time. */
export function sameSecret(a: string, b: string): boolean {
  // Hashed first: the comparison needs equal lengths, and must not tell the length either.
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}

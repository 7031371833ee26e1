/** Envelope encryption of what must be read back: AES-256-GCM with a data key of its own, sealed with the master key. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * @param masterKey 32 bytes.
 * @param about what the secret belongs to: sealed text moved to another row does not open.
 */
export function seal(masterKey: Buffer, secret: string, about: string): string {
  const dataKey = randomBytes(32);
  const parts = [encrypt(masterKey, dataKey, about), encrypt(dataKey, Buffer.from(secret), about)];
  return [VERSION, ...parts.map((part) => part.toString('base64url'))].join('.');
}

/** @throws Error where it was sealed with another master key, for something else, or was changed. */
export function unseal(masterKey: Buffer, sealed: string, about: string): string {
  const [version, wrappedKey, text] = sealed.split('.');
  if (version !== VERSION || wrappedKey === undefined || text === undefined) throw new Error('Not a sealed secret.');
  const dataKey = decrypt(masterKey, Buffer.from(wrappedKey, 'base64url'), about);
  return decrypt(dataKey, Buffer.from(text, 'base64url'), about).toString();
}

function encrypt(key: Buffer, plain: Buffer, about: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

function decrypt(key: Buffer, sealed: Buffer, about: string): Buffer {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(about)).setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}

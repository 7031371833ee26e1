import { expect, test } from 'vitest';
import { seal, unseal } from './envelope.ts';
import { newId } from './id.ts';
import { newKeyText, parseKeyText } from './key-text.ts';
import { originAllowed } from './origins.ts';
import { hashPassword, verifyPassword } from './password.ts';

test('a key says what it is, and for whom', () => {
  for (const kind of ['publishable', 'secret'] as const) {
    for (const mode of ['test', 'live'] as const) {
      const id = newId('key');
      const text = newKeyText({ kind, mode, id });
      expect(text.startsWith(`sf_${kind === 'secret' ? 'sk' : 'pk'}_${mode}_${id.slice(4)}_`)).toBe(true);
      expect(parseKeyText(text)).toEqual({ kind, mode, id });
    }
  }
});

test('any one wrong character is told without asking anybody', () => {
  const text = newKeyText({ kind: 'secret', mode: 'live', id: newId('key') });
  for (let i = 0; i < text.length; i += 1) {
    const wrong = text.slice(0, i) + (text[i] === '0' ? '1' : '0') + text.slice(i + 1);
    expect(parseKeyText(wrong)).toBeNull();
  }
  expect(parseKeyText(text.slice(0, -1))).toBeNull();
  expect(parseKeyText(`${text}0`)).toBeNull();
  expect(parseKeyText(` ${text}`)).toBeNull();
});

test('two neighbours changed places are told, too', () => {
  const text = newKeyText({ kind: 'publishable', mode: 'test', id: newId('key') });
  for (let i = 0; i + 1 < text.length; i += 1) {
    const swapped = text.slice(0, i) + (text[i + 1] ?? '') + (text[i] ?? '') + text.slice(i + 2);
    if (swapped !== text) expect(parseKeyText(swapped)).toBeNull();
  }
});

test('what is sealed opens with its key, for what it was sealed for, unchanged', () => {
  const [key, otherKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const sealed = seal(key, 'a secret', 'key_1');
  expect(unseal(key, sealed, 'key_1')).toBe('a secret');
  expect(seal(key, 'a secret', 'key_1')).not.toBe(sealed);
  expect(() => unseal(otherKey, sealed, 'key_1')).toThrow();
  expect(() => unseal(key, sealed, 'key_2')).toThrow();
  const flipped = sealed.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  expect(() => unseal(key, flipped, 'key_1')).toThrow();
});

test.each([
  ['https://a.example', ['https://a.example'], true],
  ['https://a.example:8443', ['https://a.example'], false],
  ['http://a.example', ['https://a.example'], false],
  ['https://sub.a.example', ['https://a.example'], false],
  ['https://sub.a.example', ['https://*.a.example'], true],
  ['https://x.y.a.example', ['https://*.a.example'], true],
  ['https://a.example', ['https://*.a.example'], false],
  ['https://evila.example', ['https://*.a.example'], false],
  ['https://evil.com/.a.example', ['https://*.a.example'], false],
  ['https://evil.com#.a.example', ['https://*.a.example'], false],
  ['https://a.example.evil.com', ['https://*.a.example', 'https://a.example'], false],
  ['null', ['https://a.example'], false],
  ['https://b.example', ['https://a.example', 'https://b.example'], true],
])('the origin %s by %j: %s', (origin, allowed, expected) => {
  expect(originAllowed(origin, allowed)).toBe(expected);
});

test('a password is known again, and nothing else is', async () => {
  const stored = await hashPassword('correct horse');
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword('correct horse', stored)).toBe(true);
  expect(await verifyPassword('Correct horse', stored)).toBe(false);
  expect(await hashPassword('correct horse')).not.toBe(stored);
  await expect(verifyPassword('x', 'plain text')).rejects.toThrow();
});

import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Reads a secret from its file; the first call makes it. The file is readable by us alone. */
export function keptSecret(file: string, make: () => string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secret = make();
  mkdirSync(path.dirname(file), { recursive: true });
  // Whole or not at all: a secret cut short by a crash would lock us out of our own data.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, secret, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
  return secret;
}

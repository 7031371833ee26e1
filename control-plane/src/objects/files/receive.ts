import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';

export interface Received {
  bytes: number;
  sha256: Buffer;
}

/** More came than was allowed. */
export class TooManyBytes extends Error {}

/**
 * Writes chunks to a new file beside nothing else, and moves it to where `place` says once they were all there: nobody sees
 * half a file, and one that is refused (`place` throws) leaves nothing.
 */
export async function receive(
  chunks: AsyncIterable<Uint8Array>,
  folder: string,
  limitBytes: number,
  place: (received: Received) => string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, randomUUID());
  try {
    const path = place(await write(chunks, temporary, limitBytes));
    await mkdir(dirname(path), { recursive: true });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function write(chunks: AsyncIterable<Uint8Array>, path: string, limitBytes: number): Promise<Received> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = createWriteStream(path, { flags: 'wx' });
  const written = finished(file);
  // Awaited below; until then a failure must not count as unhandled.
  written.catch(() => {});
  try {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > limitBytes) throw new TooManyBytes();
      hash.update(chunk);
      if (!file.write(chunk)) await Promise.race([once(file, 'drain'), written]);
    }
  } catch (error) {
    file.destroy();
    throw error;
  }
  file.end();
  await written;
  await sync(path);
  return { bytes, sha256: hash.digest() };
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

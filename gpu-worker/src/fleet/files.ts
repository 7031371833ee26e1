/** The source down, the outputs up; both hashed on the way. */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream, openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ShotformError, outputNames, type Claim, type CompleteAttempt, type OutputName } from '@shotform/contracts';
import { Refused, tryAgain } from './http.ts';

const TRIES = 4;
/**
 * Writes the source to `file` and gives its SHA-256 in base64. `onPart` hears the part that is here, 0-1.
 * Error: `internal` (retryable) where what came is not as long as it was announced.
 */
export function download(
  { url, bytes }: Claim['source'],
  file: string,
  { signal, onPart }: { signal: AbortSignal; onPart: (part: number) => void },
): Promise<string> {
  return tryAgain(TRIES, signal, async () => {
    const response = await fetch(url, { signal });
    if (!response.ok || !response.body) throw await Refused.by(response);
    const hash = createHash('sha256');
    let come = 0;
    const count = hashing(hash, (length) => onPart((come += length) / bytes));
    await pipeline(response.body, count, createWriteStream(file), { signal });
    if (come !== bytes) {
      throw new ShotformError('internal', `The source has ${come} bytes, not ${bytes}.`, { retryable: true });
    }
    return hash.digest('base64');
  });
}

/** Sends every output from `folder` to its address. */
export async function store(
  folder: string,
  claim: Claim,
  { signal, onPart }: { signal: AbortSignal; onPart: (part: number) => void },
): Promise<CompleteAttempt['outputs']> {
  const stored: Partial<CompleteAttempt['outputs']> = {};
  for (const [i, name] of outputNames.entries()) {
    const file = join(folder, name);
    const { size } = await stat(file);
    const hash = createHash('sha256');
    await pipeline(createReadStream(file), hash, { signal });
    await send(file, claim.outputs[name], signal);
    stored[name] = { bytes: size, sha256: hash.digest('base64') };
    onPart((i + 1) / outputNames.length);
  }
  return stored as CompleteAttempt['outputs'];
}

async function send(file: string, { url, headers }: Claim['outputs'][OutputName], signal: AbortSignal): Promise<void> {
  const body = await openAsBlob(file);
  await tryAgain(TRIES, signal, async () => {
    const response = await fetch(url, { method: 'PUT', headers, body, signal });
    if (!response.ok) throw await Refused.by(response);
    await response.body?.cancel();
  });
}

function hashing(hash: Hash, onBytes: (length: number) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      onBytes(chunk.length);
      done(null, chunk);
    },
  });
}

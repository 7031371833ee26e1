import { createHash } from 'node:crypto';
import { type FinishedPart, ObjectStoreError } from '../store.ts';

/** Reads an object once and checks each part's bytes against its hash. @throws ObjectStoreError `part_mismatch` */
export async function verifyParts(object: AsyncIterable<Uint8Array>, parts: FinishedPart[]): Promise<void> {
  const rest = [...parts];
  let part = rest.shift();
  let hash = createHash('sha256');
  let left = part?.bytes ?? 0;
  for await (let chunk of object) {
    while (part && chunk.length >= left) {
      hash.update(chunk.subarray(0, left));
      if (hash.digest('base64') !== part.sha256) {
        throw new ObjectStoreError('part_mismatch', `part ${part.number} is not what was announced`);
      }
      chunk = chunk.subarray(left);
      part = rest.shift();
      hash = createHash('sha256');
      left = part?.bytes ?? 0;
    }
    hash.update(chunk);
    left -= chunk.length;
  }
  if (part) throw new ObjectStoreError('part_mismatch', `part ${part.number} is not there whole`);
}

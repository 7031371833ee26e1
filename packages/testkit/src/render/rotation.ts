/** How a player must turn an MP4's picture, written into its track header (ISO 14496-12, 8.3.2). */
import { open } from 'node:fs/promises';
import { ShotformError } from '@shotform/contracts';

/** The matrix's four turning numbers a, b, c, d, clockwise. */
const turns = { 90: [0, 1, -1, 0], 180: [-1, 0, 0, -1], 270: [0, -1, 1, 0] } as const;
const ONE = 0x10000;

/** Sets the first track's rotation in place, degrees clockwise. Throws `encoder_failed` where there is no track header. */
export async function setRotation(file: string, degrees: keyof typeof turns): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    // The index is in front of the pictures (faststart).
    const head = Buffer.alloc(1 << 16);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    const at = head.subarray(0, bytesRead).indexOf('tkhd');
    if (at < 0) throw new ShotformError('encoder_failed', 'No track header was written.');
    const version = head[at + 4]!;
    // Behind the name: version and flags, times and id, two reserved words, layer to volume.
    const matrix = at + 4 + (version === 1 ? 52 : 40);
    const [a, b, c, d] = turns[degrees];
    [a * ONE, b * ONE, 0, c * ONE, d * ONE, 0].forEach((value, i) => head.writeInt32BE(value, matrix + 4 * i));
    await handle.write(head, matrix, 24, matrix);
  } finally {
    await handle.close();
  }
}

import type { Tracks } from '@shotform/contracts';
import { ShotformApiError, ShotformSdkError } from './errors.ts';
import { attempt, type Fetch } from './transport.ts';

/**
 * Fetches `tracks.json.gz` (`files.tracks.url` of an analysis' results) and unpacks it: what was seen in every frame, to
 * be drawn over the video. Errors: `ShotformApiError` (410 when the address has expired: ask for the results again),
 * `ShotformConnectionError`, `answer_invalid`.
 */
export async function importTracks(
  url: string,
  { signal, fetch = globalThis.fetch }: { signal?: AbortSignal; fetch?: Fetch } = {},
): Promise<Tracks> {
  const bytes = await attempt(signal, undefined, async () => {
    const response = await fetch(url, { signal: signal ?? null, credentials: 'omit' });
    if (!response.ok) throw ShotformApiError.of(response.status, {}, null);
    return new Uint8Array(await response.arrayBuffer());
  });
  try {
    // A server that names gzip as the encoding has it unpacked by the browser already.
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const stream = new Blob([bytes]).stream();
    const text = await new Response(packed ? stream.pipeThrough(new DecompressionStream('gzip')) : stream).text();
    return JSON.parse(text) as Tracks;
  } catch (cause) {
    throw new ShotformSdkError('answer_invalid', 'The tracks cannot be read.', { cause });
  }
}

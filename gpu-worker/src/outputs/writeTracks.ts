import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { TrackFrame, Tracks } from '@shotform/contracts';

/** Writes Tracks as gzipped JSON, frame by frame: a long clip's text is never in memory as a whole. */
export async function writeTracks(tracks: Tracks, file: string, signal?: AbortSignal): Promise<void> {
  const options = signal ? { signal } : {};
  await pipeline(Readable.from(textOf(tracks)), createGzip(), createWriteStream(file), options);
}

function* textOf({ frames, ...rest }: Tracks): Generator<string> {
  yield `${JSON.stringify(rest).slice(0, -1)},"frames":[`;
  for (const [i, frame] of frames.entries()) yield (i > 0 ? ',\n' : '\n') + frameText(frame);
  yield '\n]}\n';
}

function frameText(frame: TrackFrame): string {
  const pose = frame.pose.map((person) => ({
    ...person,
    landmarks: Array.from(person.landmarks),
    world: Array.from(person.world),
  }));
  return JSON.stringify({ ...frame, pose });
}

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import {
  ShotformError,
  defaultMediaLimits,
  trackFrameSchema,
  tracksSchema,
  type TrackFrame,
  type Tracks,
} from '@shotform/contracts';
import type { z } from 'zod';
import { readableFile } from '../media/source.ts';
import { TracksSplitter } from './splitter.ts';

/** Of the text, whatever it was packed into. Ten minutes of two people at 60 frames a second are a third of it. */
const LARGEST_TEXT = 384 * 1024 ** 2;
const MOST_FRAMES = defaultMediaLimits.durationSeconds * defaultMediaLimits.framesPerSecond;

/**
 * Reads a Tracks document, gzipped or not, frame by frame.
 * Errors: those of `readableFile`; `tracks_invalid` with what is wrong first; `file_too_large`.
 */
export async function readTracks(file: string, signal?: AbortSignal): Promise<Tracks> {
  const path = await readableFile(file, LARGEST_TEXT);
  const frames: TrackFrame[] = [];
  const rest: Record<string, unknown> = {};
  const splitter = new TracksSplitter(
    (text) => {
      frames.push(compact(checked(trackFrameSchema, parsed(text), `frames.${frames.length}`)));
      if (frames.length > MOST_FRAMES) throw new ShotformError('tracks_invalid', 'It has too many frames.');
    },
    (text) => Object.assign(rest, parsed(`{${text}}`)),
  );
  for await (const text of texts(path, signal)) splitter.push(text);
  splitter.finish();
  // The frames are checked; in their place stand empty ones, for what holds between the parts.
  const empty: TrackFrame = { pose: [], ball: [], rim: null, netMotion: null };
  const whole = checked(tracksSchema, { ...rest, frames: frames.map(() => empty) }, '');
  return { ...whole, frames };
}

/** The file's text in pieces. */
async function* texts(path: string, signal?: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let length = 0;
  try {
    for await (const bytes of (await isGzip(path)) ? unzipped(path) : createReadStream(path)) {
      signal?.throwIfAborted();
      if (!(bytes instanceof Uint8Array)) continue;
      length += bytes.length;
      if (length > LARGEST_TEXT) throw new ShotformError('file_too_large', 'Unpacked, that is.');
      yield decoder.decode(bytes, { stream: true });
    }
    yield decoder.decode();
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof ShotformError) throw cause;
    throw new ShotformError('tracks_invalid', 'It cannot be unpacked or is not text.', { cause });
  }
}

function unzipped(path: string): Readable {
  const source = createReadStream(path);
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  gunzip.on('close', () => source.destroy());
  return source.pipe(gunzip);
}

async function isGzip(path: string): Promise<boolean> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch (cause) {
    throw new ShotformError('tracks_invalid', 'It is not JSON.', { cause });
  }
  throw new ShotformError('tracks_invalid');
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown, place: string): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = [place, ...(issue?.path ?? []).map(String)].filter(Boolean).join('.');
  throw new ShotformError('tracks_invalid', `${where || 'document'}: ${issue?.message ?? ''}`);
}

function compact(frame: z.output<typeof trackFrameSchema>): TrackFrame {
  const pose = frame.pose.map((person) => ({
    ...person,
    landmarks: Float64Array.from(person.landmarks),
    world: Float64Array.from(person.world),
  }));
  return { ...frame, pose };
}

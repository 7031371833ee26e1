import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ShotformError, type Report, type Tracks } from '@shotform/contracts';
import { renderAnnotated } from '../annotate/render.ts';
import type { Progress } from '../engine.ts';
import type { Media } from '../media/media.ts';
import { writeTracks } from './writeTracks.ts';

export const outputNames = {
  report: 'report.json',
  tracks: 'tracks.json.gz',
  video: 'annotated.mp4',
  poster: 'poster.jpg',
} as const;

export interface OutputOptions {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** What can be written: an `Analysis`, or one of Tracks alone. */
export interface Writable {
  media: Media | null;
  /** Drawn on instead of the video while it is there, and removed then. */
  copy?: Media | null;
  tracks: Tracks;
  report: Report;
}

/**
 * Writes all there is of an analysis into a folder: `report.json`, `tracks.json.gz` and, where the video is at hand,
 * `annotated.mp4` and `poster.jpg`. Gives the report as written, with the time of drawing in its timings.
 * Errors: `output_unwritable`, `encoder_failed`, those of `decodeVideo`, the signal's reason.
 */
export async function writeOutputs(
  folder: string,
  { media, copy = null, tracks, report }: Writable,
  { signal, onProgress }: OutputOptions = {},
): Promise<Report> {
  const start = performance.now();
  const timings = { ...report.timings };
  try {
    if (media) {
      const poster = await renderAnnotated(copy && existsSync(copy.file) ? copy : media, tracks, report, {
        videoFile: join(folder, outputNames.video),
        onProgress: (part) => onProgress?.({ stage: 'annotate', part }),
        ...(signal && { signal }),
      });
      await writeFile(join(folder, outputNames.poster), poster);
      timings['annotate'] = Math.round(performance.now() - start) / 1000;
    }
    await writeTracks(tracks, join(folder, outputNames.tracks), signal);
    const written = { ...report, timings };
    await writeFile(join(folder, outputNames.report), `${JSON.stringify(written, null, 2)}\n`);
    return written;
  } catch (cause) {
    signal?.throwIfAborted();
    const disk = cause instanceof Error && 'syscall' in cause;
    throw disk && !(cause instanceof ShotformError) ? new ShotformError('output_unwritable', folder, { cause }) : cause;
  } finally {
    if (copy) await rm(copy.file, { force: true });
  }
}

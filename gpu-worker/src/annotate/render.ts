import { createCanvas } from '@napi-rs/canvas';
import { ShotformError, type Report, type Shot, type Tracks } from '@shotform/contracts';
import type { VideoFrame } from '@shotform/vision';
import { decodeVideo } from '../media/decode.ts';
import { VideoEncoder } from '../media/encode.ts';
import type { Media } from '../media/media.ts';
import { Annotator } from './annotator.ts';
import { toRgba } from './colour.ts';
import { nominalRate, repeats } from './pace.ts';
import { annotatedSize } from './size.ts';

const POSTER_QUALITY = 88;

export interface RenderOptions {
  /** Where the video is written. */
  videoFile: string;
  signal?: AbortSignal;
  /** Called with the part that is done, 0-1. */
  onProgress?: (part: number) => void;
}

/**
 * Decodes the clip, or a copy of its pictures, draws the report on it and writes it as H.264: upright, at most 720 px on its
 * short side, at a constant rate, without sound. Gives the poster, a JPEG of the best shot's release.
 * Errors: those of `decodeVideo`, and `encoder_failed`.
 */
export async function renderAnnotated(
  media: Media,
  tracks: Tracks,
  report: Report,
  options: RenderOptions,
): Promise<Buffer> {
  const size = annotatedSize(media);
  const rate = nominalRate(report.video.fps);
  const shown = repeats(tracks.video.timesSeconds, rate);
  const posterFrame = choosePoster(report);
  let annotator: Annotator | null = null;
  let encoder: VideoEncoder | null = null;
  let poster: Buffer | null = null;
  const { signal } = options;
  try {
    const wanted = { ...size, range: 'limited' } as const;
    // The next picture is drawn on while this one is written.
    const pictures = decodeVideo(media, { wanted, valid: 2, ...(signal ? { signal } : {}) });
    let written = Promise.resolve();
    for await (const frame of pictures) {
      if (frame.index >= tracks.video.frames) break;
      annotator ??= new Annotator(tracks, report, frame);
      encoder ??= new VideoEncoder(options.videoFile, {
        ...size,
        rate,
        colour: frame.colour,
        ...(signal ? { signal } : {}),
      });
      if (frame.index === posterFrame) poster = await drawPoster(annotator, frame);
      const count = shown[frame.index] ?? 0;
      if (count > 0) annotator.draw(frame, frame.index);
      await written;
      written = encoder.write(frame, count);
      // It is waited for with the next picture; this only keeps a failure from being called unhandled before that.
      written.catch(() => undefined);
      options.onProgress?.((frame.index + 1) / tracks.video.frames);
    }
    await written;
    await encoder?.finish();
  } finally {
    encoder?.stop();
  }
  if (!poster) throw new ShotformError('internal', 'The frame of the poster was not decoded.');
  return poster;
}

/** The release of the shot with the best form, else of the surest one; the middle of a clip without a shot. */
function choosePoster(report: Report): number {
  const best = report.shots.toSorted((a, b) => worth(b) - worth(a))[0];
  return best?.release.frame ?? Math.floor((report.video.frames - 1) / 2);
}

function worth(shot: Shot): number {
  return (shot.scores.form.value ?? -1) + shot.confidence / 2;
}

async function drawPoster(annotator: Annotator, frame: VideoFrame): Promise<Buffer> {
  const copy = { ...frame, y: frame.y.slice(), u: frame.u.slice(), v: frame.v.slice() };
  annotator.draw(copy, frame.index, 'still');
  const canvas = createCanvas(frame.width, frame.height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(frame.width, frame.height);
  image.data.set(toRgba(copy));
  context.putImageData(image, 0, 0);
  return canvas.encode('jpeg', POSTER_QUALITY);
}

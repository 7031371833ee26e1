import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { defaultMediaLimits } from '@shotform/contracts';
import { conversion } from './filters.ts';
import type { Media } from './media.ts';
import { canScaleByZimg } from './zimg.ts';

/** Of MPEG-4 part 2, 2 being the best: what it loses is a third of what H.264 at the quality of our videos does. */
const QUANTISER = '3';

/**
 * The pictures of a video in a smaller size, upright, coded fast and well, in a file beside the outputs: to draw on them later
 * costs less than half of decoding and scaling the video again. What cannot be written is done without.
 */
export class PictureCopy {
  private readonly file: string;
  private readonly size: { width: number; height: number };
  private readonly scaler: 'zscale' | 'scale';
  private written: Promise<boolean> = Promise.resolve(false);

  private constructor(file: string, size: { width: number; height: number }, scaler: 'zscale' | 'scale') {
    this.file = file;
    this.size = size;
    this.scaler = scaler;
  }

  /** Of `media`, to be written to `file`; `size` is even. */
  static async plan(file: string, media: Media, size: { width: number; height: number }): Promise<PictureCopy> {
    return new PictureCopy(file, size, (await canScaleByZimg(media)) ? 'zscale' : 'scale');
  }

  /** What ffmpeg must be told to write the copy to a descriptor. */
  arguments(media: Media, descriptor: number): string[] {
    const { filters } = conversion(media, { ...this.size, range: 'limited' });
    if (this.scaler === 'zscale') filters.unshift(`zscale=${this.size.width}:${this.size.height}:filter=bilinear`);
    // Only the order of pictures counts: at the highest rate that is allowed no copy is too long, nor its rate too high.
    const rate = String(defaultMediaLimits.framesPerSecond);
    const graph = [...filters, `settb=1/${rate}`, 'setpts=N'].join(',');
    return [
      ['-map', `0:${media.stream}`, '-fps_mode', 'passthrough', '-vf', graph, '-an', '-r', rate],
      ['-c:v', 'mpeg4', '-q:v', QUANTISER, '-g', '60', '-bf', '0', '-threads', '1'],
      ['-map_metadata', '-1', '-f', 'matroska', `pipe:${descriptor}`],
    ].flat();
  }

  /** Writes what ffmpeg gives. Where that fails ffmpeg goes on all the same. */
  take(stream: Readable): void {
    const file = createWriteStream(this.file);
    this.written = new Promise((resolve) => {
      file.once('finish', () => resolve(true));
      file.once('error', () => {
        stream.resume();
        resolve(false);
      });
    });
    // Where ffmpeg is killed its stream may close without an end.
    stream.once('close', () => file.end());
    stream.pipe(file);
  }

  /** After the last picture of `media`: the copy; `null` where it could not be written. */
  async finish(media: Media): Promise<Media | null> {
    if (!(await this.written)) return null;
    const { matrix } = conversion(media, { ...this.size, range: 'limited' }).colour;
    return {
      ...media,
      ...this.size,
      file: this.file,
      stream: 0,
      codec: 'mpeg4',
      pixelFormat: 'yuv420p',
      rotationDegrees: 0,
      interlaced: false,
      source: { matrix, range: 'limited', transfer: 'sdr' },
    };
  }

  async remove(): Promise<void> {
    await rm(this.file, { force: true });
  }
}

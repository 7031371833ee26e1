import type { StdioOptions } from 'node:child_process';
import { ShotformError, defaultMediaLimits, type MediaLimits } from '@shotform/contracts';
import type { VideoFrame } from '@shotform/vision';
import { Child } from './children.ts';
import type { PictureCopy } from './copy.ts';
import { conversion, type Wanted } from './filters.ts';
import { FrameReader } from './frameReader.ts';
import { inputArguments } from './input.ts';
import type { Media } from './media.ts';
import { printTimes, TimeReader } from './times.ts';

export interface DecodeOptions {
  /** What to convert the pictures to; their displayed size and own range where it is not given. */
  wanted?: Wanted;
  limits?: MediaLimits;
  signal?: AbortSignal;
  /** How long the decoder may give nothing while it is waited for. */
  stallSeconds?: number;
  /** How many pictures stay valid at a time, the one given last among them; that one alone where it is not given. */
  valid?: number;
  /** Codes the pictures in a smaller size beside. */
  copy?: PictureCopy;
}

/** A second of slack: the first pictures of a stream may come in a bunch. */
const RATE_SLACK_SECONDS = 1;
const TOLERANCE = 1.02;
const COPY_DESCRIPTOR = 4;
/** Up to this size one thread decodes faster than what is done with the pictures, for a fifth less work than several. */
const ONE_THREAD_PIXELS = 1920 * 1088;

/**
 * Every picture of a video in the order of showing, upright, as planar 4:2:0, with its own presentation time (from 0, never
 * decreasing). A picture is valid until the next one, or as many as `valid` says, is asked for; the decoder runs ahead by four
 * pictures at most, and is stopped when the loop over them is left. A file that is damaged from some place on gives the
 * pictures before it.
 * Errors: `video_damaged` where there is no picture at all or the decoder hangs, `video_too_long` and
 * `frame_rate_too_high` where the header did not tell; `internal` (retryable) where the decoder was killed by the system.
 */
export async function* decodeVideo(media: Media, options: DecodeOptions = {}): AsyncGenerator<VideoFrame, void, void> {
  const limits = options.limits ?? defaultMediaLimits;
  const size = options.wanted ?? { width: media.width, height: media.height };
  const { filters, colour } = conversion(media, size);
  const graph = [...filters, ...printTimes].join(',');
  const args = [
    ['-nostdin', '-hide_banner', '-v', 'error'],
    media.width * media.height <= ONE_THREAD_PIXELS ? ['-threads', '1'] : [],
    inputArguments(media.file, limits),
    ['-map', `0:${media.stream}`, '-fps_mode', 'passthrough', '-vf', graph, '-f', 'rawvideo', 'pipe:1'],
    options.copy?.arguments(media, COPY_DESCRIPTOR) ?? [],
  ].flat();
  const planes = planeSizes(size);
  const frames = await FrameReader.open(planes.luma + 2 * planes.chroma, options.valid ?? 1);
  const stdio: StdioOptions = ['ignore', frames.childEnd, 'pipe', 'pipe', ...(options.copy ? (['pipe'] as const) : [])];
  const child = new Child('ffmpeg', args, stdio, options.signal);
  // It is ahead all the same; the pictures must not wait for what is done with the last of them, one step after the other.
  child.giveWay();
  frames.handedOver();
  const times = new TimeReader(child.output(3));
  options.copy?.take(child.output(COPY_DESCRIPTOR));
  const guard = stallGuard(child, frames, options.stallSeconds ?? 120);
  const clock = new Clock(media, limits);
  let index = 0;
  try {
    for (let picture = await frames.next(); picture; picture = await frames.next()) {
      const y = picture.subarray(0, planes.luma);
      const u = picture.subarray(planes.luma, planes.luma + planes.chroma);
      const v = picture.subarray(planes.luma + planes.chroma);
      const timeSeconds = clock.next(await times.at(index));
      yield { index, timeSeconds, width: size.width, height: size.height, y, u, v, colour };
      index++;
    }
    options.signal?.throwIfAborted();
    const ending = await child.ended;
    options.signal?.throwIfAborted();
    if (guard.stalled) throw new ShotformError('video_damaged', 'The decoder stopped answering.');
    if (ending.signal) throw new ShotformError('internal', 'The decoder was ended from outside.', { retryable: true });
    if (index === 0) throw new ShotformError('video_damaged');
    if (times.count !== index) throw new ShotformError('internal', `${times.count} times for ${index} frames.`);
  } finally {
    guard.end();
    child.stop();
    frames.close();
  }
}

function planeSizes(size: { width: number; height: number }): { luma: number; chroma: number } {
  return {
    luma: size.width * size.height,
    chroma: Math.ceil(size.width / 2) * Math.ceil(size.height / 2),
  };
}

/** Stops a child that is waited for and has said nothing for `seconds`. */
function stallGuard(child: Child, frames: FrameReader, seconds: number): { readonly stalled: boolean; end(): void } {
  let stalled = false;
  const timer = setInterval(
    () => {
      if (!frames.waiting || performance.now() - frames.lastArrival < seconds * 1000) return;
      stalled = true;
      child.stop();
    },
    Math.min(1000, seconds * 250),
  );
  return {
    get stalled() {
      return stalled;
    },
    end: () => clearInterval(timer),
  };
}

/** Presentation times as Tracks wants them, and the limits that only they can tell. */
class Clock {
  private readonly limits: MediaLimits;
  private readonly interval: number;
  private count = 0;
  private last = 0;

  constructor(media: Media, limits: MediaLimits) {
    this.limits = limits;
    this.interval = 1 / (media.framesPerSecond ?? 30);
  }

  /** A picture without a time of its own follows the one before it; a step back in time is held. */
  next(time: number | null | undefined): number {
    const guess = this.count === 0 ? 0 : this.last + this.interval;
    this.last = Math.max(this.last, time ?? guess);
    this.count++;
    const { durationSeconds, framesPerSecond } = this.limits;
    if (this.last > durationSeconds * TOLERANCE) {
      throw new ShotformError('video_too_long', `The limit is ${durationSeconds} s.`);
    }
    if (this.count > (this.last + RATE_SLACK_SECONDS) * framesPerSecond * TOLERANCE) {
      throw new ShotformError('frame_rate_too_high', `The limit is ${framesPerSecond}.`);
    }
    return this.last;
  }
}

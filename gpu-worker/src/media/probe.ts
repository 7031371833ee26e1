import { ShotformError, defaultMediaLimits, type MediaLimits } from '@shotform/contracts';
import { z } from 'zod';
import { runToEnd } from './children.ts';
import { inputArguments } from './input.ts';
import type { Media, SourceColour } from './media.ts';
import { readableFile } from './source.ts';

/** A header is read in milliseconds; a file that keeps ffprobe busy for this long is not one we can read. */
const PROBE_BOUNDS = { seconds: 60, bytes: 4 * 1024 ** 2 };
/** Containers round: a clip at the limit may claim a little more. */
const TOLERANCE = 1.02;

const entries = [
  'format=duration',
  'stream=index,codec_type,codec_name,width,height,sample_aspect_ratio,pix_fmt,field_order,' +
    'color_space,color_range,color_transfer,avg_frame_rate,duration',
  'stream_disposition=attached_pic',
  'stream_side_data=rotation',
];

const streamSchema = z.object({
  index: z.int(),
  codec_type: z.string().optional(),
  codec_name: z.string().default('unknown'),
  width: z.int().default(0),
  height: z.int().default(0),
  sample_aspect_ratio: z.string().default('1:1'),
  pix_fmt: z.string().default('unknown'),
  field_order: z.string().default('unknown'),
  color_space: z.string().default('unknown'),
  color_range: z.string().default('unknown'),
  color_transfer: z.string().default('unknown'),
  avg_frame_rate: z.string().default('0/0'),
  duration: z.string().optional(),
  disposition: z.object({ attached_pic: z.int().default(0) }).optional(),
  side_data_list: z.array(z.object({ rotation: z.number().optional() })).default([]),
});
const probeSchema = z.object({
  streams: z.array(streamSchema).default([]),
  format: z.object({ duration: z.string().optional() }).optional(),
});
type ProbedStream = z.infer<typeof streamSchema>;

/**
 * Reads what a video file's header says and holds it against the limits.
 * Errors: those of `readableFile`; `not_a_video`, `no_video_stream`, `video_damaged`, `video_too_large`, `video_too_long`,
 * `frame_rate_too_high`; `system_part_missing` without ffprobe.
 */
export async function probeVideo(
  file: string,
  options: { limits?: MediaLimits; signal?: AbortSignal } = {},
): Promise<Media> {
  const limits = options.limits ?? defaultMediaLimits;
  const path = await readableFile(file, limits.bytes);
  const show = ['-v', 'error', '-of', 'json', '-show_entries', entries.join(':')];
  const run = await runToEnd('ffprobe', [...show, ...inputArguments(path, limits)], PROBE_BOUNDS, options.signal);
  if (!run) throw new ShotformError('not_a_video', 'Its header could not be read in a reasonable time.');
  if (run.ending.signal) throw new ShotformError('internal', 'ffprobe was ended from outside.', { retryable: true });
  if (run.ending.code !== 0) throw new ShotformError('not_a_video');
  const probed = probeSchema.safeParse(JSON.parse(run.output));
  if (!probed.success) throw new ShotformError('not_a_video', undefined, { cause: probed.error });
  const media = describe(path, pictureStream(probed.data.streams), probed.data.format?.duration, run.complaint);
  checkLimits(media, limits);
  return media;
}

/** The largest moving picture; a cover image beside sound is not one. */
function pictureStream(streams: ProbedStream[]): ProbedStream {
  const pictures = streams.filter((stream) => stream.codec_type === 'video' && !stream.disposition?.attached_pic);
  const largest = pictures.sort((a, b) => b.width * b.height - a.width * a.height)[0];
  if (!largest) throw new ShotformError(streams.length > 0 ? 'no_video_stream' : 'not_a_video');
  return largest;
}

function describe(file: string, stream: ProbedStream, formatDuration: string | undefined, complaint: string): Media {
  if (/not on whitelist/.test(complaint) && stream.pix_fmt === 'unknown') {
    throw new ShotformError('not_a_video', `Pictures coded as ${stream.codec_name} are not read.`);
  }
  if (stream.width <= 0 || stream.height <= 0) {
    if (/max pixel count/.test(complaint)) throw new ShotformError('video_too_large');
    throw new ShotformError('video_damaged', 'Its header does not tell the size of the picture.');
  }
  const rotation = stream.side_data_list.find((side) => side.rotation !== undefined)?.rotation ?? 0;
  const rotationDegrees = clockwise(rotation);
  const width = Math.max(1, Math.round(stream.width * pixelAspect(stream.sample_aspect_ratio)));
  const turned = rotationDegrees === 90 || rotationDegrees === 270;
  return {
    file,
    stream: stream.index,
    codec: stream.codec_name,
    pixelFormat: stream.pix_fmt,
    width: turned ? stream.height : width,
    height: turned ? width : stream.height,
    rotationDegrees,
    interlaced: ['tt', 'bb', 'tb', 'bt'].includes(stream.field_order),
    source: sourceColour(stream),
    durationSeconds: positive(Number(stream.duration ?? formatDuration)),
    framesPerSecond: positive(ratio(stream.avg_frame_rate, '/')),
  };
}

/** ffprobe gives the display matrix' rotation counter-clockwise. Other than quarter turns are not applied. */
function clockwise(rotation: number): Media['rotationDegrees'] {
  const quarter = ((Math.round(-rotation / 90) % 4) + 4) % 4;
  if (Math.abs(rotation - Math.round(rotation / 90) * 90) > 1) return 0;
  return ([0, 90, 180, 270] as const)[quarter] ?? 0;
}

/** Width over height of one coded pixel; what no camera writes is taken for square. */
function pixelAspect(text: string): number {
  const aspect = ratio(text, ':');
  return aspect >= 0.25 && aspect <= 4 ? aspect : 1;
}

function ratio(text: string, separator: string): number {
  const [over = NaN, under = NaN] = text.split(separator).map(Number);
  return over / under;
}

function positive(value: number): number | null {
  return Number.isFinite(value) && value > 0 ? value : null;
}

function sourceColour(stream: ProbedStream): SourceColour {
  const rgb =
    /^(rgb|bgr|gbr|argb|abgr|rgba|bgra|0rgb|0bgr|pal8|x2rgb)/.test(stream.pix_fmt) || stream.color_space === 'gbr';
  const full = stream.color_range === 'pc' || stream.pix_fmt.startsWith('yuvj');
  const transfers: Record<string, SourceColour['transfer']> = { smpte2084: 'pq', 'arib-std-b67': 'hlg' };
  return {
    matrix: rgb ? 'rgb' : matrix(stream),
    range: full ? 'full' : 'limited',
    transfer: transfers[stream.color_transfer] ?? 'sdr',
  };
}

function matrix(stream: ProbedStream): 'bt601' | 'bt709' | 'bt2020' {
  if (stream.color_space.startsWith('bt2020')) return 'bt2020';
  if (stream.color_space === 'bt709') return 'bt709';
  if (['smpte170m', 'bt470bg', 'fcc', 'smpte240m'].includes(stream.color_space)) return 'bt601';
  // Not said: players take high definition for BT.709 and anything smaller for BT.601.
  return stream.width >= 1280 || stream.height > 576 ? 'bt709' : 'bt601';
}

function checkLimits(media: Media, limits: MediaLimits): void {
  const side = Math.max(media.width, media.height);
  if (side > limits.sidePixels) {
    throw new ShotformError(
      'video_too_large',
      `It is ${media.width}x${media.height}, the limit is ${limits.sidePixels} px a side.`,
    );
  }
  if ((media.durationSeconds ?? 0) > limits.durationSeconds * TOLERANCE) {
    const { durationSeconds } = limits;
    throw new ShotformError(
      'video_too_long',
      `It takes ${Math.round(media.durationSeconds ?? 0)} s, the limit is ${durationSeconds} s.`,
    );
  }
  if ((media.framesPerSecond ?? 0) > limits.framesPerSecond * TOLERANCE) {
    const rate = Math.round(media.framesPerSecond ?? 0);
    throw new ShotformError('frame_rate_too_high', `It has ${rate}, the limit is ${limits.framesPerSecond}.`);
  }
}

import { runToEnd } from './children.ts';
import type { Media } from './media.ts';

let known: Promise<boolean> | null = null;

/** Whether this machine's ffmpeg has zimg's scaler: half the work of ffmpeg's own. Asked once. */
function isInstalled(): Promise<boolean> {
  known ??= runToEnd('ffmpeg', ['-hide_banner', '-v', 'error', '-filters'], { seconds: 10, bytes: 2 ** 20 }).then(
    (run) => / zscale /.test(run?.output ?? ''),
    () => false,
  );
  return known;
}

/** Whether zimg can scale a video: it wants even sizes, which these codecs always have, and is only asked to scale. */
export async function canScaleByZimg({ codec, pixelFormat, interlaced, source }: Media): Promise<boolean> {
  const isPlain = pixelFormat === 'yuv420p' && source.range === 'limited' && source.transfer === 'sdr' && !interlaced;
  const isKnown = ['h264', 'hevc'].includes(codec) && (source.matrix === 'bt601' || source.matrix === 'bt709');
  return isPlain && isKnown && isInstalled();
}

import type { Media } from '../media/media.ts';

/** The annotated video's short side, px: never more than the first; a smaller clip is enlarged up to the second. */
const SHORT_SIDE = { most: 720, least: 480 };
const LARGEST_SIDE = 3840;
/** A copy of the pictures in the annotated video's size pays for itself from so many times its pixels on. */
const COPY_PAYS = 1.8;

/** Of the annotated video, px: even, upright, in the clip's proportions. */
export function annotatedSize({ width, height }: Media): { width: number; height: number } {
  const short = Math.min(width, height);
  const wanted = Math.min(SHORT_SIDE.most, Math.max(SHORT_SIDE.least, short));
  const scale = Math.min(wanted / short, LARGEST_SIDE / Math.max(width, height));
  const even = (length: number): number => Math.max(2, 2 * Math.round((length * scale) / 2));
  return { width: even(width), height: even(height) };
}

/** Whether decoding and scaling the video again would cost more than a copy of its pictures in that size. */
export function isCopyWorthwhile(media: Media): boolean {
  const size = annotatedSize(media);
  return media.width * media.height >= COPY_PAYS * size.width * size.height;
}

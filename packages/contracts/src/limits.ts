import { z } from 'zod';

/** What a video may be. One place; each limit has its own error code. */
export const mediaLimitsSchema = z.strictObject({
  bytes: z.int().positive(),
  durationSeconds: z.number().positive(),
  /** Longest side, px. */
  sidePixels: z.int().positive(),
  framesPerSecond: z.number().positive(),
});
export type MediaLimits = z.infer<typeof mediaLimitsSchema>;

export const defaultMediaLimits: MediaLimits = {
  bytes: 2 * 1024 ** 3,
  durationSeconds: 600,
  sidePixels: 3840,
  framesPerSecond: 240,
};

/** What a video may be. One place; each limit has its own error code. */
export interface MediaLimits {
  bytes: number;
  durationSeconds: number;
  /** Longest side, px. */
  sidePixels: number;
  framesPerSecond: number;
}

export const defaultMediaLimits: MediaLimits = {
  bytes: 2 * 1024 ** 3,
  durationSeconds: 600,
  sidePixels: 3840,
  framesPerSecond: 240,
};

/** Every error that crosses a boundary: a stable code, whether trying again can help, and a message for a person. */

/** What can be wrong with the media somebody gave us. The message is for that person. */
export const mediaErrors = {
  file_not_found: 'There is no such file.',
  file_unreadable: 'The file cannot be read.',
  file_empty: 'The file is empty.',
  file_too_large: 'The file is larger than the limit.',
  not_a_video: 'The file is not a video that can be read.',
  no_video_stream: 'The file has no picture, only sound or data.',
  video_damaged: 'The video is damaged: no frame of it can be decoded.',
  video_too_long: 'The video is longer than the limit.',
  video_too_large: 'The picture is larger than the limit.',
  frame_rate_too_high: 'The video has more frames a second than the limit.',
  tracks_invalid: 'The file is not a Tracks document of a version that can be read.',
} as const;

/** What can be wrong on our side or with how we were called. */
export const engineErrors = {
  usage: 'Wrong usage.',
  provider_unavailable: 'The inference provider that was asked for is not available here.',
  models_missing: 'The model files are missing or are not the ones expected.',
  system_part_missing: 'A program that is needed is not installed.',
  output_unwritable: 'The output folder cannot be written.',
  encoder_failed: 'The annotated video could not be written.',
  internal: 'Something went wrong on our side.',
} as const;

export const errorMessages = { ...mediaErrors, ...engineErrors } as const;
export type MediaErrorCode = keyof typeof mediaErrors;
export type ErrorCode = keyof typeof errorMessages;

export class ShotformError extends Error {
  readonly code: ErrorCode;
  /** Whether the same request can succeed later. */
  readonly retryable: boolean;

  /** `detail` is added to the code's own message, for the same reader. */
  constructor(code: ErrorCode, detail?: string, options: { cause?: unknown; retryable?: boolean } = {}) {
    super(detail ? `${errorMessages[code]} ${detail}` : errorMessages[code], { cause: options.cause });
    this.name = 'ShotformError';
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}

export function isMediaError(error: unknown): error is ShotformError & { code: MediaErrorCode } {
  return error instanceof ShotformError && Object.hasOwn(mediaErrors, error.code);
}

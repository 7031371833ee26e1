export type {
  AnalysisError,
  AnalysisJob,
  AnalysisStage,
  AnalysisStatus,
  AnalysisSummary,
  CreateAnalysis,
  Entitlements,
  List,
  LiveEvent,
  Measured,
  MediaLimits,
  Mode,
  Report,
  Results,
  SignedFile,
  Theme,
  Tracks,
  Upload,
  WidgetSession,
} from '@shotform/contracts';
export type { Analyses, CallOptions, CreateOptions, ListOptions, WaitOptions } from './analyses.ts';
export { createShotform, type Shotform, type ShotformOptions } from './client.ts';
export {
  ShotformAbortError,
  ShotformApiError,
  ShotformAuthenticationError,
  ShotformConflictError,
  ShotformConnectionError,
  ShotformLimitError,
  ShotformNotFoundError,
  ShotformPermissionError,
  ShotformRateLimitError,
  ShotformRequestError,
  ShotformSdkError,
  ShotformServerError,
  type ClientErrorCode,
  type ShotformErrorCode,
} from './errors.ts';
export type { EventListener, Events, SubscribeOptions } from './events.ts';
export type { Session, TokenProvider } from './session.ts';
export type { ShotformStorage } from './storage.ts';
export { importTracks } from './tracks.ts';
export type { Fetch } from './transport.ts';
export type { UploadHandle, UploadOptions, UploadProgress, UploadState } from './uploads/upload.ts';
export type { Uploads } from './uploads/uploads.ts';

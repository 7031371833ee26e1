import type { AnalysisJob, CreateAnalysis, List, Results, Upload, WidgetSession } from '@shotform/contracts';
import type { Events, UploadOptions, UploadProgress } from '@shotform/sdk';

export interface UploadTask {
  readonly progress: UploadProgress;
  readonly done: Promise<Upload>;
  pause(): void;
  resume(): void;
  retry(): Promise<Upload>;
  cancel(): Promise<void>;
}

interface Call {
  signal?: AbortSignal;
}

/** What the widget needs of `@shotform/sdk`; `createShotform` makes one. */
export interface ShotformClient {
  readonly session: { get(): Promise<WidgetSession> };
  readonly uploads: { start(file: File, options?: UploadOptions): UploadTask };
  readonly analyses: {
    create(body: CreateAnalysis, options?: Call & { idempotencyKey?: string }): Promise<AnalysisJob>;
    list(options?: Call & { cursor?: string; limit?: number }): Promise<List<AnalysisJob>>;
    results(id: string, options?: Call): Promise<Results>;
    delete(id: string, options?: Call): Promise<void>;
    cancel(id: string, options?: Call): Promise<AnalysisJob>;
    wait(id: string, options?: Call & { onUpdate?: (job: AnalysisJob) => void }): Promise<AnalysisJob>;
  };
  readonly events: Pick<Events, 'subscribe' | 'connected'>;
}

/** What is shown of an error: its code picks the words, `retryable` the way out. */
export interface Failure {
  code: string;
  retryable: boolean;
  requestId: string | null;
}

/** By shape, not by class: an error may come from another copy of the SDK. */
export function failureOf(error: unknown): Failure {
  const { code, requestId, retryable } = (error ?? {}) as Partial<Record<keyof Failure, unknown>>;
  return {
    code: typeof code === 'string' ? code : 'internal',
    retryable: typeof retryable === 'boolean' ? retryable : true,
    requestId: typeof requestId === 'string' ? requestId : null,
  };
}

/** A client for stories and tests alone: everything it knows is in memory, and it stays where it is told to. */
import type { AnalysisJob, LiveEvent, Report, Results, Theme, Upload, WidgetSession } from '@shotform/contracts';
import type { UploadProgress, UploadState } from '@shotform/sdk';
import type { ShotformClient, UploadTask } from '../src/client.ts';

export interface Memory {
  theme: Theme;
  tenantName?: string;
  /** What opening the session does: a failure's code, or never an answer. */
  opening?: 'never' | { code: string; requestId?: string; retryable?: boolean };
  jobs?: AnalysisJob[];
  listing?: 'never' | 'fails';
  analysesLeft?: number | null;
  /** Where an upload stops. */
  upload?: { state: UploadState; part: number; code?: string };
  /** As what a new analysis, and a running one that is opened, is seen. */
  job?: Partial<AnalysisJob>;
  results?: 'never' | 'fails' | 'sample' | 'session' | 'front' | 'empty';
}

const never = new Promise<never>(() => undefined);
const tenant = 'tenant_01jb2kq1f9ey8r2z0v3n4m5p6q';
const now = '2026-11-21T15:00:00.000Z';
let made = 0;

const id = <P extends string>(prefix: P): `${P}_${string}` =>
  `${prefix}_01jb2kq1f9ey8r2z0v3n4m${String(++made).padStart(4, '0')}`;

/** An analysis as the API would show it. */
export function job(values: Partial<AnalysisJob> = {}): AnalysisJob {
  return {
    id: id('analysis'),
    mode: 'test',
    player: id('player'),
    upload: id('upload'),
    fileName: 'free-throws.mp4',
    model: 'full',
    status: 'succeeded',
    stage: null,
    percent: 100,
    error: null,
    summary: { shots: 2, made: 1, missed: 1, form: 97.3, durationSeconds: 10 },
    createdAt: now,
    startedAt: now,
    finishedAt: now,
    ...values,
  };
}

class StoryError extends Error {
  readonly code: string;
  readonly retryable: boolean;
  readonly requestId: string | null;

  constructor({ code, requestId, retryable }: { code: string; requestId?: string; retryable?: boolean }) {
    super(code);
    this.code = code;
    this.retryable = retryable ?? true;
    this.requestId = requestId ?? null;
  }
}

export interface MemoryClient extends ShotformClient {
  /** Says to all who listen what a live stream would. */
  emit(event: LiveEvent): void;
  /** Lets an upload go on to its end. */
  finishUpload(): void;
  /** Lets a watched analysis be seen as this. */
  update(values: Partial<AnalysisJob>): void;
  readonly erased: string[];
}

export function memoryClient(memory: Memory): MemoryClient {
  const listeners = new Set<(event: LiveEvent) => void>();
  const watched = Promise.withResolvers<AnalysisJob>();
  let onUpdate: ((job: AnalysisJob) => void) | undefined;
  let current: AnalysisJob | null = null;
  let finish: () => void = () => undefined;
  const erased: string[] = [];

  const start = (file: File, onProgress: ((progress: UploadProgress) => void) | undefined): UploadTask => {
    const settle = Promise.withResolvers<Upload>();
    settle.promise.catch(() => undefined);
    const { code, part, state } = memory.upload ?? { state: 'completed', part: 1 };
    let progress: UploadProgress = { state: 'preparing', sentBytes: 0, totalBytes: file.size };
    const be = (next: UploadState, share = part): void => {
      progress = { state: next, sentBytes: Math.round(share * file.size), totalBytes: file.size };
      onProgress?.(progress);
    };
    finish = () => {
      be('completed', 1);
      settle.resolve({ id: id('upload') } as Upload);
    };
    queueMicrotask(() => {
      be(state);
      if (code) settle.reject(new StoryError({ code }));
      else if (state === 'completed') finish();
    });
    return {
      get progress() {
        return progress;
      },
      done: settle.promise,
      pause: () => be('paused'),
      resume: () => be('uploading'),
      retry: () => {
        be('uploading');
        return new Promise(() => undefined);
      },
      cancel: async () => be('canceled', 0),
    };
  };

  return {
    erased,
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    finishUpload: () => finish(),
    update: (values) => {
      if (!current) return;
      current = { ...current, ...values };
      onUpdate?.(current);
      if (['succeeded', 'failed', 'canceled'].includes(current.status)) watched.resolve(current);
    },
    session: {
      get: async () => {
        if (memory.opening === 'never') return never;
        if (memory.opening) throw new StoryError(memory.opening);
        return session(memory);
      },
    },
    uploads: { start: (file, options) => start(file, options?.onProgress) },
    analyses: {
      create: async () => (current = job({ status: 'queued', percent: 0, summary: null, ...memory.job })),
      list: async () => {
        if (memory.listing === 'never') return never;
        if (memory.listing) throw new StoryError({ code: 'unavailable' });
        return { data: memory.jobs ?? [], nextCursor: null };
      },
      results: async () => results(memory),
      delete: async (analysis) => void erased.push(analysis),
      cancel: async () => job({ status: 'canceled', summary: null }),
      wait: (_, options) => {
        onUpdate = options?.onUpdate;
        if (current) onUpdate?.(current);
        return watched.promise;
      },
    },
    events: {
      connected: true,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
  };
}

function session({ analysesLeft = null, tenantName = 'Northside Hoops', theme }: Memory): WidgetSession {
  return {
    id: id('session'),
    mode: 'test',
    token: 'none',
    expiresAt: now,
    refreshToken: 'none',
    tenant: { id: tenant, name: tenantName },
    player: { id: id('player'), identified: false, name: null },
    theme,
    entitlements: { plan: 'basic', analysesLeft, features: [] },
    limits: { bytes: 2 * 1024 ** 3, durationSeconds: 600, sidePixels: 3840, framesPerSecond: 240 },
  };
}

async function results({ results: kind = 'sample' }: Memory): Promise<Results> {
  if (kind === 'never') return never;
  if (kind === 'fails') throw new StoryError({ code: 'unavailable', requestId: 'request_01jb2kq1f9ey8r2z0v3n4m5p6q' });
  const film = kind === 'front' ? 'front' : kind === 'session' ? 'none' : 'sample';
  const file = (url: string, contentType: string) => ({ url, contentType, bytes: 1, expiresAt: now });
  return {
    analysis: id('analysis'),
    report: (await (await fetch(`/fixtures/${kind}.report.json`)).json()) as Report,
    files: {
      source: file(`/fixtures/${film}.mp4`, 'video/mp4'),
      annotated: file(`/fixtures/${film}.mp4`, 'video/mp4'),
      poster: file(`/fixtures/${film}.jpg`, 'image/jpeg'),
      tracks: file(`/fixtures/${kind}.tracks.json.gz`, 'application/gzip'),
    },
  };
}

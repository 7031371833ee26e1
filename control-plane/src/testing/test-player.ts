/** A player's widget, by the API alone. */
import { createHash, randomUUID } from 'node:crypto';
import type {
  AnalysisJob,
  CompleteUpload,
  Id,
  List,
  Results,
  SignedPart,
  SignedParts,
  Upload,
  WidgetSession,
} from '@shotform/contracts';
import { call } from './http-client.ts';
import { openSession } from './test-session.ts';
import type { TestTenant } from './test-tenant.ts';

/** The first bytes of an MP4: what its type is told by. */
const ftyp = Buffer.from('0000001866747970697336d0000000006973366d6d703432', 'hex');

export function fakeVideo(bytes: number): Buffer {
  return Buffer.concat([ftyp, Buffer.alloc(Math.max(0, bytes - ftyp.length), 'shot')]).subarray(0, bytes);
}

export class TestPlayer {
  readonly session: WidgetSession;
  readonly #url: string;

  private constructor(url: string, session: WidgetSession) {
    this.#url = url;
    this.session = session;
  }

  static async open(url: string, tenant: TestTenant, mode: 'test' | 'live' = 'test'): Promise<TestPlayer> {
    return new TestPlayer(url, await openSession({ url }, tenant, { mode }));
  }

  /** The same anonymous player in a new session, as after a reload. */
  static async reopen(url: string, tenant: TestTenant, { session }: TestPlayer): Promise<TestPlayer> {
    const playerSecret = session.player.secret ?? '';
    const opened = await openSession({ url }, tenant, { mode: session.mode, playerSecret });
    // The secret is told once.
    return new TestPlayer(url, { ...opened, player: { ...opened.player, secret: playerSecret } });
  }

  get token(): string {
    return this.session.token;
  }

  get<T>(path: string): Promise<T> {
    return call(this.#url + path, { token: this.token });
  }

  post<T>(path: string, body?: unknown, key = randomUUID() as string): Promise<T> {
    const headers = { 'idempotency-key': key };
    return call(this.#url + path, { method: 'POST', token: this.token, body, headers });
  }

  remove(path: string): Promise<void> {
    return call(this.#url + path, { method: 'DELETE', token: this.token });
  }

  announce(video: Buffer, key?: string): Promise<Upload> {
    return this.post('/v1/uploads', { fileName: 'shots.mp4', bytes: video.length }, key);
  }

  /** Cuts the video as the upload says, sends the parts, and answers what completes it. */
  async sendParts(upload: Upload, video: Buffer): Promise<CompleteUpload> {
    const parts = cut(video, upload.partBytes);
    const wanted = parts.map(({ number, sha256 }) => ({ number, sha256 }));
    const { data } = await this.post<SignedParts>(`/v1/uploads/${upload.id}/parts`, { parts: wanted });
    const sent = data.map(async (signed, i) => ({ ...wanted[i]!, etag: await putPart(signed, parts[i]!.body) }));
    return { parts: await Promise.all(sent) };
  }

  async upload(video: Buffer): Promise<Upload> {
    const upload = await this.announce(video);
    return this.post(`/v1/uploads/${upload.id}/complete`, await this.sendParts(upload, video));
  }

  analyze(upload: Id<'upload'>, key?: string): Promise<AnalysisJob> {
    return this.post('/v1/analyses', { upload, model: 'lite' }, key);
  }

  analysis(id: Id<'analysis'>): Promise<AnalysisJob> {
    return this.get(`/v1/analyses/${id}`);
  }

  analyses(query = ''): Promise<List<AnalysisJob>> {
    return this.get(`/v1/analyses${query}`);
  }

  results(id: Id<'analysis'>): Promise<Results> {
    return this.get(`/v1/analyses/${id}/results`);
  }
}

export function cut(video: Buffer, partBytes: number): { number: number; body: Buffer; sha256: string }[] {
  return Array.from({ length: Math.ceil(video.length / partBytes) }, (_, i) => {
    const body = video.subarray(i * partBytes, (i + 1) * partBytes);
    return { number: i + 1, body, sha256: createHash('sha256').update(body).digest('base64') };
  });
}

async function putPart({ url, headers }: SignedPart, body: Buffer): Promise<string> {
  const response = await fetch(url, { method: 'PUT', headers, body });
  if (!response.ok) throw new Error(`part: ${response.status} ${await response.text()}`);
  return response.headers.get('etag') ?? '';
}

/** The console's doors to the API: a cookie that scripts cannot read, and a token of it on everything that changes something. */
import type { AnalysisJob, ConsoleMe, List, LiveEvent, Mode, Problem, Results, SignIn } from '@shotform/contracts';

/** Why an answer was not what was asked for. `code` is the API's, or `connection_failed`. */
export class ConsoleError extends Error {
  readonly code: string;
  readonly status: number;
  readonly requestId: string | null;

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.title ?? `HTTP ${status}`);
    this.code = problem.code ?? (status === 0 ? 'connection_failed' : 'internal');
    this.status = status;
    this.requestId = problem.requestId ?? null;
  }
}

export interface LiveListener {
  onEvent(event: LiveEvent): void;
  /** The stream stands (again), or was lost for the moment. */
  onState(connected: boolean): void;
}

/** What the console needs of the API. */
export interface Api {
  me(): Promise<ConsoleMe>;
  signIn(body: SignIn): Promise<ConsoleMe>;
  signOut(): Promise<void>;
  switchMode(mode: Mode): Promise<ConsoleMe>;
  analyses(cursor?: string): Promise<List<AnalysisJob>>;
  analysis(id: string): Promise<AnalysisJob>;
  results(id: string): Promise<Results>;
  /** Tells of every change from now on; gives what ends it. */
  follow(listener: LiveListener): () => void;
}

const PAGE = 25;

export class ConsoleApi implements Api {
  private csrfToken = '';

  me(): Promise<ConsoleMe> {
    return this.signedIn(this.request('/console/v1/me'));
  }

  signIn(body: SignIn): Promise<ConsoleMe> {
    return this.signedIn(this.request('/console/v1/sign-in', body));
  }

  async signOut(): Promise<void> {
    await this.request('/console/v1/sign-out', {});
  }

  switchMode(mode: Mode): Promise<ConsoleMe> {
    return this.signedIn(this.request('/console/v1/mode', { mode }));
  }

  analyses(cursor?: string): Promise<List<AnalysisJob>> {
    const query = new URLSearchParams({ limit: String(PAGE), ...(cursor ? { cursor } : {}) });
    return this.request(`/v1/analyses?${query}`);
  }

  analysis(id: string): Promise<AnalysisJob> {
    return this.request(`/v1/analyses/${encodeURIComponent(id)}`);
  }

  results(id: string): Promise<Results> {
    return this.request(`/v1/analyses/${encodeURIComponent(id)}/results`);
  }

  follow({ onEvent, onState }: LiveListener): () => void {
    // The cookie goes with it, so the browser's own client will do; it connects again by itself.
    const source = new EventSource('/v1/events');
    const take = ({ data }: MessageEvent<string>): void => onEvent(JSON.parse(data) as LiveEvent);
    source.addEventListener('analysis.updated', take);
    source.addEventListener('analysis.deleted', take);
    source.addEventListener('open', () => onState(true));
    source.addEventListener('error', () => onState(false));
    return () => source.close();
  }

  private async signedIn(answer: Promise<ConsoleMe>): Promise<ConsoleMe> {
    const me = await answer;
    this.csrfToken = me.csrfToken;
    return me;
  }

  private async request<T>(path: string, body?: object): Promise<T> {
    let response: Response;
    try {
      response = await fetch(path, {
        method: body ? 'POST' : 'GET',
        headers: {
          accept: 'application/json',
          ...(body ? { 'content-type': 'application/json', 'x-shotform-csrf': this.csrfToken } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    } catch {
      throw new ConsoleError(0, {});
    }
    const text = await response.text();
    const answer: unknown = text === '' ? null : parsed(text);
    if (!response.ok) throw new ConsoleError(response.status, (answer ?? {}) as Partial<Problem>);
    return answer as T;
  }
}

/** What a proxy says in the API's place is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

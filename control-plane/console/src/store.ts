import type { AnalysisJob, ConsoleMe, LiveEvent, Mode, Results, SignIn } from '@shotform/contracts';
import type { ClipFiles } from '@shotform/elements';
import { ConsoleError, type Api } from './api.ts';

/** Where in the console one is; an address of its own each. */
export type Place = { name: 'list' } | { name: 'detail'; id: string };

export function placeOf(path: string): Place {
  const id = /^\/analyses\/(analysis_\w+)$/.exec(path)?.[1];
  return id ? { name: 'detail', id } : { name: 'list' };
}

export interface Detail {
  job: AnalysisJob | null;
  results: Results | null;
  /** Their addresses; one object as long as they are the same. */
  files: ClipFiles | null;
  error: ConsoleError | null;
}

/** What the console knows, and how it comes to know it. */
export class Store {
  me: ConsoleMe | null = null;
  /** `opening` until it is known who is there. */
  stage: 'opening' | 'out' | 'in' | 'lost' = 'opening';
  /** The cookie was good once and is no more. */
  expired = false;
  signing = false;
  error: ConsoleError | null = null;
  jobs: AnalysisJob[] | null = null;
  more: string | null = null;
  listError: ConsoleError | null = null;
  connected = false;
  place: Place;
  detail: Detail = { job: null, results: null, files: null, error: null };
  /** Analyses that have just changed, to be shown as such. */
  readonly fresh = new Set<string>();
  private readonly api: Api;
  private readonly changed: () => void;
  private unfollow: (() => void) | null = null;

  constructor(api: Api, place: Place, changed: () => void) {
    this.api = api;
    this.place = place;
    this.changed = changed;
  }

  async open(): Promise<void> {
    this.stage = 'opening';
    this.changed();
    try {
      this.enter(await this.api.me());
    } catch (error) {
      this.error = asConsoleError(error);
      this.stage = this.error.status === 401 ? 'out' : 'lost';
      if (this.stage === 'out') this.error = null;
      this.changed();
    }
  }

  close(): void {
    this.unfollow?.();
    this.unfollow = null;
  }

  async signIn(body: SignIn): Promise<void> {
    this.signing = true;
    this.error = null;
    this.changed();
    try {
      this.enter(await this.api.signIn(body));
      this.expired = false;
    } catch (error) {
      this.error = asConsoleError(error);
    }
    this.signing = false;
    this.changed();
  }

  async signOut(): Promise<void> {
    // Out is out, also where the server cannot be told: the cookie dies by itself.
    await this.api.signOut().catch(() => undefined);
    this.leave(false);
  }

  async switchMode(mode: Mode): Promise<void> {
    try {
      const me = await this.api.switchMode(mode);
      this.place = { name: 'list' };
      this.enter(me);
    } catch (error) {
      this.refused(error);
    }
  }

  async go(place: Place): Promise<void> {
    this.place = place;
    this.changed();
    await this.load();
  }

  async load(): Promise<void> {
    if (this.place.name === 'detail') return this.loadDetail(this.place.id);
    return this.loadList();
  }

  async loadMore(): Promise<void> {
    if (!this.more) return;
    try {
      const page = await this.api.analyses(this.more);
      this.jobs = [...(this.jobs ?? []), ...page.data];
      this.more = page.nextCursor;
    } catch (error) {
      this.refused(error);
    }
    this.changed();
  }

  private enter(me: ConsoleMe): void {
    this.me = me;
    this.stage = 'in';
    this.jobs = null;
    this.close();
    this.unfollow = this.api.follow({
      onEvent: (event) => this.take(event),
      onState: (connected) => {
        // What happened while nobody listened is not known: look.
        if (connected && !this.connected) void this.load();
        this.connected = connected;
        this.changed();
      },
    });
    this.changed();
    void this.load();
  }

  private leave(expired: boolean): void {
    this.close();
    Object.assign(this, { me: null, stage: 'out', jobs: null, expired, error: null, connected: false });
    this.changed();
  }

  private async loadList(): Promise<void> {
    try {
      const page = await this.api.analyses();
      this.jobs = page.data;
      this.more = page.nextCursor;
      this.listError = null;
    } catch (error) {
      if (!this.refused(error)) this.listError = this.jobs === null ? asConsoleError(error) : null;
    }
    this.changed();
  }

  private async loadDetail(id: string): Promise<void> {
    const job = this.jobs?.find((job) => job.id === id) ?? null;
    const known = this.detail.job?.id === id ? this.detail : { job, results: null, files: null };
    this.detail = { ...known, error: null };
    this.changed();
    try {
      const job = await this.api.analysis(id);
      const results = job.status === 'succeeded' ? await this.api.results(id) : null;
      if (this.place.name === 'detail' && this.place.id === id) {
        this.detail = { job, results, files: results && filesOf(results), error: null };
      }
    } catch (error) {
      if (!this.refused(error)) this.detail = { ...this.detail, error: asConsoleError(error) };
    }
    this.changed();
  }

  private take(event: LiveEvent): void {
    const { id } = event.analysis;
    if (event.type === 'analysis.deleted') {
      this.jobs = this.jobs?.filter((job) => job.id !== id) ?? null;
    } else {
      const { analysis } = event;
      const known = this.jobs?.some((job) => job.id === id);
      if (this.jobs)
        this.jobs = known ? this.jobs.map((job) => (job.id === id ? analysis : job)) : [analysis, ...this.jobs];
      this.fresh.add(id);
      if (this.detail.job?.id === id) {
        this.detail = { ...this.detail, job: analysis };
        if (analysis.status === 'succeeded' && this.place.name === 'detail') void this.loadDetail(id);
      }
    }
    this.changed();
  }

  /** Whether the answer says that nobody is signed in any more; then the console shows the door. */
  private refused(error: unknown): boolean {
    if (asConsoleError(error).status !== 401) return false;
    this.leave(true);
    return true;
  }
}

function filesOf({ files }: Results): ClipFiles {
  const { annotated, poster, source, tracks } = files;
  return { annotated: annotated.url, poster: poster.url, source: source.url, tracks: tracks.url };
}

function asConsoleError(error: unknown): ConsoleError {
  return error instanceof ConsoleError ? error : new ConsoleError(500, {});
}

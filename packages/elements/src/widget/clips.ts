import type { AnalysisJob } from '@shotform/contracts';
import type { ShotformClient } from '../client.ts';

const PAGE = 10;

/** The player's own analyses, newest first, kept up to date by live events. */
export class Clips {
  jobs: AnalysisJob[] | null = null;
  failed = false;
  more: string | null = null;
  private readonly client: ShotformClient;
  private readonly changed: () => void;
  private unsubscribe: (() => void) | null = null;

  constructor(client: ShotformClient, changed: () => void) {
    this.client = client;
    this.changed = changed;
  }

  start(): void {
    this.unsubscribe ??= this.client.events.subscribe(
      (event) => {
        if (event.type === 'analysis.updated') this.take(event.analysis);
        else this.remove(event.analysis.id);
      },
      { onOpen: () => void this.refresh() },
    );
    void this.refresh();
  }

  stop(): void {
    this.unsubscribe?.();
    this.unsubscribe = null;
  }

  async refresh(): Promise<void> {
    try {
      const page = await this.client.analyses.list({ limit: PAGE });
      const older = (this.jobs ?? []).filter((job) => job.createdAt < (page.data.at(-1)?.createdAt ?? ''));
      this.jobs = [...page.data, ...older];
      if (older.length === 0) this.more = page.nextCursor;
      this.failed = false;
    } catch {
      this.failed = this.jobs === null;
    }
    this.changed();
  }

  async loadMore(): Promise<void> {
    if (!this.more) return;
    try {
      const page = await this.client.analyses.list({ limit: PAGE, cursor: this.more });
      const known = new Set(this.jobs?.map(({ id }) => id));
      this.jobs = [...(this.jobs ?? []), ...page.data.filter(({ id }) => !known.has(id))];
      this.more = page.nextCursor;
    } catch {
      this.failed = true;
    }
    this.changed();
  }

  remove(id: string): void {
    this.jobs = this.jobs?.filter((job) => job.id !== id) ?? null;
    this.changed();
  }

  private take(job: AnalysisJob): void {
    if (!this.jobs) return;
    const known = this.jobs.some(({ id }) => id === job.id);
    this.jobs = known ? this.jobs.map((old) => (old.id === job.id ? job : old)) : [job, ...this.jobs];
    this.changed();
  }
}

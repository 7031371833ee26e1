/** Counts what the application asks its database: every statement, BEGIN and COMMIT too; the queue's are not among them. */
import { Client } from 'pg';
import { vi } from 'vitest';

const counted = ['shotform_app', 'shotform_auth', 'shotform_system'];

interface PgClient {
  user?: string;
}

export class QueryCounter {
  #count = 0;

  constructor() {
    const query = Client.prototype.query as (this: PgClient, ...args: unknown[]) => unknown;
    const count = (): void => void this.#count++;
    const spied = function (this: PgClient, ...args: unknown[]): unknown {
      if (counted.includes(this.user ?? '')) count();
      return query.apply(this, args);
    };
    vi.spyOn(Client.prototype, 'query').mockImplementation(spied as typeof Client.prototype.query);
  }

  /** How many statements the work took. */
  async of(work: () => Promise<unknown>): Promise<number> {
    const before = this.#count;
    await work();
    return this.#count - before;
  }
}

/** Counts what the application asks its database: every statement, BEGIN and COMMIT too; the queue's are not among them. */
import { createRequire } from 'node:module';
import { Client } from 'pg';
import { vi } from 'vitest';

const counted = ['shotform_app', 'shotform_auth', 'shotform_system'];

interface PgClient {
  user?: string;
}

/** MikroORM brings its own copy of the driver. */
function clients(): (typeof Client)[] {
  const require = createRequire(import.meta.url);
  const inOrm = createRequire(require.resolve('@mikro-orm/postgresql'))('pg') as typeof import('pg');
  return [...new Set([Client, inOrm.Client])];
}

export class QueryCounter {
  #count = 0;

  constructor() {
    for (const client of clients()) {
      const query = client.prototype.query as (this: PgClient, ...args: unknown[]) => unknown;
      const count = (): void => void this.#count++;
      const spied = function (this: PgClient, ...args: unknown[]): unknown {
        if (counted.includes(this.user ?? '')) count();
        return query.apply(this, args);
      };
      vi.spyOn(client.prototype, 'query').mockImplementation(spied as typeof client.prototype.query);
    }
  }

  /** How many statements the work took. */
  async of(work: () => Promise<unknown>): Promise<number> {
    const before = this.#count;
    await work();
    return this.#count - before;
  }
}

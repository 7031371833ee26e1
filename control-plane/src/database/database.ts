import { AsyncLocalStorage } from 'node:async_hooks';
import type { Id, Mode } from '@shotform/contracts';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Pool } from 'pg';
import type { Config } from '../config/config.ts';
import { entities } from './entities/index.ts';
import { Lookups } from './lookups.ts';
import { reclaimLostConnections } from './lost-connections.ts';

/** What a transaction may see: a player's own rows, or (`*`) all of a tenant's in one mode. */
export interface Scope {
  tenant: Id<'tenant'>;
  mode: Mode;
  player: Id<'player'> | '*';
}

interface OpenTransaction {
  scope: Scope;
  em: EntityManager;
  ended: boolean;
  afterCommit: (() => void)[];
}

type Connections = Pick<Config, 'database' | 'databasePool'>;
type OnError = (error: Error) => void;

/**
 * The one door to the database. There is no query without a transaction, and no transaction without either a scope, which
 * row-level security enforces, or the role `system`, asked for by name.
 */
@Injectable()
export class Database implements OnApplicationShutdown {
  readonly lookups: Lookups;
  readonly #app: MikroORM;
  readonly #system: MikroORM;
  readonly #auth: Pool;
  readonly #open = new AsyncLocalStorage<OpenTransaction>();

  private constructor(app: MikroORM, system: MikroORM, auth: Pool) {
    this.#app = app;
    this.#system = system;
    this.#auth = auth;
    this.lookups = new Lookups(auth);
  }

  /** Connects lazily: an unreachable database is an answer of readiness, not a crash at boot. */
  static open({ database, databasePool }: Connections, onError: OnError): Database {
    const auth = new Pool({ connectionString: database.auth, max: databasePool });
    // An idle connection that the server ends (57P01) is replaced when it is next needed.
    auth.on('error', onError);
    const app = openOrm(database.app, databasePool, onError);
    const system = openOrm(database.system, databasePool, onError);
    return new Database(app, system, auth);
  }

  /**
   * Runs work in one transaction in which only what the scope may see exists. Inside work of the same scope it joins that
   * transaction. Do not keep `em` longer, and do not wait for the network inside.
   */
  async run<T>(scope: Scope, work: (em: EntityManager) => Promise<T>): Promise<T> {
    const open = this.#open.getStore();
    if (open !== undefined && !open.ended && sameScope(open.scope, scope)) return work(open.em);
    const afterCommit: (() => void)[] = [];
    const result = await this.#app.em.fork().transactional(async (em) => {
      await em.execute(
        `SELECT set_config('app.tenant', ?, true), set_config('app.mode', ?, true), set_config('app.player', ?, true)`,
        [scope.tenant, scope.mode, scope.player],
      );
      const transaction: OpenTransaction = { scope, em, ended: false, afterCommit };
      try {
        return await this.#open.run(transaction, () => work(em));
      } finally {
        // What work left running must not write into a transaction that is over.
        transaction.ended = true;
      }
    });
    for (const then of afterCommit) then();
    return result;
  }

  /** Called inside `run`: what is to happen once its transaction, the outermost, is committed, and not if it is not. */
  afterCommit(then: () => void): void {
    const open = this.#open.getStore();
    if (open === undefined || open.ended) throw new Error('There is no open transaction.');
    open.afterCommit.push(then);
  }

  /** Past the walls: for what belongs to no request, such as the reconciler. */
  async system<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    return this.#system.em.fork().transactional(work);
  }

  /** @throws where the database does not answer. */
  async ping(): Promise<void> {
    await Promise.all([this.#auth.query('SELECT 1'), this.#app.em.fork().execute('SELECT 1')]);
  }

  /** The very last: whatever else shuts down may still need it. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.#app.close(true), this.#system.close(true), this.#auth.end()]);
  }
}

function openOrm(clientUrl: string, max: number, onError: OnError): MikroORM {
  return new MikroORM({
    clientUrl,
    entities,
    pool: { min: 0, max },
    driverOptions: { onPoolCreated: reclaimLostConnections },
    // Its warnings are dropped connections; what fails a query is thrown.
    logger: (message) => onError(new Error(message)),
    colors: false,
  });
}

function sameScope(a: Scope, b: Scope): boolean {
  return a.tenant === b.tenant && a.mode === b.mode && a.player === b.player;
}

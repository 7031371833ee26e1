/**
 * The matrix of tables: every table, in every scope, straight at the database as the role `app`. Which rows a scope is to see
 * is worked out here from their owners, independently of the policies.
 */
import { Client, type DatabaseError } from 'pg';
import type { TestDatabase } from '../../src/testing/test-database.ts';
import type { Owner } from './world.ts';

/**
 * Whose rows a table holds. `player`: a player's. `staff`: a tenant's, and no player sees them. `tenant`: a tenant's, for its
 * players too. `platform`: nobody's. A table that is not here fails the test of the schema.
 */
export type Kind = 'player' | 'staff' | 'tenant' | 'platform';
export interface Table {
  kind: Kind;
  /** The columns of its owner; a table without a mode belongs to both. */
  tenant?: string;
  mode?: string;
  player?: string;
}

const owned: Table = { kind: 'player', tenant: 'tenant_id', mode: 'mode', player: 'player_id' };

export const tables: Record<string, Table> = {
  tenants: { kind: 'tenant', tenant: 'id' },
  themes: { kind: 'tenant', tenant: 'tenant_id' },
  members: { kind: 'staff', tenant: 'tenant_id' },
  // What the console shows is a choice of the sign-in, not whose it is.
  member_sessions: { kind: 'staff', tenant: 'tenant_id' },
  keys: { kind: 'staff', tenant: 'tenant_id', mode: 'mode' },
  // A change of the tenant itself is in no mode: what was done is seen in both.
  audit_log: { kind: 'staff', tenant: 'tenant_id' },
  players: { ...owned, player: 'id' },
  sessions: owned,
  refresh_tokens: owned,
  uploads: owned,
  analyses: owned,
  attempts: owned,
  reports: owned,
  events: owned,
  reservations: owned,
  usage_records: owned,
  idempotency_keys: owned,
  erasures: owned,
  signing_keys: { kind: 'platform' },
  migrations: { kind: 'platform' },
};

/** What a connection of `app` has set before it asks; `null`: nothing. */
export type TestScope = Pick<Owner, 'tenant' | 'mode'> & { player: string };

type Row = Record<string, unknown>;

export class TableMatrix {
  readonly #admin: Client;
  readonly #app: Client;

  private constructor(admin: Client, app: Client) {
    this.#admin = admin;
    this.#app = app;
  }

  static async connect(database: TestDatabase): Promise<TableMatrix> {
    const admin = new Client({ connectionString: database.adminUrl.replace(/\/postgres$/, '/shotform') });
    const app = new Client({ connectionString: database.urls.app });
    await Promise.all([admin.connect(), app.connect()]);
    return new TableMatrix(admin, app);
  }

  async end(): Promise<void> {
    await Promise.all([this.#admin.end(), this.#app.end()]);
  }

  /** @returns what is wrong with the table in these scopes. */
  async problems(name: string, scopes: readonly (TestScope | null)[]): Promise<string[]> {
    const problems: string[] = [];
    for (const scope of scopes) {
      problems.push(...(await this.#reading(name, scope)), ...(await this.#writing(name, scope)));
    }
    return problems;
  }

  /** Exactly its own rows: none more, none fewer. */
  async #reading(name: string, scope: TestScope | null): Promise<string[]> {
    const all = await this.#rows(name);
    const expected = all.filter((row) => maySee(tables[name], row, scope));
    const seen = await this.#inScope(scope, () =>
      this.#app.query<{ row: Row }>(`SELECT to_jsonb(t) AS row FROM ${name} t`),
    );
    if ('error' in seen) {
      return seen.error === 'permission' && expected.length === 0
        ? []
        : [`${label(scope)} reads ${name}: ${seen.error}`];
    }
    const [a, b] = [seen.rows.map(({ row }) => text(row)).sort(), expected.map(text).sort()];
    return text(a) === text(b)
      ? []
      : [`${label(scope)} sees ${a.length} of ${all.length} rows of ${name}, not ${b.length}`];
  }

  /** No row of somebody else can be put there, however it is made. */
  async #writing(name: string, scope: TestScope | null): Promise<string[]> {
    const foreign = (await this.#rows(name)).filter((row) => !maySee(tables[name], row, scope));
    const problems: string[] = [];
    for (const row of firstOfEachOwner(tables[name], foreign)) {
      const sql = `INSERT INTO ${name} SELECT * FROM jsonb_populate_record(NULL::${name}, $1)`;
      const written = await this.#inScope(scope, () => this.#app.query(sql, [row]));
      const isRefused = 'error' in written && (written.error === 'policy' || written.error === 'permission');
      if (!isRefused) problems.push(`${label(scope)} can put ${ownerOf(tables[name], row)}'s row into ${name}`);
    }
    return problems;
  }

  async #rows(name: string): Promise<Row[]> {
    return (await this.#admin.query<{ row: Row }>(`SELECT to_jsonb(t) AS row FROM ${name} t`)).rows.map(
      ({ row }) => row,
    );
  }

  async #inScope<T>(scope: TestScope | null, work: () => Promise<T>): Promise<T | { error: string }> {
    await this.#app.query('BEGIN');
    try {
      if (scope !== null) {
        const sql = `SELECT set_config('app.tenant', $1, true), set_config('app.mode', $2, true), set_config('app.player', $3, true)`;
        await this.#app.query(sql, [scope.tenant, scope.mode, scope.player]);
      }
      return await work();
    } catch (error) {
      const { code, message } = error as DatabaseError;
      if (code !== '42501') return { error: message };
      return { error: /row-level security/.test(message) ? 'policy' : 'permission' };
    } finally {
      await this.#app.query('ROLLBACK');
    }
  }
}

function maySee(table: Table | undefined, row: Row, scope: TestScope | null): boolean {
  if (table?.tenant === undefined || scope === null || row[table.tenant] !== scope.tenant) return false;
  if (table.mode !== undefined && row[table.mode] !== scope.mode) return false;
  if (scope.player === '*') return true;
  return table.kind === 'tenant' || (table.player !== undefined && row[table.player] === scope.player);
}

function firstOfEachOwner(table: Table | undefined, rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [ownerOf(table, row), row])).values()];
}

function ownerOf(table: Table | undefined, row: Row): string {
  return text([table?.tenant, table?.mode, table?.player].map((column) => (column === undefined ? '' : row[column])));
}

function label(scope: TestScope | null): string {
  return scope === null ? 'without a scope one' : `${scope.mode} ${scope.player === '*' ? 'staff' : 'player'}`;
}

function text(value: unknown): string {
  return JSON.stringify(value);
}

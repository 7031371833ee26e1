/** Migrations: a step of their own, under the role that owns the tables. Runs under plain Node. */
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { runMigrations as runQueueMigrations } from 'bullmq';
import { Client } from 'pg';
import { migrations } from './migrations/index.ts';
import { roleName, roles } from './roles.ts';

/** BullMQ's tables, where the queue lives in PostgreSQL. All that the role `queue` reaches. */
export const QUEUE_SCHEMA = 'bullmq';

/**
 * Brings the database to the newest version. Idempotent; two at once wait for each other.
 *
 * @param ownerUrl a connection as `shotform_owner`, the owner of the database.
 * @returns the names of the migrations that were run.
 */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(hashtext('shotform migrations'))`);
    await requireRoles(client);
    const done = await migrateTables(ownerUrl);
    await migrateQueue(client);
    return done;
  } finally {
    await client.end();
  }
}

async function requireRoles(client: Client): Promise<void> {
  const wanted = roles.map(roleName);
  const found = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles WHERE rolname = ANY($1)', [
    wanted,
  ]);
  const missing = wanted.filter((name) => !found.rows.some((row) => row.rolname === name));
  if (missing.length > 0) throw new Error(`The database lacks these roles: ${missing.join(', ')}.`);
}

async function migrateTables(ownerUrl: string): Promise<string[]> {
  const orm = await MikroORM.init({
    clientUrl: ownerUrl,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    logger: () => undefined,
    extensions: [Migrator],
    migrations: { migrationsList: migrations, tableName: 'migrations', snapshot: false, allOrNothing: true },
  });
  try {
    const run = await orm.migrator.up();
    return run.map((migration) => migration.name);
  } finally {
    await orm.close(true);
  }
}

async function migrateQueue(client: Client): Promise<void> {
  const queue = roleName('queue');
  await runQueueMigrations(client, QUEUE_SCHEMA);
  await client.query(`GRANT USAGE ON SCHEMA ${QUEUE_SCHEMA} TO ${queue}`);
  await client.query(
    `GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA ${QUEUE_SCHEMA} TO ${queue}`,
  );
  await client.query(`GRANT ALL ON ALL SEQUENCES IN SCHEMA ${QUEUE_SCHEMA} TO ${queue}`);
}

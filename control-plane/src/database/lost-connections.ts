import type { Pool, PoolClient } from 'pg';

/** Whoever holds a connection hears of its end by its query, and gives it back by itself, well before this. */
const PATIENCE_MS = 1000;

/**
 * Gives connections that were lost while somebody held them back to their pool. Kysely gives a transaction's connection back
 * after COMMIT or ROLLBACK, but where the connection is gone, and so neither succeeds, it never does: each crash of the
 * database would take some of the pool's places, until nobody got one.
 */
export function reclaimLostConnections(pool: Pool): void {
  const held = new Set<PoolClient>();
  pool.on('acquire', (client) => held.add(client));
  pool.on('release', (_, client) => held.delete(client as PoolClient));
  pool.on('connect', (client) => {
    client.once('end', () => {
      setTimeout(() => held.has(client) && client.release(true), PATIENCE_MS).unref();
    });
  });
}

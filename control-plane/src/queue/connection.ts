import { createPostgresBackend, setDefaultBackendFactory, type ConnectionOptions } from 'bullmq';
import type { Config } from '../config/config.ts';
import { QUEUE_SCHEMA } from '../database/migrate.ts';

/** Pools beyond ten were seen to deadlock in BullMQ's functions. */
const MAX_CONNECTIONS = 4;

/**
 * Chooses BullMQ's backend for this process (Redis where there is one, else PostgreSQL) and answers how to connect.
 * The queue's own login reaches nothing but its schema.
 */
export function queueConnection(config: Pick<Config, 'redisUrl' | 'queueDatabase'>): ConnectionOptions {
  if (config.redisUrl !== null) {
    setDefaultBackendFactory();
    return { url: config.redisUrl };
  }
  setDefaultBackendFactory(createPostgresBackend);
  // The type is that of Redis; the backend decides what is understood.
  return { connectionString: config.queueDatabase, schema: QUEUE_SCHEMA, max: MAX_CONNECTIONS } as ConnectionOptions;
}

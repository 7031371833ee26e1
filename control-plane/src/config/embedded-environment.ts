/** What the embedded column of the configuration brings itself: addresses of a local PostgreSQL, and secrets kept beside it. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { DatabaseUrls } from '../database/roles.ts';
import { keptSecret } from './kept-secret.ts';

/** Whether the environment names no database, so that an embedded one is to be started. */
export function isEmbedded(env: NodeJS.ProcessEnv): boolean {
  return (env['DATABASE_URL'] ?? '') === '';
}

/** Environment variables for the API and (the fleet's token) its workers. Secrets are made once and kept in the data folder. */
export function embeddedEnvironment(dataDir: string, urls: DatabaseUrls) {
  const secret = (name: string, encoding: 'base64' | 'base64url'): string =>
    keptSecret(path.resolve(dataDir, 'secrets', name), () => randomBytes(32).toString(encoding));
  return {
    DATABASE_URL: urls.app,
    DATABASE_AUTH_URL: urls.auth,
    DATABASE_SYSTEM_URL: urls.system,
    DATABASE_QUEUE_URL: urls.queue,
    SHOTFORM_MASTER_KEY: secret('master-key', 'base64'),
    SHOTFORM_FLEET_TOKEN: secret('fleet-token', 'base64url'),
  };
}

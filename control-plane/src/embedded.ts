/**
 * One machine's own database, and its first tenant. Nothing here needs a build: `npm start` and tests import it with plain Node.
 * The API itself is built, `control-plane/dist/main.js`; it takes `embeddedEnvironment`'s variables.
 */
export { embeddedEnvironment } from './config/embedded-environment.ts';
export { startPostgres, type EmbeddedPostgres, type PostgresOptions } from './database/embedded-postgres.ts';
export { migrate } from './database/migrate.ts';
export type { DatabaseUrls } from './database/roles.ts';
export { seed, type Seeded, type SeedOptions } from './seed/seed.ts';

/**
 * A real PostgreSQL for a test file, migrated, its own: the data folder of a migrated server is kept as a template, and
 * copied. Copying takes a fraction of a second, initialising and migrating some.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres, type EmbeddedPostgres } from '../database/embedded-postgres.ts';
import { migrate } from '../database/migrate.ts';
import { claimDataFolder } from '../database/postgres-lock.ts';

const database = fileURLToPath(new URL('../database/', import.meta.url));
const templates = fileURLToPath(new URL('../../node_modules/.cache/postgres/', import.meta.url));

/** A test's data need not outlive the machine. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  shared_buffers: '32MB',
  max_wal_size: '128MB',
};

const PREFIX = 'shotform-test-';

export interface TestDatabase {
  dataDir: string;
  urls: EmbeddedPostgres['urls'];
  adminUrl: string;
  stop(): Promise<void>;
}

/** Starts a migrated database of the test's own. `stop` removes it. */
export async function startTestDatabase(): Promise<TestDatabase> {
  await clearAbandoned();
  const template = await migratedTemplate();
  const dataDir = mkdtempSync(path.join(tmpdir(), PREFIX));
  copyFolder(template, dataDir);
  const postgres = await startPostgres({ dataDir, settings });
  return {
    dataDir,
    urls: postgres.urls,
    adminUrl: postgres.adminUrl,
    stop: async () => {
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Stops and removes what a test run left behind that was killed. */
async function clearAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(PREFIX))) {
    const folder = path.join(tmpdir(), name, 'postgres');
    // Without a claim it is one that another test file is just making.
    if (!existsSync(path.join(folder, 'claimed-by'))) continue;
    try {
      await claimDataFolder(folder);
      rmSync(path.join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // In use, or cleared by another test file just now.
    }
  }
}

/** Made anew when anything that it is made from changes. Two test files at once may both make one: the later replaces. */
async function migratedTemplate(): Promise<string> {
  const template = path.join(templates, fingerprint());
  if (existsSync(template)) return template;
  mkdirSync(templates, { recursive: true });
  const draft = mkdtempSync(path.join(templates, 'draft-'));
  const postgres = await startPostgres({ dataDir: draft, settings });
  await migrate(postgres.urls.owner);
  await postgres.stop();
  try {
    renameSync(draft, template);
  } catch {
    // Another test file was first.
    rmSync(draft, { recursive: true, force: true });
  }
  removeOthers(template);
  return template;
}

function fingerprint(): string {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const file of readdirSync(database, { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.ts')) hash.update(file).update(readFileSync(path.join(database, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

function removeOthers(template: string): void {
  for (const name of readdirSync(templates)) {
    const other = path.join(templates, name);
    if (other !== template && !name.startsWith('draft-')) rmSync(other, { recursive: true, force: true });
  }
}

/** With owners, which are PostgreSQL's own user where we are root: Node's copy does not keep them. */
function copyFolder(from: string, to: string): void {
  execFileSync('cp', ['-a', `${from}/.`, to]);
}

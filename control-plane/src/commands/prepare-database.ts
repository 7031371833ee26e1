/**
 * Prepares a database for the API: a step of its own, before a new version starts. Runs unbuilt.
 *
 *   DATABASE_OWNER_URL=postgresql://shotform_owner:...@host/shotform node control-plane/src/commands/prepare-database.ts
 *
 * With DATABASE_ADMIN_URL, a superuser's, it first creates the database and the roles, with the passwords of the five
 * addresses: DATABASE_OWNER_URL, DATABASE_URL, DATABASE_AUTH_URL, DATABASE_SYSTEM_URL, DATABASE_QUEUE_URL.
 */
import { migrate } from '../database/migrate.ts';
import { createDatabase, roleName, type Role } from '../database/roles.ts';

const variables: Record<Role, string> = {
  owner: 'DATABASE_OWNER_URL',
  app: 'DATABASE_URL',
  auth: 'DATABASE_AUTH_URL',
  system: 'DATABASE_SYSTEM_URL',
  queue: 'DATABASE_QUEUE_URL',
};

function addressOf(role: Role): URL {
  const value = process.env[variables[role]];
  if (value === undefined || !URL.canParse(value)) throw new Error(`${variables[role]}: must be a URL`);
  return new URL(value);
}

function passwordOf(role: Role): string {
  const { username, password } = addressOf(role);
  if (username !== roleName(role)) throw new Error(`${variables[role]}: the user must be ${roleName(role)}`);
  return decodeURIComponent(password);
}

const owner = addressOf('owner');
const admin = process.env['DATABASE_ADMIN_URL'];
if (admin !== undefined) {
  const passwords = {
    owner: passwordOf('owner'),
    app: passwordOf('app'),
    auth: passwordOf('auth'),
    system: passwordOf('system'),
    queue: passwordOf('queue'),
  };
  await createDatabase(admin, owner.pathname.slice(1), passwords);
}
const run = await migrate(owner.href);
console.log(run.length === 0 ? 'The database is up to date.' : `Migrated: ${run.join(', ')}.`);

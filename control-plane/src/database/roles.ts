/** The database's roles: who may do what is in the migrations, here is only that they exist. */
import { Client } from 'pg';

export const roles = ['owner', 'app', 'auth', 'system', 'queue'] as const;
export type Role = (typeof roles)[number];
export type DatabaseUrls = Record<Role, string>;

/** The login of a role. */
export function roleName(role: Role): string {
  return `shotform_${role}`;
}

/**
 * Creates the roles with these passwords (or sets them anew), and the database if it is not there. Idempotent.
 *
 * @param adminUrl a superuser's connection to any database of the server.
 */
export async function createDatabase(
  adminUrl: string,
  database: string,
  passwords: Record<Role, string>,
): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  const name = client.escapeIdentifier(database);
  await client.connect();
  try {
    for (const role of roles) await createRole(client, roleName(role), passwords[role]);
    const existing = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (existing.rowCount === 0) await client.query(`CREATE DATABASE ${name} OWNER ${roleName('owner')}`);
    await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${roles.map(roleName).join(', ')}`);
  } finally {
    await client.end();
  }
}

async function createRole(client: Client, name: string, password: string): Promise<void> {
  const existing = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  const verb = existing.rowCount === 0 ? 'CREATE' : 'ALTER';
  await client.query(`${verb} ROLE ${name} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD ${client.escapeLiteral(password)}`);
}

/** The first tenant of a machine: a facility with a brand, keys for its page and its server, and an owner. Runs under plain Node. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Id } from '@shotform/contracts';
import { Client } from 'pg';
import { keptSecret } from '../config/kept-secret.ts';
import { seal } from '../identity/envelope.ts';
import { newId } from '../identity/id.ts';
import { newKeyText, parseKeyText, playerTokenKey } from '../identity/key-text.ts';
import { hashPassword } from '../identity/password.ts';
import { hashSecret } from '../identity/secret-text.ts';
import { name, owner, theme } from './northside-hoops.ts';

export interface SeedOptions {
  /** Where what is made once is kept, in `secrets/seed`. */
  dataDir: string;
  /** Of `embeddedEnvironment`: the database is reached as its role `system`. */
  environment: { DATABASE_SYSTEM_URL: string; SHOTFORM_MASTER_KEY: string };
  /** The facility's site, without a slash at the end: the origin that its publishable key may be used from. */
  siteOrigin: string;
}

/** Everything of the tenant that is to be told; made once, the same ever after. */
export interface Seeded {
  tenant: { id: Id<'tenant'>; name: string };
  /** Of test mode, as its secret key. */
  publishableKey: string;
  secretKey: string;
  owner: { email: string; password: string };
}

interface Made {
  tenant: Id<'tenant'>;
  theme: Id<'theme'>;
  member: Id<'member'>;
  publishableKey: string;
  secretKey: string;
  password: string;
}

const SECRET_KEY_SCOPES = ['uploads:read', 'analyses:read'];

/** Adds what is missing. Idempotent. */
export async function seed(options: SeedOptions): Promise<Seeded> {
  const kept = keptSecret(path.resolve(options.dataDir, 'secrets', 'seed'), () => JSON.stringify(make()));
  const made = JSON.parse(kept) as Made;
  const client = new Client({ connectionString: options.environment.DATABASE_SYSTEM_URL });
  await client.connect();
  try {
    await client.query('BEGIN');
    await insertTenant(client, made, options.siteOrigin);
    await insertKeys(client, made, options);
    await insertOwner(client, made);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
  return {
    tenant: { id: made.tenant, name },
    publishableKey: made.publishableKey,
    secretKey: made.secretKey,
    owner: { email: owner.email, password: made.password },
  };
}

function make(): Made {
  return {
    tenant: newId('tenant'),
    theme: newId('theme'),
    member: newId('member'),
    publishableKey: newKeyText({ kind: 'publishable', mode: 'test', id: newId('key') }),
    secretKey: newKeyText({ kind: 'secret', mode: 'test', id: newId('key') }),
    password: randomBytes(12).toString('base64url'),
  };
}

async function insertTenant(client: Client, made: Made, site: string): Promise<void> {
  await client.query(`INSERT INTO tenants (id, name, plan) VALUES ($1, $2, 'enterprise') ON CONFLICT DO NOTHING`, [
    made.tenant,
    name,
  ]);
  const document = theme(site);
  await client.query(
    `INSERT INTO themes (id, tenant_id, version, document, published_at) VALUES ($1, $2, $3, $4, now())
     ON CONFLICT DO NOTHING`,
    [made.theme, made.tenant, document.version, document],
  );
}

async function insertKeys(client: Client, made: Made, { environment, siteOrigin }: SeedOptions): Promise<void> {
  const masterKey = Buffer.from(environment.SHOTFORM_MASTER_KEY, 'base64');
  const secretId = keyId(made.secretKey);
  const signing = playerTokenKey(made.secretKey).toString('base64');
  await client.query(
    `INSERT INTO keys (id, tenant_id, mode, kind, name, hash, scopes, player_token_key)
     VALUES ($1, $2, 'test', 'secret', 'Our server', $3, $4, $5) ON CONFLICT DO NOTHING`,
    [secretId, made.tenant, hashSecret(made.secretKey), SECRET_KEY_SCOPES, seal(masterKey, signing, secretId)],
  );
  await client.query(
    `INSERT INTO keys (id, tenant_id, mode, kind, name, hash, origins)
     VALUES ($1, $2, 'test', 'publishable', 'Our page', $3, $4)
     ON CONFLICT (id) DO UPDATE SET origins = excluded.origins`,
    [keyId(made.publishableKey), made.tenant, hashSecret(made.publishableKey), [siteOrigin]],
  );
}

async function insertOwner(client: Client, made: Made): Promise<void> {
  const existing = await client.query('SELECT 1 FROM members WHERE id = $1', [made.member]);
  if (existing.rowCount !== 0) return;
  await client.query(
    `INSERT INTO members (id, tenant_id, email, name, role, password_hash) VALUES ($1, $2, $3, $4, 'owner', $5)
     ON CONFLICT DO NOTHING`,
    [made.member, made.tenant, owner.email, owner.name, await hashPassword(made.password)],
  );
}

function keyId(text: string): Id<'key'> {
  const parsed = parseKeyText(text);
  if (parsed === null) throw new Error('A kept key is no key.');
  return parsed.id;
}

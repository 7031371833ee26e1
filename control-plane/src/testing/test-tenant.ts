/** A facility with keys in both modes and an owner, put into the database as an operator would. */
import type { Id, MemberRole, Mode } from '@shotform/contracts';
import { Client } from 'pg';
import type { Config } from '../config/config.ts';
import { permissions } from '../identity/caller.ts';
import { seal } from '../identity/envelope.ts';
import { newId } from '../identity/id.ts';
import { newKeyText, parseKeyText, playerTokenKey } from '../identity/key-text.ts';
import { hashPassword } from '../identity/password.ts';
import { hashSecret } from '../identity/secret-text.ts';

export interface TestTenant {
  id: Id<'tenant'>;
  /** The page its keys may be used from. */
  origin: string;
  publishable: Record<Mode, string>;
  secret: Record<Mode, string>;
  owner: { id: Id<'member'>; email: string; password: string };
}

type Surroundings = { config: Pick<Config, 'masterKey' | 'database'> };

export async function addTenant({ config }: Surroundings, plan = 'enterprise'): Promise<TestTenant> {
  const client = new Client({ connectionString: config.database.system });
  await client.connect();
  try {
    const id = newId('tenant');
    const origin = `https://${id.slice(-8)}.example`;
    await client.query('INSERT INTO tenants (id, name, plan) VALUES ($1, $2, $3)', [
      id,
      `Tenant ${id.slice(-4)}`,
      plan,
    ]);
    const keys = async (mode: Mode) => ({
      publishable: await addKey(client, id, mode, { kind: 'publishable', origins: [origin] }),
      secret: await addKey(client, id, mode, { kind: 'secret', masterKey: config.masterKey }),
    });
    const test = await keys('test');
    const live = await keys('live');
    return {
      id,
      origin,
      publishable: { test: test.publishable, live: live.publishable },
      secret: { test: test.secret, live: live.secret },
      owner: await insertMember(client, id, 'owner'),
    };
  } finally {
    await client.end();
  }
}

/** Another person of the tenant. */
export async function addMember({ config }: Surroundings, tenant: Id<'tenant'>, role: MemberRole) {
  const client = new Client({ connectionString: config.database.system });
  await client.connect();
  try {
    return await insertMember(client, tenant, role);
  } finally {
    await client.end();
  }
}

type KeyParts = { kind: 'publishable'; origins: string[] } | { kind: 'secret'; masterKey: Buffer };

async function addKey(client: Client, tenant: Id<'tenant'>, mode: Mode, parts: KeyParts): Promise<string> {
  const text = newKeyText({ kind: parts.kind, mode, id: newId('key') });
  const id = parseKeyText(text)?.id ?? '';
  const isSecret = parts.kind === 'secret';
  const signing = isSecret ? seal(parts.masterKey, playerTokenKey(text).toString('base64'), id) : null;
  await client.query(
    `INSERT INTO keys (id, tenant_id, mode, kind, name, hash, origins, scopes, player_token_key)
     VALUES ($1, $2, $3, $4, 'test', $5, $6, $7, $8)`,
    [
      id,
      tenant,
      mode,
      parts.kind,
      hashSecret(text),
      isSecret ? [] : parts.origins,
      isSecret ? permissions : [],
      signing,
    ],
  );
  return text;
}

async function insertMember(client: Client, tenant: Id<'tenant'>, role: MemberRole) {
  const id = newId('member');
  const email = `${id}@example.com`;
  const password = 'correct horse battery staple';
  await client.query(
    'INSERT INTO members (id, tenant_id, email, name, role, password_hash) VALUES ($1, $2, $3, $4, $5, $6)',
    [id, tenant, email, 'Test Person', role, await hashPassword(password)],
  );
  return { id, email, password };
}

/** Real objects of any owner, of every kind that a route names. A route that names another kind fails until it is here. */
import type { IdPrefix } from '@shotform/contracts';
import type { Client } from 'pg';
import { newId } from '../../src/identity/id.ts';
import { hashSecret, newSecret } from '../../src/identity/secret-text.ts';
import { insertMemberSession, type Owner, type Whose } from './world.ts';

export interface MadeObject {
  id: string;
  /** Of an attempt. */
  token?: string;
}

export interface ObjectKind {
  table: string;
  make(db: Client, owner: Owner): Promise<MadeObject>;
  /** Objects that a tenant's credentials see of all its players; else only the caller's own. */
  seenByTenant: boolean;
  /** Which others there are of: a member's sign-in belongs to no mode. */
  others: readonly Whose[];
}

const ofPlayers = { seenByTenant: true, others: ['otherPlayer', 'otherTenant', 'otherMode'] as const };

export const objectKinds: Partial<Record<IdPrefix, ObjectKind>> = {
  upload: {
    ...ofPlayers,
    table: 'uploads',
    make: async (db, owner) => ({ id: await insertUpload(db, owner, 'open') }),
  },
  analysis: { ...ofPlayers, table: 'analyses', make: async (db, owner) => ({ id: await insertAnalysis(db, owner) }) },
  attempt: { ...ofPlayers, seenByTenant: false, table: 'attempts', make: insertAttempt },
  key: {
    table: 'keys',
    make: async (db, owner) => ({ id: await insertKey(db, owner) }),
    seenByTenant: true,
    others: ['otherTenant', 'otherMode'],
  },
  session: {
    table: 'member_sessions',
    make: async (db, owner) => ({ id: await insertMemberSession(db, owner, newSecret('sf_console_')) }),
    seenByTenant: false,
    others: ['otherPlayer', 'otherTenant'],
  },
};

/** Objects named in a body are there to be used: an upload is complete. */
export const objectsForBodies: Partial<Record<IdPrefix, ObjectKind['make']>> = {
  upload: async (db, owner) => ({ id: await insertUpload(db, owner, 'completed') }),
};

export async function insertUpload(db: Client, owner: Owner, status: 'open' | 'completed'): Promise<string> {
  const id = newId('upload');
  await db.query(
    `INSERT INTO uploads (id, tenant_id, mode, player_id, status, file_name, bytes, part_bytes, object_key, expires_at, completed_at)
     VALUES ($1, $2, $3, $4, $5, 'a.mp4', 1000, 1000, $6, now() + interval '1 day', $7)`,
    [id, ...ids(owner), status, `${ids(owner).join('/')}/${id}/source`, status === 'completed' ? new Date() : null],
  );
  return id;
}

async function insertKey(db: Client, { tenant, mode }: Owner): Promise<string> {
  const id = newId('key');
  await db.query(
    `INSERT INTO keys (id, tenant_id, mode, kind, name, hash, origins)
     VALUES ($1, $2, $3, 'publishable', 'test', $4, '{https://example.com}')`,
    [id, tenant, mode, hashSecret(newSecret('sf_pk_'))],
  );
  return id;
}

export async function insertAnalysis(db: Client, owner: Owner): Promise<string> {
  const id = newId('analysis');
  const upload = await insertUpload(db, owner, 'completed');
  await db.query(
    `INSERT INTO analyses (id, tenant_id, mode, player_id, upload_id, file_name, model)
     VALUES ($1, $2, $3, $4, $5, 'a.mp4', 'full')`,
    [id, ...ids(owner), upload],
  );
  return id;
}

/** One that runs, on an analysis of its own. */
export async function insertAttempt(db: Client, owner: Owner): Promise<MadeObject & { analysis: string }> {
  const analysis = await insertAnalysis(db, owner);
  await db.query(
    `UPDATE analyses SET status = 'running', fence = 1, lease_until = now() + interval '1 minute' WHERE id = $1`,
    [analysis],
  );
  const id = newId('attempt');
  const token = newSecret('sf_at_');
  await db.query(
    `INSERT INTO attempts (id, tenant_id, mode, player_id, analysis_id, fence, worker, token_hash)
     VALUES ($1, $2, $3, $4, $5, 1, 'worker', $6)`,
    [id, ...ids(owner), analysis, hashSecret(token)],
  );
  return { id, token, analysis };
}

function ids(owner: Owner): [string, string, string] {
  return [owner.tenant, owner.mode, owner.player];
}

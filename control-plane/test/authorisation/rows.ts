/** One row of every table that has owners, for each of them: what the matrix of tables looks at. */
import type { Client } from 'pg';
import { newId } from '../../src/identity/id.ts';
import { hashSecret, newSecret } from '../../src/identity/secret-text.ts';
import { insertAttempt } from './objects.ts';
import type { Owner } from './world.ts';

/** Beside those of players, sessions and members, which the world has made by the API. */
export async function insertRows(db: Client, owner: Owner): Promise<void> {
  const { tenant, mode, player } = owner;
  const of = [tenant, mode, player];
  const { id: attempt, analysis } = await insertAttempt(db, owner);
  await db.query(
    `INSERT INTO reports (analysis_id, tenant_id, mode, player_id, attempt_id, document, outputs)
     VALUES ($1, $2, $3, $4, $5, '{"session": {"metrics": {}}}', '{}')`,
    [analysis, ...of, attempt],
  );
  await db.query(`INSERT INTO events (tenant_id, mode, player_id, data) VALUES ($1, $2, $3, '{}')`, of);
  await db.query(
    `INSERT INTO reservations (analysis_id, tenant_id, mode, player_id, meter, quantity)
     VALUES ($1, $2, $3, $4, 'analyses', 1)`,
    [analysis, ...of],
  );
  await db.query(
    `INSERT INTO usage_records (id, tenant_id, mode, player_id, meter, quantity, source, source_id, occurred_at)
     VALUES ($1, $2, $3, $4, 'analyses', 1, 'analysis', $5, now())`,
    [newId('usage'), ...of, analysis],
  );
  await db.query(
    `INSERT INTO idempotency_keys (tenant_id, mode, player_id, caller_id, key, fingerprint, status, answer)
     VALUES ($1, $2, $3, $3, 'k', $4, 201, '{}')`,
    [...of, hashSecret('')],
  );
  await db.query(
    `INSERT INTO erasures (tenant_id, mode, player_id, prefix, due_at) VALUES ($1, $2, $3, $4, now() + interval '1 day')`,
    [...of, `${of.join('/')}/x/`],
  );
  await db.query(
    `INSERT INTO audit_log (tenant_id, mode, player_id, actor, action, object) VALUES ($1, $2, $3, 'a', 'b', 'c')`,
    of,
  );
  await db.query(
    `INSERT INTO member_sessions (id, tenant_id, member_id, token_hash, mode, user_agent, expires_at)
     VALUES ($1, $2, $3, $4, $5, '', now() + interval '1 day')`,
    [newId('session'), tenant, owner.member, hashSecret(newSecret('')), mode],
  );
  await db.query(
    `INSERT INTO themes (id, tenant_id, version, document)
     SELECT $1, $2::typeid, coalesce(max(version), 0) + 1, '{}' FROM themes WHERE tenant_id = $2::typeid`,
    [newId('theme'), tenant],
  );
}

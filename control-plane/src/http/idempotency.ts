import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Id, Mode } from '@shotform/contracts';
import { Clock } from '../config/clock.ts';
import { Database, type Scope } from '../database/database.ts';
import { IdempotencyKeyEntity, type IdempotencyKey } from '../database/entities/index.ts';
import { ApiProblem } from './problem.ts';

/** How long the first request is taken to be running: longer than any request lives. After that another may try. */
const LOCK_MS = 60_000;

export interface IdempotentRequest {
  scope: Scope;
  callerId: string;
  key: string;
  /** Of all that makes it the same request. */
  fingerprint: string;
}

export interface StoredAnswer {
  status: number;
  body: unknown;
  replayed: boolean;
}

/** SHA-256 over method, address and body; the body as parsed, so that spelling does not matter. */
export function fingerprintOf(method: string, address: string, body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([method, address, canonical(body)]))
    .digest('hex');
}

/** Object keys in one order, at every depth. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, canonical(each)]),
  );
}

/**
 * Runs a request once per key. The key is locked in a transaction of its own, so that a second request sees it at once; the
 * work and its answer are committed together, so that there is never the one without the other. Where the work fails,
 * nothing is kept and the key is free again.
 */
@Injectable()
export class Idempotency {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * @param status what the answer will have.
   * @throws ApiProblem `idempotency_conflict` while the first runs, `idempotency_mismatch` where it was another request.
   */
  async once(request: IdempotentRequest, status: number, work: () => Promise<unknown>): Promise<StoredAnswer> {
    const lock = randomUUID();
    const known = await this.#lock(request, lock);
    if (known !== null) return { status: known.status ?? status, body: known.answer, replayed: true };
    try {
      return await this.database.run(request.scope, async (em) => {
        const body = await work();
        const mine = { ...rowOf(request), lockedBy: lock };
        const kept = await em.nativeUpdate(IdempotencyKeyEntity, mine, { lockedUntil: null, status, answer: body });
        // It took so long that another has the lock by now: ours is undone, the other's counts.
        if (kept === 0) throw new ApiProblem('idempotency_conflict');
        return { status, body, replayed: false };
      });
    } catch (error) {
      await this.#unlock(request, lock);
      throw error;
    }
  }

  /** @returns the answer of a request that came to its end; `null` where this one is to run. */
  async #lock(request: IdempotentRequest, lock: string): Promise<IdempotencyKey | null> {
    const now = this.clock.now();
    const lockedUntil = new Date(now.getTime() + LOCK_MS);
    return this.database.run(request.scope, async (em) => {
      const row = rowOf(request);
      const playerId = request.scope.player === '*' ? null : request.scope.player;
      const inserted: unknown[] = await em.execute(
        `INSERT INTO idempotency_keys (tenant_id, mode, caller_id, key, player_id, fingerprint, locked_until, locked_by)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING key`,
        [row.tenantId, row.mode, row.callerId, row.key, playerId, request.fingerprint, lockedUntil, lock],
      );
      if (inserted.length > 0) return null;
      const found = await em.findOne(IdempotencyKeyEntity, row);
      // Freed between the two statements: its request failed just now.
      if (found === null) throw new ApiProblem('idempotency_conflict');
      if (found.fingerprint !== request.fingerprint) throw new ApiProblem('idempotency_mismatch');
      if (found.lockedUntil === null) return found;
      const abandoned = { ...row, lockedUntil: { $lte: now } };
      const taken = await em.nativeUpdate(IdempotencyKeyEntity, abandoned, { lockedUntil, lockedBy: lock });
      if (taken === 0) throw new ApiProblem('idempotency_conflict');
      return null;
    });
  }

  async #unlock(request: IdempotentRequest, lock: string): Promise<void> {
    await this.database.run(request.scope, (em) =>
      em.nativeDelete(IdempotencyKeyEntity, { ...rowOf(request), lockedBy: lock, status: null }),
    );
  }
}

function rowOf(request: IdempotentRequest): { tenantId: Id<'tenant'>; mode: Mode; callerId: string; key: string } {
  const { scope, callerId, key } = request;
  return { tenantId: scope.tenant, mode: scope.mode, callerId, key };
}

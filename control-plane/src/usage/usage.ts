import type { Id } from '@shotform/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.ts';
import type { Scope } from '../database/database.ts';
import { asTenant } from '../database/as-tenant.ts';
import { ReservationEntity, TenantEntity, type StoredAnalysis } from '../database/entities/index.ts';
import { ApiProblem } from '../http/problem.ts';
import { ANALYSES_METER, Entitlements } from '../identity/entitlements.ts';
import { newId } from '../identity/id.ts';

/** What causes usage; with its id, and its tenant, a usage record is written once. */
const SOURCE = 'analysis';

/** What analyses cost: set aside when one is asked for, counted when it succeeds, given back when it does not. */
@Injectable()
export class Usage {
  constructor(
    private readonly entitlements: Entitlements,
    private readonly clock: Clock,
  ) {}

  /** In the transaction that creates the analysis. @throws ApiProblem `limit_reached` */
  async reserve(em: EntityManager, scope: Scope, analysis: StoredAnalysis): Promise<void> {
    const now = this.clock.now();
    // One at a time in a tenant and mode: two that both see the last one free would both take it.
    await em.execute('SELECT pg_advisory_xact_lock(hashtextextended(?, 0))', [`usage ${scope.tenant} ${scope.mode}`]);
    const left = await asTenant(em, scope.player, async () => {
      const tenant = await em.findOneOrFail(TenantEntity, { id: scope.tenant });
      return (await this.entitlements.of(em, tenant.plan, now)).analysesLeft;
    });
    if (left === 0) throw new ApiProblem('limit_reached');
    em.create(ReservationEntity, {
      ...ownerColumns(analysis),
      analysisId: analysis.id,
      meter: ANALYSES_METER,
      quantity: 1,
      status: 'held',
      createdAt: now,
      settledAt: null,
    });
    await em.flush();
  }

  /** In the transaction in which the analysis succeeds. */
  async commit(em: EntityManager, analysis: StoredAnalysis): Promise<void> {
    const now = this.clock.now();
    await settle(em, analysis.id, 'committed', now);
    const { tenantId, mode, playerId } = ownerColumns(analysis);
    await em.execute(
      `INSERT INTO usage_records (id, tenant_id, mode, player_id, meter, quantity, source, source_id, occurred_at)
       VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?) ON CONFLICT (tenant_id, source, source_id) DO NOTHING`,
      [newId('usage'), tenantId, mode, playerId, ANALYSES_METER, SOURCE, analysis.id, now],
    );
  }

  /** In the transaction in which the analysis fails or is called off. */
  async release(em: EntityManager, analysis: Id<'analysis'>): Promise<void> {
    await settle(em, analysis, 'released', this.clock.now());
  }
}

async function settle(
  em: EntityManager,
  analysisId: Id<'analysis'>,
  status: 'committed' | 'released',
  settledAt: Date,
): Promise<void> {
  await em.nativeUpdate(ReservationEntity, { analysisId, status: 'held' }, { status, settledAt });
}

function ownerColumns({
  tenantId,
  mode,
  playerId,
}: StoredAnalysis): Pick<StoredAnalysis, 'tenantId' | 'mode' | 'playerId'> {
  return { tenantId, mode, playerId };
}

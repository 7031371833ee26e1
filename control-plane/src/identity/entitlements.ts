import type { Entitlements as EntitlementsAnswer } from '@shotform/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';

interface Plan {
  /** Analyses a month; `null` without a limit. */
  analyses: number | null;
  features: readonly string[];
}

/** What plans hold. A plan that is not here holds what the smallest does. */
const plans: Record<string, Plan> = {
  basic: { analyses: 10, features: [] },
  pro: { analyses: 100, features: ['detailed_reports'] },
  enterprise: { analyses: null, features: ['detailed_reports', 'api', 'white_label', 'custom_domain'] },
};
const smallest: Plan = { analyses: 10, features: [] };

export const ANALYSES_METER = 'analyses';

/** What a tenant may still do this month, in the mode of the transaction. */
@Injectable()
export class Entitlements {
  /** @param em of a scope that sees the whole tenant (player `*`): a player's own counts their use alone. */
  async of(em: EntityManager, planName: string, now: Date): Promise<EntitlementsAnswer> {
    const plan = plans[planName] ?? smallest;
    const analysesLeft = plan.analyses === null ? null : Math.max(0, plan.analyses - (await analysesUsed(em, now)));
    return { plan: planName, analysesLeft, features: [...plan.features] };
  }
}

/** Those counted since the month began (UTC), and those that are set aside for analyses still running. */
async function analysesUsed(em: EntityManager, now: Date): Promise<number> {
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  const [row] = await em.execute<{ used: string }[]>(
    `SELECT (SELECT coalesce(sum(quantity), 0) FROM usage_records WHERE meter = ? AND occurred_at >= ?)
          + (SELECT coalesce(sum(quantity), 0) FROM reservations WHERE meter = ? AND status = 'held') AS used`,
    [ANALYSES_METER, month, ANALYSES_METER],
  );
  return Number(row?.used ?? 0);
}

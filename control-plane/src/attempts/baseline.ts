import type { Baseline, Report } from '@shotform/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { StoredAnalysis } from '../database/entities/index.ts';

/** A habit is what somebody did of late: so many analyses back. */
const ANALYSES = 20;

type SessionMetrics = Report['session']['metrics'];

/** What the player's shots were like in the latest analyses before this one. `em` sees the player's rows alone. */
export async function baselineBefore(em: EntityManager, { id, playerId }: StoredAnalysis): Promise<Baseline> {
  const rows = await em.execute<{ metrics: SessionMetrics }[]>(
    `SELECT document->'session'->'metrics' AS metrics FROM reports
     WHERE player_id = ? AND analysis_id <> ? ORDER BY created_at DESC LIMIT ${ANALYSES}`,
    [playerId, id],
  );
  return pooled(rows.map(({ metrics }) => metrics));
}

/** Mean and standard deviation over the shots of all sessions. */
export function pooled(sessions: readonly SessionMetrics[]): Baseline {
  const parts = new Map<string, SessionMetrics[string][]>();
  for (const session of sessions) {
    for (const [id, part] of Object.entries(session)) parts.set(id, [...(parts.get(id) ?? []), part]);
  }
  return Object.fromEntries([...parts].map(([id, all]) => [id, together(all)]));
}

function together(parts: readonly SessionMetrics[string][]): Baseline[string] {
  const n = parts.reduce((sum, part) => sum + part.n, 0);
  const mean = parts.reduce((sum, part) => sum + part.n * part.mean, 0) / n;
  const squares = parts.reduce(
    (sum, part) => sum + (part.n - 1) * (part.sd ?? 0) ** 2 + part.n * (part.mean - mean) ** 2,
    0,
  );
  return { mean, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : 0, n };
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.ts';
import { Metrics } from './metrics.ts';

/** How much work waits and runs: what a fleet is scaled by. Counted in the tables; the queue is a hint. */
@Injectable()
export class AnalysesGauge implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge('shotform_analyses', 'Analyses that are not at their end, by status.', 'status', () =>
      this.#count(),
    );
  }

  async #count(): Promise<Record<string, number>> {
    const rows = await this.database.system((em) =>
      em.execute<{ status: string; count: string }[]>(
        `SELECT status, count(*) AS count FROM analyses WHERE status IN ('queued', 'running') GROUP BY status`,
      ),
    );
    return { queued: 0, running: 0, ...Object.fromEntries(rows.map((row) => [row.status, Number(row.count)])) };
  }
}

import type { LiveEvent } from '@shotform/contracts';
import { Injectable } from '@nestjs/common';
import { Database, type Scope } from '../database/database.ts';
import { EventEntity } from '../database/entities/index.ts';

export interface FeedEvent {
  id: number;
  data: LiveEvent;
}

/** So many at once. */
export const EVENTS_PAGE = 100;

/** Events in the order of their ids, which is that of their commits: none is passed over, and none told twice. */
@Injectable()
export class EventFeed {
  constructor(private readonly database: Database) {}

  /** The next after the cursor, at most `EVENTS_PAGE`, as the scope may see them. */
  after(scope: Scope, cursor: number): Promise<FeedEvent[]> {
    const page = { orderBy: { id: 'asc' }, limit: EVENTS_PAGE } as const;
    return this.database.run(scope, (em) => em.find(EventEntity, { id: { $gt: cursor } }, page));
  }

  /** Where somebody starts who has heard nothing yet: behind all that is. */
  async now(scope: Scope): Promise<number> {
    const [row] = await this.database.run(scope, (em) =>
      em.execute<{ id: string | null }[]>('SELECT max(id) AS id FROM events'),
    );
    return Number(row?.id ?? 0);
  }
}

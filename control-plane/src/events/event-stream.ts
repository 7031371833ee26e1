import type { Scope } from '../database/database.ts';
import { EVENTS_PAGE, type EventFeed, type FeedEvent } from './event-feed.ts';

export interface StreamTarget {
  /** @returns whether it takes more right away. */
  write(text: string): boolean;
  /** Resolves when it takes more again. */
  drained(): Promise<void>;
}

/** One follower: reads on from its cursor whenever it is woken, one read at a time. */
export class EventStream {
  readonly #feed: EventFeed;
  readonly #scope: Scope;
  readonly #target: StreamTarget;
  #cursor: number;
  #ended = false;
  #reading = false;
  #again = false;

  constructor(feed: EventFeed, scope: Scope, target: StreamTarget, cursor: number) {
    this.#feed = feed;
    this.#scope = scope;
    this.#target = target;
    this.#cursor = cursor;
  }

  /** Rejects where the database does not answer; then nothing is lost, and the next wake reads it. */
  async wake(): Promise<void> {
    this.#again = true;
    if (this.#reading) return;
    this.#reading = true;
    try {
      while (this.#again && !this.#ended) {
        this.#again = false;
        await this.#readOn();
      }
    } finally {
      this.#reading = false;
    }
  }

  end(): void {
    this.#ended = true;
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const events = await this.#feed.after(this.#scope, this.#cursor);
      for (const event of events) await this.#send(event);
      if (events.length < EVENTS_PAGE || this.#ended) return;
    }
  }

  async #send({ id, data }: FeedEvent): Promise<void> {
    if (this.#ended) return;
    this.#cursor = id;
    const takesMore = this.#target.write(`id: ${id}\nevent: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`);
    if (!takesMore) await this.#target.drained();
  }
}

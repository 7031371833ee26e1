import { EventEmitter } from 'node:events';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Client } from 'pg';
import { Config } from '../config/config.ts';
import { Logger } from '../operations/logger.ts';
import { EVENTS_CHANNEL } from './event-log.ts';

/** Where a listener is lost, and until it is there again, everybody looks by themselves this often. */
const POLL_MS = 2000;
const RECONNECT_MS = 1000;

/**
 * Says that a tenant may have new events, whichever process wrote them: one LISTEN a process. It may wake in vain and, while
 * the listener is away, late; what there is the followers read from the table.
 */
@Injectable()
export class EventWakes implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #tenants = new EventEmitter().setMaxListeners(0);
  #client: Client | null = null;
  #poll: NodeJS.Timeout | null = null;
  #closing = false;

  constructor(
    private readonly config: Config,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    void this.#listen();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#closing = true;
    if (this.#poll) clearInterval(this.#poll);
    await this.#client?.end().catch(() => undefined);
  }

  /** Calls `wake` whenever the tenant may have new events. @returns what ends that. */
  follow(tenant: string, wake: () => void): () => void {
    this.#tenants.on(tenant, wake);
    return () => this.#tenants.off(tenant, wake);
  }

  async #listen(): Promise<void> {
    if (this.#closing) return;
    const client = new Client({ connectionString: this.config.database.app, keepAlive: true });
    client.on('error', (error) => this.#lost(client, error));
    client.on('end', () => this.#lost(client, null));
    client.on('notification', ({ payload }) => this.#tenants.emit(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${EVENTS_CHANNEL}`);
      // Told to stop before it was there: a connection that nobody ends would keep the process from ending.
      if (this.#closing) return await client.end();
      this.#client = client;
      if (this.#poll) clearInterval(this.#poll);
      this.#poll = null;
      // What came while nobody listened.
      this.#wakeAll();
    } catch (error) {
      this.#lost(client, error);
      client.end().catch(() => undefined);
    }
  }

  /** Once a connection: its end is told in more than one way. */
  #lost(client: Client, error: unknown): void {
    client.removeAllListeners('end');
    if (this.#closing || client.listenerCount('notification') === 0) return;
    client.removeAllListeners('notification');
    this.logger.warn({ err: error }, 'live updates: the listener was lost');
    this.#client = null;
    this.#poll ??= setInterval(() => this.#wakeAll(), POLL_MS);
    setTimeout(() => void this.#listen(), RECONNECT_MS).unref();
  }

  #wakeAll(): void {
    for (const tenant of this.#tenants.eventNames()) this.#tenants.emit(tenant);
  }
}

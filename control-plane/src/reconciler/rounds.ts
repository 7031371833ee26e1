import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Logger } from '../operations/logger.ts';
import { Reconciler } from './reconciler.ts';
import { Sweeper } from './sweeper.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A part that does not answer must not keep the round from coming back. */
const PATIENCE_MS = 30_000;

interface Round {
  name: string;
  everyMs: number;
  work: () => Promise<unknown>;
}

/** Goes the rounds in this process. Several processes may do so at once: each step is guarded. */
@Injectable()
export class Rounds implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds: Round[];
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<void>>();

  constructor(
    reconciler: Reconciler,
    sweeper: Sweeper,
    config: Config,
    private readonly logger: Logger,
  ) {
    const everyMs = config.work.reconcileSeconds * 1000;
    this.#rounds = [
      { name: 'silent attempts', everyMs, work: () => reconciler.endSilentAttempts() },
      { name: 'lost looks', everyMs, work: () => reconciler.findLost() },
      { name: 'erasures', everyMs: 2 * everyMs, work: () => sweeper.erase() },
      { name: 'expired uploads', everyMs: MINUTE_MS, work: () => sweeper.expireUploads() },
      { name: 'old events', everyMs: HOUR_MS, work: () => sweeper.forgetOld() },
      { name: 'orphans', everyMs: HOUR_MS, work: () => sweeper.abortOrphans() },
    ];
  }

  onApplicationBootstrap(): void {
    for (const round of this.#rounds) this.#schedule(round);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#running);
  }

  #schedule(round: Round): void {
    if (this.#closing.signal.aborted) return;
    const timer = setTimeout(() => {
      this.#closing.signal.removeEventListener('abort', cancel);
      const running = this.#go(round).finally(() => this.#running.delete(running));
      this.#running.add(running);
    }, round.everyMs);
    const cancel = (): void => clearTimeout(timer);
    this.#closing.signal.addEventListener('abort', cancel, { once: true });
  }

  async #go(round: Round): Promise<void> {
    const { promise, reject } = Promise.withResolvers<never>();
    const patience = setTimeout(() => reject(new Error('No end in time.')), PATIENCE_MS);
    try {
      await Promise.race([round.work(), promise]);
    } catch (error) {
      this.logger.warn({ err: error, round: round.name }, 'a round was not finished');
    } finally {
      clearTimeout(patience);
      this.#schedule(round);
    }
  }
}

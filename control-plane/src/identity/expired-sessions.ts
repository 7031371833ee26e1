import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../config/clock.ts';
import { Database } from '../database/database.ts';
import { MemberSessionEntity, SessionEntity, SigningKeyEntity } from '../database/entities/index.ts';
import { Logger } from '../operations/logger.ts';

const HOUR_MS = 60 * 60 * 1000;

/**
 * Forgets what is over. Used refresh tokens are kept as long as their session could run, because that is how reuse is told;
 * with the session they go.
 */
@Injectable()
export class ExpiredSessions implements OnApplicationBootstrap, OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.forget().catch((error: unknown) => this.logger.warn({ err: error }, 'expired sessions are still there'));
    }, HOUR_MS);
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  async forget(): Promise<void> {
    const expired = { expiresAt: { $lt: this.clock.now() } };
    await this.database.system(async (em) => {
      await em.nativeDelete(SessionEntity, expired);
      await em.nativeDelete(MemberSessionEntity, expired);
      await em.nativeDelete(SigningKeyEntity, expired);
    });
  }
}

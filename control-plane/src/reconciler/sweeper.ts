import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.ts';
import { Config } from '../config/config.ts';
import { Database } from '../database/database.ts';
import {
  AnalysisEntity,
  ErasureEntity,
  EventEntity,
  IdempotencyKeyEntity,
  UploadEntity,
  type StoredUpload,
} from '../database/entities/index.ts';
import { Faults } from '../faults/faults.ts';
import { eraseSoon } from '../objects/erasures.ts';
import { ownerOf, uploadPrefix } from '../objects/keys.ts';
import { ObjectStore } from '../objects/store.ts';

const BATCH = 100;
const HOUR_MS = 3_600_000;
/** A page that was away longer reads the lists anew. */
const EVENT_HOURS = 24;
/** A request that is sent again later than this is another one. */
const IDEMPOTENCY_HOURS = 24;

/** Takes away what nobody needs any more. */
@Injectable()
export class Sweeper {
  constructor(
    private readonly database: Database,
    private readonly store: ObjectStore,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly faults: Faults,
  ) {}

  /** Uploads that were not completed in time, and those completed that no analysis followed. */
  async expireUploads(): Promise<void> {
    const now = this.clock.now();
    const page = { limit: BATCH, orderBy: { id: 'asc' } } as const;
    const open = await this.database.system((em) =>
      em.find(UploadEntity, { status: 'open', expiresAt: { $lt: now } }, page),
    );
    for (const upload of open) await this.#expire(upload);
    const unused = await this.database.system((em) =>
      em.execute<{ id: StoredUpload['id'] }[]>(
        `SELECT u.id FROM uploads u WHERE u.status <> 'open' AND u.expires_at < ?
         AND NOT EXISTS (SELECT 1 FROM analyses a WHERE a.upload_id = u.id AND a.tenant_id = u.tenant_id AND a.mode = u.mode
         AND a.player_id = u.player_id) ORDER BY u.id LIMIT ?`,
        [this.#hoursAgo(this.config.work.uploadHours), BATCH],
      ),
    );
    for (const { id } of unused) await this.#forget(id);
  }

  /** What is due to be deleted from the store. @returns how many prefixes. */
  async erase(): Promise<number> {
    const due = await this.database.system((em) =>
      em.find(ErasureEntity, { dueAt: { $lte: this.clock.now() } }, { limit: BATCH, orderBy: { id: 'asc' } }),
    );
    for (const { id, prefix, tenantId, mode, playerId, analysisId } of due) {
      await this.store.deletePrefix(prefix);
      await this.faults.reach('erasure:after-store');
      await this.database.system(async (em) => {
        await em.nativeDelete(ErasureEntity, { id });
        if (analysisId === null) return;
        await em.execute(
          `DELETE FROM events WHERE tenant_id = ? AND mode = ? AND player_id = ?
           AND data->>'type' = 'analysis.updated' AND data->'analysis'->>'id' = ?`,
          [tenantId, mode, playerId, analysisId],
        );
      });
    }
    return due.length;
  }

  /** Old events and answers kept for requests that were sent again. */
  async forgetOld(): Promise<void> {
    await this.database.system(async (em) => {
      await em.nativeDelete(EventEntity, { createdAt: { $lt: this.#hoursAgo(EVENT_HOURS) } });
      await em.nativeDelete(IdempotencyKeyEntity, { createdAt: { $lt: this.#hoursAgo(IDEMPOTENCY_HOURS) } });
    });
  }

  /** Uploads open at the store that no row knows of: a process died between the two. */
  async abortOrphans(): Promise<void> {
    await this.store.abortUploadsStartedBefore(this.#hoursAgo(2 * this.config.work.uploadHours));
  }

  async #expire(upload: StoredUpload): Promise<void> {
    const { id } = upload;
    const owner = ownerOf(upload);
    await this.database.system(async (em) => {
      const expired = await em.nativeUpdate(UploadEntity, { id, status: 'open' }, { status: 'expired' });
      if (expired > 0) eraseSoon(em, { owner, prefix: uploadPrefix(owner, id) }, this.clock.now());
    });
  }

  async #forget(id: StoredUpload['id']): Promise<void> {
    await this.database.system(async (em) => {
      const upload = await em.findOne(UploadEntity, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (upload === null || (await em.count(AnalysisEntity, { uploadId: id })) > 0) return;
      const owner = ownerOf(upload);
      eraseSoon(em, { owner, prefix: uploadPrefix(owner, id) }, this.clock.now());
      em.remove(upload);
    });
  }

  #hoursAgo(hours: number): Date {
    return new Date(this.clock.now().getTime() - hours * HOUR_MS);
  }
}

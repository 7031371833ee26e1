import type { CreateUpload, Id, SignedPart, SignedParts, SignParts, Upload } from '@shotform/contracts';
import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.ts';
import { Config } from '../config/config.ts';
import { Database, type Scope } from '../database/database.ts';
import { AnalysisEntity, UploadEntity, type StoredUpload } from '../database/entities/index.ts';
import { Faults } from '../faults/faults.ts';
import { ApiProblem } from '../http/problem.ts';
import type { SessionCaller } from '../identity/caller.ts';
import { newId } from '../identity/id.ts';
import { eraseSoon } from '../objects/erasures.ts';
import { ownerOf, sourceKey, uploadPrefix } from '../objects/keys.ts';
import { ObjectStore } from '../objects/store.ts';
import { PART_BYTES, partLength } from './parts.ts';
import { toUpload } from './present.ts';

/** A part's address is asked for again when it has expired: it need not outlive a slow connection. */
const PART_SECONDS = 3600;

/** Videos on their way. What the store knows is asked of the store, never inside a transaction. */
@Injectable()
export class Uploads {
  constructor(
    private readonly database: Database,
    private readonly store: ObjectStore,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly faults: Faults,
  ) {}

  /** @throws ApiProblem `file_too_large` */
  async create(caller: SessionCaller, { fileName, bytes }: CreateUpload): Promise<Upload> {
    if (bytes > this.config.limits.bytes) throw new ApiProblem('file_too_large');
    const now = this.clock.now();
    const id = newId('upload');
    return this.database.run(caller.scope, async (em) => {
      const row = em.create(UploadEntity, {
        id,
        tenantId: caller.tenant,
        mode: caller.mode,
        playerId: caller.player,
        status: 'open',
        fileName,
        bytes,
        partBytes: PART_BYTES,
        objectKey: sourceKey(caller, id),
        multipartId: null,
        contentType: null,
        createdAt: now,
        expiresAt: new Date(now.getTime() + this.config.work.uploadHours * 3_600_000),
        completedAt: null,
      });
      await em.flush();
      return toUpload(row, []);
    });
  }

  /** @throws ApiProblem `not_found`, `state_conflict`, `request_invalid` for a part that the upload does not have */
  async signParts(scope: Scope, id: Id<'upload'>, { parts }: SignParts): Promise<SignedParts> {
    const row = await this.find(scope, id);
    const lengths = parts.map(({ number }, i) => partLength(row, number) ?? refusePart(i));
    const upload = await this.#openAtStore(scope, row);
    const signed = parts.map(async ({ number, sha256 }, i): Promise<SignedPart> => {
      const bytes = lengths[i]!;
      const target = { key: row.objectKey, upload, number, bytes, sha256 };
      const { url, headers, expiresAt } = await this.store.signPart(target, PART_SECONDS);
      return { number, url, headers, expiresAt: expiresAt.toISOString() };
    });
    return { data: await Promise.all(signed) };
  }

  /** @throws ApiProblem `not_found`, `state_conflict` where an analysis is of it */
  async remove(scope: Scope, id: Id<'upload'>): Promise<void> {
    const now = this.clock.now();
    await this.database.run(scope, async (em) => {
      const row = await em.findOne(UploadEntity, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (row === null) throw new ApiProblem('not_found');
      if ((await em.count(AnalysisEntity, { uploadId: id })) > 0) throw new ApiProblem('state_conflict');
      const owner = ownerOf(row);
      eraseSoon(em, { owner, prefix: uploadPrefix(owner, id) }, now);
      em.remove(row);
    });
  }

  /** @throws ApiProblem `not_found` */
  async find(scope: Scope, id: Id<'upload'>): Promise<StoredUpload> {
    const row = await this.database.run(scope, (em) => em.findOne(UploadEntity, { id }));
    if (row === null) throw new ApiProblem('not_found');
    return row;
  }

  isOpen(row: StoredUpload): boolean {
    return row.status === 'open' && row.expiresAt > this.clock.now();
  }

  /** The store's id of the upload, which is opened there by the first that needs it. */
  async #openAtStore(scope: Scope, row: StoredUpload): Promise<string> {
    if (!this.isOpen(row)) throw new ApiProblem('state_conflict');
    if (row.multipartId !== null) return row.multipartId;
    const started = await this.store.startUpload(row.objectKey);
    await this.faults.reach('upload.start:after-store');
    const ours = { id: row.id, status: 'open', multipartId: null } as const;
    const kept = await this.database.run(scope, (em) => em.nativeUpdate(UploadEntity, ours, { multipartId: started }));
    if (kept > 0) return started;
    // Another request was first: its parts count.
    await this.store.abortUpload(row.objectKey, started);
    const now = await this.find(scope, row.id);
    if (!this.isOpen(now) || now.multipartId === null) throw new ApiProblem('state_conflict');
    return now.multipartId;
  }
}

function refusePart(index: number): never {
  const detail = 'The upload has no such part.';
  throw new ApiProblem('request_invalid', { fields: [{ pointer: `/parts/${index}/number`, detail }] });
}

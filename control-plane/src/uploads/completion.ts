import type { CompleteUpload, Id, Upload } from '@shotform/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.ts';
import { Database, type Scope } from '../database/database.ts';
import { UploadEntity, type StoredUpload } from '../database/entities/index.ts';
import { Faults } from '../faults/faults.ts';
import { ApiProblem } from '../http/problem.ts';
import { SNIFF_BYTES, sniffType } from '../objects/content-type.ts';
import { eraseSoon } from '../objects/erasures.ts';
import { ownerOf, uploadPrefix } from '../objects/keys.ts';
import {
  bareEtag,
  type FinishedPart,
  ObjectStore,
  ObjectStoreError,
  readWhole,
  type ReceivedPart,
} from '../objects/store.ts';
import { missingParts, partCount, partLength } from './parts.ts';
import { toUpload } from './present.ts';
import { Uploads } from './uploads.ts';

/** From parts to a video: size, checksums and type are checked before the row says that it is there. */
@Injectable()
export class UploadCompletion {
  constructor(
    private readonly uploads: Uploads,
    private readonly database: Database,
    private readonly store: ObjectStore,
    private readonly clock: Clock,
    private readonly faults: Faults,
  ) {}

  /**
   * The upload with the parts that are there. Where the parts were made one and the process died before the row could say
   * so, that is made up for: nobody has the parts any more to send them again.
   * @throws ApiProblem `not_found`
   */
  async get(scope: Scope, id: Id<'upload'>): Promise<Upload> {
    const row = await this.uploads.find(scope, id);
    if (row.status !== 'open' || row.multipartId === null) return toUpload(row, []);
    const received = await this.#received(row, row.multipartId);
    if (received !== null) return toUpload(row, received);
    // Only where the store let no changed part in: we have not the hashes here to read it back.
    const isWhole = this.store.checksParts && (await this.store.head(row.objectKey))?.bytes === row.bytes;
    if (isWhole) await this.#settle(scope, row);
    return toUpload(await this.uploads.find(scope, id), []);
  }

  /** Asked again after it was done, it answers the same. @throws ApiProblem as the route declares */
  async complete(scope: Scope, id: Id<'upload'>, { parts }: CompleteUpload): Promise<Upload> {
    const row = await this.uploads.find(scope, id);
    if (row.status === 'completed') return toUpload(row, []);
    if (row.status === 'aborted') throw new ApiProblem('not_a_video');
    if (!this.uploads.isOpen(row)) throw new ApiProblem('state_conflict');
    const finished = requireAllParts(row, parts);
    await this.#assemble(row, finished);
    await this.faults.reach('upload.complete:after-store');
    await this.#settle(scope, row);
    const settled = await this.uploads.find(scope, id);
    if (settled.status === 'completed') return toUpload(settled, []);
    throw new ApiProblem(settled.status === 'aborted' ? 'not_a_video' : 'state_conflict');
  }

  async #assemble(row: StoredUpload, parts: FinishedPart[]): Promise<void> {
    if (row.multipartId === null) throw new ApiProblem('upload_incomplete');
    try {
      await this.#requireReceived(row, row.multipartId, parts);
      await this.store.completeUpload(row.objectKey, row.multipartId, parts);
    } catch (error) {
      if (!(error instanceof ObjectStoreError)) throw error;
      throw new ApiProblem(error.code === 'part_mismatch' ? 'upload_mismatch' : 'upload_incomplete');
    }
  }

  async #requireReceived(row: StoredUpload, upload: string, parts: FinishedPart[]): Promise<void> {
    const received = await this.#received(row, upload);
    // Made one before, by a request whose answer was lost: `completeUpload` knows.
    if (received === null) return;
    const missing = missingParts(row, received);
    if (missing.length > 0) throw new ApiProblem('upload_incomplete', { detail: `Missing: ${listed(missing)}.` });
    const etags = new Map(received.map(({ number, etag }) => [number, bareEtag(etag)]));
    const changed = parts
      .filter(({ number, etag }) => etags.get(number) !== bareEtag(etag))
      .map(({ number }) => number);
    if (changed.length > 0) throw new ApiProblem('upload_mismatch', { detail: `Other parts: ${listed(changed)}.` });
  }

  /** `null` where the store has no such upload: it was made one object, or given up. */
  async #received(row: StoredUpload, upload: string): Promise<ReceivedPart[] | null> {
    return this.store.listParts(row.objectKey, upload).catch((error: unknown) => {
      if (error instanceof ObjectStoreError && error.code === 'no_such_upload') return null;
      throw error;
    });
  }

  /** Says of what is there whole whether it is a video, or gives it up. */
  async #settle(scope: Scope, row: StoredUpload): Promise<void> {
    const end = Math.min(SNIFF_BYTES, row.bytes) - 1;
    const type = await sniffType(await readWhole(this.store, row.objectKey, { start: 0, end }));
    const now = this.clock.now();
    const open = { id: row.id, status: 'open' } as const;
    await this.database.run(scope, async (em) => {
      if (type.kind !== 'foreign') {
        const contentType = type.kind === 'video' ? type.contentType : null;
        await em.nativeUpdate(UploadEntity, open, { status: 'completed', completedAt: now, contentType });
        return;
      }
      const owner = ownerOf(row);
      const given = await em.nativeUpdate(UploadEntity, open, { status: 'aborted' });
      if (given > 0) eraseSoon(em, { owner, prefix: uploadPrefix(owner, row.id) }, now);
    });
  }
}

/** Exactly the upload's parts, in their order. */
function requireAllParts(row: StoredUpload, parts: CompleteUpload['parts']): FinishedPart[] {
  const byNumber = new Map(parts.map((part) => [part.number, part]));
  const finished = Array.from({ length: partCount(row) }, (_, i): FinishedPart => {
    const part = byNumber.get(i + 1);
    const bytes = partLength(row, i + 1);
    if (!part || bytes === null) throw new ApiProblem('upload_incomplete', { detail: `Missing: ${i + 1}.` });
    return { ...part, bytes };
  });
  if (parts.length !== finished.length) throw new ApiProblem('upload_mismatch', { detail: 'Too many parts.' });
  return finished;
}

function listed(numbers: number[]): string {
  return numbers.slice(0, 20).join(', ') + (numbers.length > 20 ? ', ...' : '');
}

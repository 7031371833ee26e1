import {
  completeUploadSchema,
  createUploadSchema,
  signedPartsSchema,
  signPartsSchema,
  uploadSchema,
  type CompleteUpload,
  type CreateUpload,
  type Id,
  type SignedParts,
  type SignParts,
  type Upload,
} from '@shotform/contracts';
import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { Idempotent, Operation, Permission } from '../http/operation.ts';
import { AskedBy } from '../http/request.ts';
import type { SessionCaller, TenantCaller } from '../identity/caller.ts';
import { UploadCompletion } from './completion.ts';
import { Uploads } from './uploads.ts';

const id = { id: 'upload' } as const;
const sha256 = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

@Controller('v1/uploads')
export class UploadsController {
  constructor(
    private readonly uploads: Uploads,
    private readonly completion: UploadCompletion,
  ) {}

  @Post()
  @Idempotent()
  @Permission(['session'], 'uploads:write')
  @Operation({
    summary: 'Announce a video',
    body: createUploadSchema,
    example: { fileName: 'shots.mp4', bytes: 1_048_576 },
    status: 201,
    answer: uploadSchema,
    errors: ['file_too_large'],
  })
  create(@AskedBy() caller: SessionCaller, @Body() body: CreateUpload): Promise<Upload> {
    return this.uploads.create(caller, body);
  }

  @Get(':id')
  @Permission(['session', 'secret', 'member'], 'uploads:read')
  @Operation({ summary: 'Which parts of a video are there', params: id, answer: uploadSchema })
  get(@AskedBy() caller: TenantCaller, @Param('id') upload: Id<'upload'>): Promise<Upload> {
    return this.completion.get(caller.scope, upload);
  }

  @Post(':id/parts')
  @Permission(['session'], 'uploads:write')
  @Operation({
    summary: 'Addresses to send parts to',
    params: id,
    body: signPartsSchema,
    example: { parts: [{ number: 1, sha256 }] },
    answer: signedPartsSchema,
    errors: ['state_conflict'],
  })
  signParts(
    @AskedBy() caller: SessionCaller,
    @Param('id') upload: Id<'upload'>,
    @Body() body: SignParts,
  ): Promise<SignedParts> {
    return this.uploads.signParts(caller.scope, upload, body);
  }

  @Post(':id/complete')
  @Permission(['session'], 'uploads:write')
  @Operation({
    summary: 'All parts are sent: check them and make them one',
    params: id,
    body: completeUploadSchema,
    example: { parts: [{ number: 1, etag: '"9b2cf535f27731c974343645a3985328"', sha256 }] },
    answer: uploadSchema,
    errors: ['state_conflict', 'upload_incomplete', 'upload_mismatch', 'not_a_video'],
  })
  complete(
    @AskedBy() caller: SessionCaller,
    @Param('id') upload: Id<'upload'>,
    @Body() body: CompleteUpload,
  ): Promise<Upload> {
    return this.completion.complete(caller.scope, upload, body);
  }

  @Delete(':id')
  @Permission(['session', 'secret', 'member'], 'uploads:write')
  @Operation({
    summary: 'Give an upload up, or delete a video that no analysis is of',
    params: id,
    answer: null,
    errors: ['state_conflict'],
  })
  remove(@AskedBy() caller: TenantCaller, @Param('id') upload: Id<'upload'>): Promise<void> {
    return this.uploads.remove(caller.scope, upload);
  }
}

import {
  createdKeySchema,
  createKeySchema,
  keyListSchema,
  type CreatedKey,
  type CreateKey,
  type Id,
  type Key,
  type List,
} from '@shotform/contracts';
import { Body, Controller, Delete, Get, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { Operation, Permission } from '../http/operation.ts';
import { AskedBy } from '../http/request.ts';
import { originOf } from './audit.ts';
import type { MemberCaller } from './caller.ts';
import { Keys } from './keys.ts';

@Controller('console/v1/keys')
export class KeysController {
  constructor(private readonly keys: Keys) {}

  @Get()
  @Permission(['member'], 'keys:manage')
  @Operation({ summary: "The facility's keys that are not revoked", answer: keyListSchema })
  async list(@AskedBy() caller: MemberCaller): Promise<List<Key>> {
    return { data: await this.keys.list(caller), nextCursor: null };
  }

  /** Without an Idempotency-Key: what it makes is a secret, and that is not kept to be told again. */
  @Post()
  @Permission(['member'], 'keys:manage')
  @Operation({
    summary: 'Make a key; it is told this once',
    body: createKeySchema,
    example: { kind: 'publishable', name: 'Our page', origins: ['https://example.com'] },
    answer: createdKeySchema,
    errors: ['state_conflict'],
  })
  create(@AskedBy() caller: MemberCaller, @Body() body: CreateKey, @Req() request: Request): Promise<CreatedKey> {
    return this.keys.create(caller, body, originOf(request));
  }

  @Delete(':id')
  @Permission(['member'], 'keys:manage')
  @Operation({ summary: 'Revoke a key', params: { id: 'key' }, answer: null })
  revoke(@AskedBy() caller: MemberCaller, @Param('id') id: Id<'key'>, @Req() request: Request): Promise<void> {
    return this.keys.revoke(caller, id, originOf(request));
  }
}

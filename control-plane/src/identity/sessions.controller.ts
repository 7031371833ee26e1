import {
  refreshedSchema,
  refreshRequestSchema,
  sessionRequestSchema,
  widgetSessionSchema,
  type Refreshed,
  type RefreshRequest,
  type SessionRequest,
  type WidgetSession,
} from '@shotform/contracts';
import { Body, Controller, Get, Headers, Post } from '@nestjs/common';
import { z } from 'zod';
import { Operation, Permission } from '../http/operation.ts';
import { AskedBy } from '../http/request.ts';
import type { PublishableCaller } from './caller.ts';
import { SessionTokens } from './session-tokens.ts';
import { Sessions } from './sessions.ts';

const jwksSchema = z.strictObject({ keys: z.array(z.record(z.string(), z.unknown())) });

@Controller()
export class SessionsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly tokens: SessionTokens,
  ) {}

  /** Without an Idempotency-Key: what it makes are secrets, and those are not kept to be told again. */
  @Post('v1/sessions')
  @Permission(['publishable'])
  @Operation({
    summary: 'Open a session of the widget',
    body: sessionRequestSchema,
    example: {},
    answer: widgetSessionSchema,
    errors: ['origin_not_allowed', 'player_token_invalid'],
  })
  open(
    @AskedBy() caller: PublishableCaller,
    @Headers('origin') origin: string,
    @Body() body: SessionRequest,
  ): Promise<WidgetSession> {
    return this.sessions.open(caller, origin, body);
  }

  @Post('v1/sessions/refresh')
  @Permission(['none'])
  @Operation({
    summary: 'Renew a session',
    body: refreshRequestSchema,
    example: { refreshToken: 'sf_refresh_AbCdEf' },
    answer: refreshedSchema,
    errors: ['credential_invalid', 'token_expired', 'refresh_token_reused'],
  })
  refresh(@Body() body: RefreshRequest): Promise<Refreshed> {
    return this.sessions.refresh(body.refreshToken);
  }

  @Get('.well-known/jwks.json')
  @Permission(['none'])
  @Operation({ summary: 'The public keys of session tokens', answer: jwksSchema })
  keys(): Promise<z.infer<typeof jwksSchema>> {
    return this.tokens.publicKeys();
  }
}

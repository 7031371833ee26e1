import {
  consoleMeSchema,
  consoleSessionListSchema,
  signInSchema,
  switchModeSchema,
  type ConsoleMe,
  type ConsoleSession,
  type Id,
  type List,
  type Mode,
  type SignIn,
} from '@shotform/contracts';
import { Body, Controller, Delete, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Operation, Permission, RateLimit } from '../http/operation.ts';
import { RateLimits } from '../http/rate-limits.ts';
import { AskedBy } from '../http/request.ts';
import { originOf } from './audit.ts';
import type { MemberCaller } from './caller.ts';
import { ConsoleCookie } from './console-cookie.ts';
import { ConsoleSessions } from './console-sessions.ts';
import { hashSecret } from './secret-text.ts';

/** Signing in to the console, and out again. */
@Controller('console/v1')
export class ConsoleController {
  constructor(
    private readonly sessions: ConsoleSessions,
    private readonly cookie: ConsoleCookie,
    private readonly rates: RateLimits,
  ) {}

  @Post('sign-in')
  @Permission(['none'])
  @RateLimit('signIn')
  @Operation({
    summary: 'Sign in',
    body: signInSchema,
    example: { email: 'owner@example.com', password: 'correct horse battery staple' },
    answer: consoleMeSchema,
    errors: ['sign_in_failed'],
  })
  async signIn(
    @Body() body: SignIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ConsoleMe> {
    // The address was counted by the gate; this stops guessing one account's password from many addresses.
    await this.rates.count('signIn', hashSecret(body.email.toLowerCase()), response);
    const { token, expiresAt, me } = await this.sessions.signIn(body, originOf(request));
    this.cookie.set(response, token, expiresAt);
    return me;
  }

  @Post('sign-out')
  @Permission(['member'], 'console:own')
  @Operation({ summary: 'Sign out', answer: null })
  async signOut(
    @AskedBy() caller: MemberCaller,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sessions.end(caller, caller.session, originOf(request));
    this.cookie.clear(response);
  }

  @Get('me')
  @Permission(['member'], 'console:own')
  @Operation({ summary: 'Who is signed in', answer: consoleMeSchema })
  me(@AskedBy() caller: MemberCaller, @Req() request: Request): Promise<ConsoleMe> {
    return this.sessions.me(caller, this.#token(request));
  }

  @Post('mode')
  @Permission(['member'], 'console:own')
  @Operation({
    summary: 'Switch between test and live',
    body: switchModeSchema,
    example: { mode: 'live' },
    answer: consoleMeSchema,
  })
  switchMode(
    @AskedBy() caller: MemberCaller,
    @Body() body: { mode: Mode },
    @Req() request: Request,
  ): Promise<ConsoleMe> {
    return this.sessions.switchMode(caller, body.mode, this.#token(request));
  }

  @Get('sessions')
  @Permission(['member'], 'console:own')
  @Operation({ summary: "The member's own sign-ins", answer: consoleSessionListSchema })
  async list(@AskedBy() caller: MemberCaller): Promise<List<ConsoleSession>> {
    return { data: await this.sessions.list(caller), nextCursor: null };
  }

  @Delete('sessions/:id')
  @Permission(['member'], 'console:own')
  @Operation({ summary: "End one of the member's own sign-ins", params: { id: 'session' }, answer: null })
  end(@AskedBy() caller: MemberCaller, @Param('id') id: Id<'session'>, @Req() request: Request): Promise<void> {
    return this.sessions.end(caller, id, originOf(request));
  }

  #token(request: Request): string {
    const token = this.cookie.read(request);
    if (token === null) throw new Error('A member without a cookie.');
    return token;
  }
}

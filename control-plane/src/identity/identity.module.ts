import { Module } from '@nestjs/common';
import { Authenticator } from './authenticator.ts';
import { ConsoleCookie } from './console-cookie.ts';
import { ConsoleSessions } from './console-sessions.ts';
import { ConsoleController } from './console.controller.ts';
import { Entitlements } from './entitlements.ts';
import { ExpiredSessions } from './expired-sessions.ts';
import { KeysController } from './keys.controller.ts';
import { Keys } from './keys.ts';
import { Ownership } from './ownership.ts';
import { PlayerTokens } from './player-tokens.ts';
import { Players } from './players.ts';
import { SessionTokens } from './session-tokens.ts';
import { SessionsController } from './sessions.controller.ts';
import { Sessions } from './sessions.ts';

@Module({
  controllers: [SessionsController, ConsoleController, KeysController],
  providers: [
    Authenticator,
    ConsoleCookie,
    ConsoleSessions,
    Entitlements,
    ExpiredSessions,
    Keys,
    Ownership,
    PlayerTokens,
    Players,
    SessionTokens,
    Sessions,
  ],
  exports: [Authenticator, Entitlements, Ownership, SessionTokens],
})
export class IdentityModule {}

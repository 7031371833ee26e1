import { playerTokenClaimsSchema, type PlayerTokenClaims } from '@shotform/contracts';
import { Injectable } from '@nestjs/common';
import { decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { Clock } from '../config/clock.ts';
import { Config } from '../config/config.ts';
import { Database } from '../database/database.ts';
import { ApiProblem } from '../http/problem.ts';
import type { PublishableCaller } from './caller.ts';
import { unseal } from './envelope.ts';

const LONGEST_SECONDS = 60 * 60;
/** Facilities' clocks. */
const TOLERANCE_SECONDS = 60;

/** Player tokens: what a facility's server says of who its player is (`playerTokenClaimsSchema`). */
@Injectable()
export class PlayerTokens {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @throws ApiProblem `player_token_invalid`, whatever is wrong with it. */
  async verify(token: string, caller: PublishableCaller): Promise<PlayerTokenClaims> {
    try {
      const key = await this.#keyOf(token, caller);
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['HS256'],
        audience: 'shotform',
        currentDate: this.clock.now(),
        clockTolerance: TOLERANCE_SECONDS,
        requiredClaims: ['sub', 'iat', 'exp'],
        maxTokenAge: LONGEST_SECONDS,
      });
      if ((payload.exp ?? 0) - (payload.iat ?? 0) > LONGEST_SECONDS) throw new ApiProblem('player_token_invalid');
      const claims = playerTokenClaimsSchema.safeParse(payload);
      if (!claims.success) throw new ApiProblem('player_token_invalid');
      return claims.data;
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof TypeError) throw new ApiProblem('player_token_invalid');
      throw error;
    }
  }

  /** The secret key's of `kid`, which has to be one of the same tenant and mode as the page's. */
  async #keyOf(token: string, caller: PublishableCaller): Promise<Uint8Array> {
    const { kid } = decodeProtectedHeader(token);
    const found = typeof kid === 'string' ? await this.database.lookups.key(kid as `key_${string}`) : null;
    const now = this.clock.now();
    const usable =
      found !== null &&
      found.tenantId === caller.tenant &&
      found.mode === caller.mode &&
      (found.revokedAt === null || found.revokedAt > now) &&
      (found.expiresAt === null || found.expiresAt > now);
    if (!usable || found.playerTokenKey === null) throw new ApiProblem('player_token_invalid');
    return Buffer.from(unseal(this.config.masterKey, found.playerTokenKey, found.id), 'base64');
  }
}

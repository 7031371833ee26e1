import type { Id } from '@shotform/contracts';
import { Injectable } from '@nestjs/common';
import type { AttemptCaller, MemberCaller } from './caller.ts';

/**
 * Whose things are, where row-level security does not say it: it knows tenants, modes and players. The proof of the
 * authorisation matrix takes each of these away in turn.
 */
@Injectable()
export class Ownership {
  /** An attempt's token is for that attempt alone; any other is, for it, not there. */
  ownsAttempt(caller: AttemptCaller, attempt: string): boolean {
    return caller.attempt === attempt;
  }

  /** Members see their tenant's rows; of sign-ins each sees only their own. */
  memberSessions(caller: MemberCaller): { memberId?: Id<'member'> } {
    return { memberId: caller.member };
  }
}

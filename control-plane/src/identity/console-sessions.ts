import type { ConsoleMe, ConsoleSession, Id, Mode, SignIn } from '@shotform/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.ts';
import { Database, type Scope } from '../database/database.ts';
import { MemberEntity, MemberSessionEntity, TenantEntity, type MemberSession } from '../database/entities/index.ts';
import { ApiProblem } from '../http/problem.ts';
import { writeAudit, type Origin } from './audit.ts';
import type { MemberCaller } from './caller.ts';
import { csrfToken } from './console-cookie.ts';
import { newId } from './id.ts';
import { Ownership } from './ownership.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { hashSecret, newSecret } from './secret-text.ts';

const SESSION_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;
const FIRST_MODE: Mode = 'test';
const LONGEST_USER_AGENT = 300;

export interface SignedIn {
  token: string;
  expiresAt: Date;
  me: ConsoleMe;
}

/** Members' sign-ins: listed, and ended by their owners. */
@Injectable()
export class ConsoleSessions {
  /** What an address that nobody has is compared to, so that it takes as long as a wrong password. */
  readonly #nobody = hashPassword('nobody has this password');

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ownership: Ownership,
  ) {}

  /** @throws ApiProblem `sign_in_failed`, whichever of the two is wrong. */
  async signIn({ email, password }: SignIn, origin: Origin): Promise<SignedIn> {
    const found = await this.database.lookups.member(email.toLowerCase());
    const matches = await verifyPassword(password, found?.passwordHash ?? (await this.#nobody));
    if (found === null || !matches) throw new ApiProblem('sign_in_failed');
    const token = newSecret('sf_console_');
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + SESSION_DAYS * DAY_MS);
    const session = newId('session');
    const scope: Scope = { tenant: found.tenantId, mode: FIRST_MODE, player: '*' };
    const me = await this.database.run(scope, async (em) => {
      em.create(MemberSessionEntity, {
        id: session,
        tenantId: found.tenantId,
        memberId: found.id,
        tokenHash: hashSecret(token),
        mode: FIRST_MODE,
        userAgent: (origin.userAgent ?? '').slice(0, LONGEST_USER_AGENT),
        createdAt: now,
        lastSeenAt: now,
        expiresAt,
        endedAt: null,
      });
      writeAudit(em, { tenant: found.tenantId, actor: found.id, action: 'member.signed_in', object: session }, origin);
      return describe(em, { member: found.id, mode: FIRST_MODE }, token);
    });
    return { token, expiresAt, me };
  }

  /** @param token the cookie's, which the CSRF token is made from. */
  async me(caller: MemberCaller, token: string): Promise<ConsoleMe> {
    return this.database.run(caller.scope, async (em) => {
      await em.nativeUpdate(MemberSessionEntity, { id: caller.session }, { lastSeenAt: this.clock.now() });
      return describe(em, caller, token);
    });
  }

  async switchMode(caller: MemberCaller, mode: Mode, token: string): Promise<ConsoleMe> {
    return this.database.run(caller.scope, async (em) => {
      await em.nativeUpdate(MemberSessionEntity, { id: caller.session }, { mode });
      return describe(em, { ...caller, mode }, token);
    });
  }

  /** The member's own that still run, newest first. */
  async list(caller: MemberCaller): Promise<ConsoleSession[]> {
    return this.database.run(caller.scope, async (em) => {
      const running = { ...this.ownership.memberSessions(caller), endedAt: null, expiresAt: { $gt: this.clock.now() } };
      const found = await em.find(MemberSessionEntity, running, { orderBy: { id: 'desc' }, limit: 100 });
      return found.map((session) => sessionAnswer(session, caller));
    });
  }

  /** @throws ApiProblem `not_found` where it is not one of the member's that still run. */
  async end(caller: MemberCaller, id: Id<'session'>, origin: Origin): Promise<void> {
    await this.database.run(caller.scope, async (em) => {
      const own = { ...this.ownership.memberSessions(caller), id, endedAt: null };
      const ended = await em.nativeUpdate(MemberSessionEntity, own, { endedAt: this.clock.now() });
      if (ended === 0) throw new ApiProblem('not_found');
      const action = id === caller.session ? 'member.signed_out' : 'member.session_ended';
      writeAudit(em, { tenant: caller.tenant, actor: caller.member, action, object: id }, origin);
    });
  }
}

async function describe(
  em: EntityManager,
  { member: id, mode }: Pick<MemberCaller, 'member' | 'mode'>,
  token: string,
): Promise<ConsoleMe> {
  const member = await em.findOneOrFail(MemberEntity, { id });
  const tenant = await em.findOneOrFail(TenantEntity, { id: member.tenantId });
  return {
    member: { id, email: member.email, name: member.name, role: member.role },
    tenant: { id: tenant.id, name: tenant.name },
    mode,
    csrfToken: csrfToken(token),
  };
}

function sessionAnswer(session: MemberSession, caller: MemberCaller): ConsoleSession {
  return {
    id: session.id,
    userAgent: session.userAgent,
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    current: session.id === caller.session,
  };
}

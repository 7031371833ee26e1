/** Two facilities with players in both modes, and every credential of one player's side. All of it is real. */
import type { Id, Mode } from '@shotform/contracts';
import { Client } from 'pg';
import type { CredentialKind } from '../../src/identity/caller.ts';
import { csrfToken } from '../../src/identity/console-cookie.ts';
import { newId } from '../../src/identity/id.ts';
import { hashSecret, newSecret } from '../../src/identity/secret-text.ts';
import type { TestApp } from '../../src/testing/test-app.ts';
import { openSession } from '../../src/testing/test-session.ts';
import { addMember, addTenant, type TestTenant } from '../../src/testing/test-tenant.ts';

export interface Owner {
  tenant: Id<'tenant'>;
  mode: Mode;
  player: Id<'player'>;
  member: Id<'member'>;
}

/** Whose an object is, as seen by the credentials: they are all of `own`'s side. */
export const whoses = ['own', 'otherPlayer', 'otherTenant', 'otherMode'] as const;
export type Whose = (typeof whoses)[number];

export interface World {
  app: TestApp;
  /** As the role `system`: puts objects there, and looks at what became of them. */
  db: Client;
  owners: Record<Whose, Owner>;
  facility: TestTenant;
  sessionToken: string;
}

export async function buildWorld(app: TestApp): Promise<World> {
  const [facility, neighbour] = [await addTenant(app), await addTenant(app)];
  const session = await openSession(app, facility);
  const owner = async (tenant: TestTenant, mode: Mode, member: Id<'member'>): Promise<Owner> => {
    const { player } = await openSession(app, tenant, { mode });
    return { tenant: tenant.id, mode, player: player.id, member };
  };
  const db = new Client({ connectionString: app.config.database.system });
  await db.connect();
  return {
    app,
    db,
    facility,
    sessionToken: session.token,
    owners: {
      own: { tenant: facility.id, mode: 'test', player: session.player.id, member: facility.owner.id },
      otherPlayer: await owner(facility, 'test', (await addMember(app, facility.id, 'admin')).id),
      otherTenant: await owner(neighbour, 'test', neighbour.owner.id),
      otherMode: await owner(facility, 'live', facility.owner.id),
    },
  };
}

/** The headers of a request with this credential. A member's is made anew each time: some routes end it. */
export async function credential(
  world: World,
  kind: CredentialKind,
  attemptToken: string,
): Promise<Record<string, string>> {
  const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
  switch (kind) {
    case 'none':
      return {};
    case 'publishable':
      return { ...bearer(world.facility.publishable.test), origin: world.facility.origin };
    case 'session':
      return bearer(world.sessionToken);
    case 'secret':
      return bearer(world.facility.secret.test);
    case 'fleet':
      return bearer(world.app.config.fleetToken);
    case 'attempt':
      return bearer(attemptToken);
    case 'member': {
      const token = newSecret('sf_console_');
      await insertMemberSession(world.db, world.owners.own, token);
      return { cookie: `shotform=${token}`, 'x-shotform-csrf': csrfToken(token) };
    }
  }
}

export async function insertMemberSession(db: Client, owner: Owner, token: string): Promise<Id<'session'>> {
  const id = newId('session');
  await db.query(
    `INSERT INTO member_sessions (id, tenant_id, member_id, token_hash, mode, user_agent, expires_at)
     VALUES ($1, $2, $3, $4, $5, '', now() + interval '1 day')`,
    [id, owner.tenant, owner.member, hashSecret(token), owner.mode],
  );
  return id;
}

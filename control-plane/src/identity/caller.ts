import type { Id, MemberRole, Mode } from '@shotform/contracts';
import type { Scope } from '../database/database.ts';

/** What a route may be called with. `none`: nothing at all. */
export const credentialKinds = ['none', 'publishable', 'session', 'secret', 'member', 'fleet', 'attempt'] as const;
export type CredentialKind = (typeof credentialKinds)[number];

/** What a credential may do, beside its kind: a secret key's scopes, a member's role, a player's session. */
export const permissions = [
  'uploads:read',
  'uploads:write',
  'analyses:read',
  'analyses:write',
  'console:own',
  'keys:manage',
] as const;
export type PermissionName = (typeof permissions)[number];

interface Owned {
  tenant: Id<'tenant'>;
  mode: Mode;
  /** What this caller's transactions may see. */
  scope: Scope;
}

export interface PublishableCaller extends Owned {
  kind: 'publishable';
  key: Id<'key'>;
}
/** A player, by the widget's session. */
export interface SessionCaller extends Owned {
  kind: 'session';
  session: Id<'session'>;
  player: Id<'player'>;
}
/** A facility's server. */
export interface SecretCaller extends Owned {
  kind: 'secret';
  key: Id<'key'>;
  permissions: readonly string[];
}
/** A person in the console. */
export interface MemberCaller extends Owned {
  kind: 'member';
  member: Id<'member'>;
  session: Id<'session'>;
  role: MemberRole;
}
/** A worker that has claimed nothing yet. */
export interface FleetCaller {
  kind: 'fleet';
}
/** A worker, about the attempt it claimed. */
export interface AttemptCaller extends Owned {
  kind: 'attempt';
  attempt: Id<'attempt'>;
  analysis: Id<'analysis'>;
  player: Id<'player'>;
  fence: number;
}
export interface Nobody {
  kind: 'none';
}

export type Caller =
  PublishableCaller | SessionCaller | SecretCaller | MemberCaller | FleetCaller | AttemptCaller | Nobody;
/** Those who see things of a tenant. */
export type TenantCaller = SessionCaller | SecretCaller | MemberCaller;

const playerPermissions: readonly string[] = ['uploads:read', 'uploads:write', 'analyses:read', 'analyses:write'];
const rolePermissions: Record<MemberRole, readonly string[]> = {
  owner: permissions,
  admin: permissions,
  coach: [...playerPermissions, 'console:own'],
  viewer: ['uploads:read', 'analyses:read', 'console:own'],
};

/** Whether the caller may do this at all; which objects is for row-level security to say. */
export function mayDo(caller: Caller, permission: PermissionName): boolean {
  switch (caller.kind) {
    case 'session':
      return playerPermissions.includes(permission);
    case 'secret':
      return caller.permissions.includes(permission);
    case 'member':
      return rolePermissions[caller.role].includes(permission);
    default:
      return false;
  }
}

/** The id by which idempotency keys, rate limits and the audit log know a caller. */
export function callerId(caller: Exclude<Caller, Nobody | FleetCaller>): string {
  switch (caller.kind) {
    case 'session':
      return caller.player;
    case 'member':
      return caller.member;
    case 'attempt':
      return caller.attempt;
    default:
      return caller.key;
  }
}

/** A facility's account, its people and its brand. */
import type { Id, MemberRole, Mode, Theme } from '@shotform/contracts';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

export const TenantEntity = defineEntity({
  name: 'Tenant',
  tableName: 'tenants',
  properties: {
    id: p.text().$type<Id<'tenant'>>().primary(),
    name: p.text(),
    plan: p.text().default('basic'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** One version of the brand. The published one is what the widget wears. */
export const ThemeEntity = defineEntity({
  name: 'Theme',
  tableName: 'themes',
  properties: {
    id: p.text().$type<Id<'theme'>>().primary(),
    tenantId: p.text().$type<Id<'tenant'>>(),
    version: p.integer(),
    document: p.json<Theme>(),
    createdAt: p.datetime().defaultRaw('now()'),
    publishedAt: p.datetime().strictNullable(),
  },
});

/** A person of a tenant who signs in. */
export const MemberEntity = defineEntity({
  name: 'Member',
  tableName: 'members',
  properties: {
    id: p.text().$type<Id<'member'>>().primary(),
    tenantId: p.text().$type<Id<'tenant'>>(),
    /** In lower case; one account an address. */
    email: p.text(),
    name: p.text(),
    role: p.text().$type<MemberRole>(),
    passwordHash: p.text(),
    createdAt: p.datetime().defaultRaw('now()'),
    disabledAt: p.datetime().strictNullable(),
  },
});

/** A member's sign-in to the console. */
export const MemberSessionEntity = defineEntity({
  name: 'MemberSession',
  tableName: 'member_sessions',
  properties: {
    id: p.text().$type<Id<'session'>>().primary(),
    tenantId: p.text().$type<Id<'tenant'>>(),
    memberId: p.text().$type<Id<'member'>>(),
    tokenHash: p.text(),
    /** Which of the two worlds the console shows. */
    mode: p.text().$type<Mode>(),
    userAgent: p.text(),
    createdAt: p.datetime().defaultRaw('now()'),
    lastSeenAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime(),
    endedAt: p.datetime().strictNullable(),
  },
});

export type Tenant = InferEntity<typeof TenantEntity>;
export type StoredTheme = InferEntity<typeof ThemeEntity>;
export type Member = InferEntity<typeof MemberEntity>;
export type MemberSession = InferEntity<typeof MemberSessionEntity>;

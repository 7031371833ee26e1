/** Keys, and players' sessions. */
import type { Id, Mode } from '@shotform/contracts';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

export type KeyKind = 'publishable' | 'secret';

export const KeyEntity = defineEntity({
  name: 'Key',
  tableName: 'keys',
  properties: {
    id: p.text().$type<Id<'key'>>().primary(),
    tenantId: p.text().$type<Id<'tenant'>>(),
    mode: p.text().$type<Mode>(),
    kind: p.text().$type<KeyKind>(),
    name: p.text(),
    /** SHA-256 of the whole key, hex. */
    hash: p.text(),
    /** Of a publishable key: the pages it may be used from, `https://example.com` or `https://*.example.com`. */
    origins: p.array<string>(),
    /** Of a secret key: what it may do. */
    scopes: p.array<string>(),
    /** Of a secret key, sealed: what its player tokens are signed with. */
    playerTokenKey: p.text().strictNullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime().strictNullable(),
    revokedAt: p.datetime().strictNullable(),
    lastUsedAt: p.datetime().strictNullable(),
  },
});

export const PlayerEntity = defineEntity({
  name: 'Player',
  tableName: 'players',
  properties: {
    id: p.text().$type<Id<'player'>>().primary(),
    tenantId: p.text().$type<Id<'tenant'>>(),
    mode: p.text().$type<Mode>(),
    /** The facility's own id of an identified player. */
    externalId: p.text().strictNullable(),
    name: p.text().strictNullable(),
    /** SHA-256 of an anonymous player's secret, hex. */
    secretHash: p.text().strictNullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** A widget's visit: the family of its refresh tokens. */
export const SessionEntity = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  properties: {
    id: p.text().$type<Id<'session'>>().primary(),
    tenantId: p.text().$type<Id<'tenant'>>(),
    mode: p.text().$type<Mode>(),
    playerId: p.text().$type<Id<'player'>>(),
    keyId: p.text().$type<Id<'key'>>(),
    /** Of the page that opened it. */
    origin: p.text(),
    createdAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime(),
    endedAt: p.datetime().strictNullable(),
    endReason: p.text().$type<'refresh_token_reused'>().strictNullable(),
  },
});

export const RefreshTokenEntity = defineEntity({
  name: 'RefreshToken',
  tableName: 'refresh_tokens',
  properties: {
    /** SHA-256, hex. */
    hash: p.text().primary(),
    tenantId: p.text().$type<Id<'tenant'>>(),
    mode: p.text().$type<Mode>(),
    playerId: p.text().$type<Id<'player'>>(),
    sessionId: p.text().$type<Id<'session'>>(),
    createdAt: p.datetime().defaultRaw('now()'),
    usedAt: p.datetime().strictNullable(),
  },
});

/** What session tokens are signed with. The platform's own, of no tenant. */
export const SigningKeyEntity = defineEntity({
  name: 'SigningKey',
  tableName: 'signing_keys',
  properties: {
    /** The `kid`. */
    id: p.text().primary(),
    publicJwk: p.json<Record<string, unknown>>(),
    /** A JWK, sealed. */
    privateJwk: p.text(),
    createdAt: p.datetime().defaultRaw('now()'),
    /** From then on it signs nothing. */
    retiresAt: p.datetime(),
    /** From then on what it signed is not believed. */
    expiresAt: p.datetime(),
  },
});

export type StoredKey = InferEntity<typeof KeyEntity>;
export type Player = InferEntity<typeof PlayerEntity>;
export type Session = InferEntity<typeof SessionEntity>;
export type RefreshToken = InferEntity<typeof RefreshTokenEntity>;
export type SigningKey = InferEntity<typeof SigningKeyEntity>;

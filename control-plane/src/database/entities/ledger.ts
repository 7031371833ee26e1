/** What is counted, what was promised an answer, and who did what. Rows of usage and audit are only ever added. */
import type { Id, Mode } from '@shotform/contracts';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

export type ReservationStatus = 'held' | 'committed' | 'released';

/** An entitlement set aside for an analysis until it is known how it ends. */
export const ReservationEntity = defineEntity({
  name: 'Reservation',
  tableName: 'reservations',
  properties: {
    analysisId: p.text().$type<Id<'analysis'>>().primary(),
    tenantId: p.text().$type<Id<'tenant'>>(),
    mode: p.text().$type<Mode>(),
    playerId: p.text().$type<Id<'player'>>(),
    meter: p.text(),
    quantity: p.integer(),
    status: p.text().$type<ReservationStatus>().default('held'),
    createdAt: p.datetime().defaultRaw('now()'),
    settledAt: p.datetime().strictNullable(),
  },
});

/** Once by (tenant, source, source id), whatever is retried. Kept when the player is erased. */
export const UsageRecordEntity = defineEntity({
  name: 'UsageRecord',
  tableName: 'usage_records',
  properties: {
    id: p.text().$type<Id<'usage'>>().primary(),
    tenantId: p.text().$type<Id<'tenant'>>(),
    mode: p.text().$type<Mode>(),
    playerId: p.text().$type<Id<'player'>>(),
    meter: p.text(),
    quantity: p.integer(),
    /** What caused it: `analysis`. */
    source: p.text(),
    sourceId: p.text(),
    occurredAt: p.datetime(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

export const IdempotencyKeyEntity = defineEntity({
  name: 'IdempotencyKey',
  tableName: 'idempotency_keys',
  properties: {
    tenantId: p.text().$type<Id<'tenant'>>().primary(),
    mode: p.text().$type<Mode>().primary(),
    /** Who sent it: a player, a key or a member. */
    callerId: p.text().primary(),
    key: p.text().primary(),
    /** `null` where the caller is not a player. */
    playerId: p.text().$type<Id<'player'>>().strictNullable(),
    /** SHA-256 of method, address and body, hex. */
    fingerprint: p.text(),
    /** Until then the first request is taken to be running; `null` once it has answered. */
    lockedUntil: p.datetime().strictNullable(),
    /** Tells the request that holds the lock from one that it has passed to. */
    lockedBy: p.text().strictNullable(),
    status: p.integer().strictNullable(),
    answer: p.json<unknown>().strictNullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

export const AuditEntryEntity = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_log',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    tenantId: p.text().$type<Id<'tenant'>>(),
    mode: p.text().$type<Mode>().strictNullable(),
    playerId: p.text().$type<Id<'player'>>().strictNullable(),
    /** The id of a member, key, session or worker. */
    actor: p.text(),
    /** `member.signed_in`, ... */
    action: p.text(),
    object: p.text(),
    before: p.json<unknown>().strictNullable(),
    after: p.json<unknown>().strictNullable(),
    ip: p.text().strictNullable(),
    userAgent: p.text().strictNullable(),
    requestId: p.text().strictNullable(),
    at: p.datetime().defaultRaw('now()'),
  },
});

export type Reservation = InferEntity<typeof ReservationEntity>;
export type UsageRecord = InferEntity<typeof UsageRecordEntity>;
export type IdempotencyKey = InferEntity<typeof IdempotencyKeyEntity>;
export type AuditEntry = InferEntity<typeof AuditEntryEntity>;

import { KeyEntity, PlayerEntity, RefreshTokenEntity, SessionEntity, SigningKeyEntity } from './access.ts';
import { AnalysisEntity, AttemptEntity, ErasureEntity, EventEntity, ReportEntity, UploadEntity } from './analysis.ts';
import { AuditEntryEntity, IdempotencyKeyEntity, ReservationEntity, UsageRecordEntity } from './ledger.ts';
import { MemberEntity, MemberSessionEntity, TenantEntity, ThemeEntity } from './tenant.ts';

export * from './access.ts';
export * from './analysis.ts';
export * from './ledger.ts';
export * from './tenant.ts';

export const entities = [
  TenantEntity,
  ThemeEntity,
  MemberEntity,
  MemberSessionEntity,
  KeyEntity,
  PlayerEntity,
  SessionEntity,
  RefreshTokenEntity,
  SigningKeyEntity,
  UploadEntity,
  AnalysisEntity,
  AttemptEntity,
  ReportEntity,
  EventEntity,
  ErasureEntity,
  ReservationEntity,
  UsageRecordEntity,
  IdempotencyKeyEntity,
  AuditEntryEntity,
];

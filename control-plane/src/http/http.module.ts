import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { IdentityModule } from '../identity/identity.module.ts';
import { AccessGuard } from './access.guard.ts';
import { ContractInterceptor } from './contract.interceptor.ts';
import { DocumentsController } from './documents.controller.ts';
import { Idempotency } from './idempotency.ts';
import { IdempotencyInterceptor } from './idempotency.interceptor.ts';
import { ProblemFilter } from './problem.filter.ts';
import { RateLimits } from './rate-limits.ts';
import { RouteTable } from './route-table.ts';

@Global()
@Module({
  imports: [DiscoveryModule, IdentityModule],
  controllers: [DocumentsController],
  providers: [
    RouteTable,
    RateLimits,
    Idempotency,
    { provide: APP_GUARD, useClass: AccessGuard },
    // In this order: what does not keep to the contract is no first request.
    { provide: APP_INTERCEPTOR, useClass: ContractInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
  exports: [RouteTable, RateLimits, Idempotency],
})
export class HttpModule {}

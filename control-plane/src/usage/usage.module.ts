import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { Usage } from './usage.ts';

@Module({ imports: [IdentityModule], providers: [Usage], exports: [Usage] })
export class UsageModule {}

import { Module } from '@nestjs/common';
import { AnalysesModule } from '../analyses/analyses.module.ts';
import { UsageModule } from '../usage/usage.module.ts';
import { AttemptsController } from './attempts.controller.ts';
import { Attempts } from './attempts.ts';
import { Claims } from './claims.ts';
import { AttemptCompletion } from './completion.ts';
import { AttemptFailure } from './failure.ts';
import { AttemptHandBack } from './hand-back.ts';

@Module({
  imports: [AnalysesModule, UsageModule],
  controllers: [AttemptsController],
  providers: [Attempts, Claims, AttemptCompletion, AttemptFailure, AttemptHandBack],
})
export class AttemptsModule {}

import { Module } from '@nestjs/common';
import { AnalysesModule } from '../analyses/analyses.module.ts';
import { QueueModule } from '../queue/queue.module.ts';
import { UsageModule } from '../usage/usage.module.ts';
import { Reconciler } from './reconciler.ts';
import { Rounds } from './rounds.ts';
import { Sweeper } from './sweeper.ts';

@Module({
  imports: [AnalysesModule, QueueModule, UsageModule],
  providers: [Reconciler, Sweeper, Rounds],
})
export class ReconcilerModule {}

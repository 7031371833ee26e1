import { Module } from '@nestjs/common';
import { QueueModule } from '../queue/queue.module.ts';
import { UsageModule } from '../usage/usage.module.ts';
import { AnalysesController } from './analyses.controller.ts';
import { Analyses } from './analyses.ts';
import { Lookout } from './lookout.ts';
import { AnalysisResults } from './results.ts';

@Module({
  imports: [QueueModule, UsageModule],
  controllers: [AnalysesController],
  providers: [Analyses, AnalysisResults, Lookout],
  exports: [Lookout],
})
export class AnalysesModule {}

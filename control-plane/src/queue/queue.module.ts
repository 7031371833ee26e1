import { ANALYSES_QUEUE } from '@shotform/contracts';
import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { AnalysisQueue } from './analysis-queue.ts';
import { queueConnection } from './connection.ts';

@Module({
  imports: [
    BullModule.forRootAsync({
      inject: [Config],
      useFactory: (config: Config) => ({ connection: queueConnection(config) }),
    }),
    BullModule.registerQueue({ name: ANALYSES_QUEUE }),
  ],
  providers: [AnalysisQueue],
  exports: [AnalysisQueue],
})
export class QueueModule {}

import { Global, Module } from '@nestjs/common';
import { AnalysesGauge } from './analyses-gauge.ts';
import { HealthController } from './health.controller.ts';
import { MetricsController } from './metrics.controller.ts';
import { Metrics } from './metrics.ts';
import { Readiness } from './readiness.ts';

@Global()
@Module({
  controllers: [HealthController, MetricsController],
  providers: [AnalysesGauge, Metrics, Readiness],
  exports: [Metrics, Readiness],
})
export class OperationsModule {}

import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Operation, Permission } from '../http/operation.ts';
import { Metrics } from './metrics.ts';

@Controller()
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  /** With the fleet's token, as Prometheus's `authorization` setting sends it. */
  @Get('metrics')
  @Permission(['fleet'])
  @Operation({ summary: 'Metrics for Prometheus', answer: { contentType: 'text/plain' } })
  async read(@Res() response: Response): Promise<void> {
    response.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }
}

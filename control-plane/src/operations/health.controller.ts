import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { Operation, Permission, RateLimit } from '../http/operation.ts';
import { ApiProblem } from '../http/problem.ts';
import { Readiness } from './readiness.ts';

const healthSchema = z.strictObject({ status: z.literal('ok') });

@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @Permission(['none'])
  @RateLimit(null)
  @Operation({ summary: 'Whether the process runs', answer: healthSchema })
  live(): z.infer<typeof healthSchema> {
    return { status: 'ok' };
  }

  @Get('ready')
  @Permission(['none'])
  @RateLimit(null)
  @Operation({ summary: 'Whether the process can answer', answer: healthSchema, errors: ['unavailable'] })
  async ready(): Promise<z.infer<typeof healthSchema>> {
    const away = await this.readiness.away();
    if (away.length > 0) throw new ApiProblem('unavailable', { detail: `Away: ${away.join(', ')}.` });
    return { status: 'ok' };
  }
}

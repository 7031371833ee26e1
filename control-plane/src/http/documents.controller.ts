import { apiErrors, type ApiErrorCode } from '@shotform/contracts';
import { Controller, Get, Param } from '@nestjs/common';
import { z } from 'zod';
import { openApiDocument } from './openapi.ts';
import { Operation, Permission } from './operation.ts';
import { ApiProblem, catalogueEntry } from './problem.ts';
import { RouteTable } from './route-table.ts';

const errorPageSchema = z.strictObject({
  code: z.string(),
  status: z.int(),
  title: z.string(),
  retryable: z.boolean(),
});

/** What the API says of itself. */
@Controller()
export class DocumentsController {
  constructor(private readonly routes: RouteTable) {}

  @Get('openapi.json')
  @Permission(['none'])
  @Operation({ summary: 'This API as OpenAPI 3.1', answer: z.record(z.string(), z.unknown()) })
  openApi(): Record<string, unknown> {
    return openApiDocument(this.routes.all());
  }

  @Get('problems/:code')
  @Permission(['none'])
  @Operation({ summary: 'What an error code means', params: { code: 'word' }, answer: errorPageSchema })
  problem(@Param('code') code: string): z.infer<typeof errorPageSchema> {
    if (!Object.hasOwn(apiErrors, code)) throw new ApiProblem('not_found');
    const { status, title, retryable = false } = catalogueEntry(code as ApiErrorCode);
    return { code, status, title, retryable };
  }
}

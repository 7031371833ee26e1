import {
  analysisListSchema,
  analysisSchema,
  createAnalysisSchema,
  listQuerySchema,
  resultsSchema,
  type AnalysisJob,
  type Id,
  type List,
  type ListQuery,
  type Results,
} from '@shotform/contracts';
import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Idempotent, Operation, Permission } from '../http/operation.ts';
import { AskedBy } from '../http/request.ts';
import type { SessionCaller, TenantCaller } from '../identity/caller.ts';
import { Analyses } from './analyses.ts';
import { AnalysisResults } from './results.ts';

const id = { id: 'analysis' } as const;

@Controller('v1/analyses')
export class AnalysesController {
  constructor(
    private readonly analyses: Analyses,
    private readonly results: AnalysisResults,
  ) {}

  @Post()
  @Idempotent()
  @Permission(['session'], 'analyses:write')
  @Operation({
    summary: 'Analyse a video',
    body: createAnalysisSchema,
    example: { upload: 'upload_01jb2kq1f9ey8r2z0v3n4m5p6q', model: 'full' },
    references: { upload: 'upload' },
    status: 202,
    answer: analysisSchema,
    errors: ['state_conflict', 'limit_reached'],
  })
  create(@AskedBy() caller: SessionCaller, @Body() body: z.output<typeof createAnalysisSchema>): Promise<AnalysisJob> {
    return this.analyses.create(caller, body);
  }

  @Get()
  @Permission(['session', 'secret', 'member'], 'analyses:read')
  @Operation({ summary: 'Analyses, newest first', query: listQuerySchema, answer: analysisListSchema })
  list(@AskedBy() caller: TenantCaller, @Query() query: ListQuery): Promise<List<AnalysisJob>> {
    return this.analyses.list(caller.scope, query);
  }

  @Get(':id')
  @Permission(['session', 'secret', 'member'], 'analyses:read')
  @Operation({ summary: 'How an analysis stands', params: id, answer: analysisSchema })
  get(@AskedBy() caller: TenantCaller, @Param('id') analysis: Id<'analysis'>): Promise<AnalysisJob> {
    return this.analyses.get(caller.scope, analysis);
  }

  @Get(':id/results')
  @Permission(['session', 'secret', 'member'], 'analyses:read')
  @Operation({
    summary: 'The report, and addresses of the files',
    params: id,
    answer: resultsSchema,
    errors: ['state_conflict'],
  })
  getResults(@AskedBy() caller: TenantCaller, @Param('id') analysis: Id<'analysis'>): Promise<Results> {
    return this.results.of(caller.scope, analysis);
  }

  @Post(':id/cancel')
  @Permission(['session', 'secret', 'member'], 'analyses:write')
  @Operation({
    summary: 'Call an analysis off',
    params: id,
    answer: analysisSchema,
    errors: ['state_conflict'],
  })
  cancel(@AskedBy() caller: TenantCaller, @Param('id') analysis: Id<'analysis'>): Promise<AnalysisJob> {
    return this.analyses.cancel(caller.scope, analysis);
  }

  @Delete(':id')
  @Permission(['session', 'secret', 'member'], 'analyses:write')
  @Operation({ summary: 'Delete an analysis, its results and its video', params: id, answer: null })
  remove(@AskedBy() caller: TenantCaller, @Param('id') analysis: Id<'analysis'>): Promise<void> {
    return this.analyses.remove(caller.scope, analysis);
  }
}

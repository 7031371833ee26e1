import {
  beatSchema,
  claimRequestSchema,
  claimSchema,
  completeAttemptSchema,
  failAttemptSchema,
  progressSchema,
  type AttemptProgress,
  type Beat,
  type Claim,
  type ClaimRequest,
  type CompleteAttempt,
  type FailAttempt,
  type Id,
} from '@shotform/contracts';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { Operation, Permission } from '../http/operation.ts';
import { AskedBy } from '../http/request.ts';
import type { AttemptCaller } from '../identity/caller.ts';
import { AttemptCompletion } from './completion.ts';
import { Attempts } from './attempts.ts';
import { Claims } from './claims.ts';
import { AttemptFailure } from './failure.ts';
import { AttemptHandBack } from './hand-back.ts';

const id = { id: 'attempt' } as const;
const errors = ['attempt_superseded'] as const;
const output = { bytes: 1, sha256: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' };

@Controller('internal/v1')
export class AttemptsController {
  constructor(
    private readonly claims: Claims,
    private readonly attempts: Attempts,
    private readonly completion: AttemptCompletion,
    private readonly failure: AttemptFailure,
    private readonly handingBack: AttemptHandBack,
  ) {}

  @Post('analyses/:id/claim')
  @Permission(['fleet'])
  @Operation({
    summary: 'Take an analysis on',
    params: { id: 'analysis' },
    body: claimRequestSchema,
    example: { worker: 'worker-1' },
    answer: claimSchema,
    errors: ['state_conflict'],
  })
  claim(@Param('id') analysis: Id<'analysis'>, @Body() body: ClaimRequest): Promise<Claim> {
    return this.claims.claim(analysis, body.worker);
  }

  @Post('attempts/:id/beat')
  @Permission(['attempt'])
  @Operation({ summary: 'Still at work', params: id, answer: beatSchema, errors })
  beat(@AskedBy() caller: AttemptCaller): Promise<Beat> {
    return this.attempts.beat(caller);
  }

  @Post('attempts/:id/progress')
  @Permission(['attempt'])
  @Operation({
    summary: 'How far the work is',
    params: id,
    body: progressSchema,
    example: { stage: 'vision', percent: 40 },
    answer: null,
    errors,
  })
  progress(@AskedBy() caller: AttemptCaller, @Body() body: AttemptProgress): Promise<void> {
    return this.attempts.progress(caller, body);
  }

  @Post('attempts/:id/complete')
  @Permission(['attempt'])
  @Operation({
    summary: 'The results are stored',
    params: id,
    body: completeAttemptSchema,
    example: {
      sourceSha256: output.sha256,
      outputs: { 'report.json': output, 'tracks.json.gz': output, 'annotated.mp4': output, 'poster.jpg': output },
    },
    answer: null,
    errors: [...errors, 'upload_mismatch'],
  })
  complete(@AskedBy() caller: AttemptCaller, @Body() body: CompleteAttempt): Promise<void> {
    return this.completion.complete(caller, body);
  }

  @Post('attempts/:id/fail')
  @Permission(['attempt'])
  @Operation({
    summary: 'The attempt failed',
    params: id,
    body: failAttemptSchema,
    example: { code: 'not_a_video', message: 'The file is not a video that can be read.', retryable: false },
    answer: null,
    errors,
  })
  fail(@AskedBy() caller: AttemptCaller, @Body() body: FailAttempt): Promise<void> {
    return this.failure.fail(caller, body);
  }

  @Post('attempts/:id/hand-back')
  @Permission(['attempt'])
  @Operation({ summary: 'The worker has to stop before it is done', params: id, answer: null, errors })
  handBack(@AskedBy() caller: AttemptCaller): Promise<void> {
    return this.handingBack.handBack(caller);
  }
}

import { once } from 'node:events';
import { Controller, Get, Headers, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Operation, Permission } from '../http/operation.ts';
import { ApiProblem } from '../http/problem.ts';
import { AskedBy } from '../http/request.ts';
import type { TenantCaller } from '../identity/caller.ts';
import { SESSION_TOKEN_SECONDS } from '../identity/session-tokens.ts';
import { Logger } from '../operations/logger.ts';
import { EventFeed } from './event-feed.ts';
import { EventStream } from './event-stream.ts';
import { EventWakes } from './event-wakes.ts';

const COMMENT_MS = 15_000;
/** Nobody listens longer than a token lives: who may still, asks again. */
const STREAM_MS = SESSION_TOKEN_SECONDS * 1000;
/** How long the other side waits before it asks again, ms. */
const RETRY = 2000;

@Controller('v1/events')
export class EventsController {
  constructor(
    private readonly feed: EventFeed,
    private readonly wakes: EventWakes,
    private readonly logger: Logger,
  ) {}

  @Get()
  @Permission(['session', 'secret', 'member'], 'analyses:read')
  @Operation({ summary: 'Live updates, as server-sent events', answer: { contentType: 'text/event-stream' } })
  async stream(
    @AskedBy() caller: TenantCaller,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const cursor = lastEventId === undefined ? await this.feed.now(caller.scope) : parseEventId(lastEventId);
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      // A proxy that collects an answer before it passes it on would keep everything back.
      'x-accel-buffering': 'no',
    });
    response.write(`retry: ${RETRY}\n\n`);
    const target = {
      write: (text: string) => response.write(text),
      drained: async () => void (await Promise.race([once(response, 'drain'), once(response, 'close')])),
    };
    const stream = new EventStream(this.feed, caller.scope, target, cursor);
    const wake = (): void => {
      stream.wake().catch((error: unknown) => this.logger.warn({ err: error }, 'live updates could not be read'));
    };
    const unfollow = this.wakes.follow(caller.tenant, wake);
    const comments = setInterval(() => response.write(':\n\n'), COMMENT_MS);
    const end = setTimeout(() => response.end(), STREAM_MS);
    const leave = (): void => {
      unfollow();
      stream.end();
      clearInterval(comments);
      clearTimeout(end);
    };
    // Gone while we asked for the cursor: there is no event of it any more.
    if (response.destroyed) return leave();
    response.once('close', leave);
    // What came since `cursor`.
    wake();
  }
}

function parseEventId(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new ApiProblem('request_invalid', {
    fields: [{ pointer: 'Last-Event-ID', detail: 'Not an id of this stream.' }],
  });
}

/** One request at a time, against a server on this machine that answers as it is told to. */
import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { delayAfter, retryAfter } from './backoff.ts';
import * as errors from './errors.ts';
import { Transport } from './transport.ts';

type Answer = { status: number; headers?: Record<string, string>; body?: unknown } | 'cut' | 'silence';

const answers: Answer[] = [];
const seen: IncomingMessage[] = [];
const server = createServer((request, response) => {
  seen.push(request);
  const answer = answers.shift() ?? { status: 200, body: {} };
  if (answer === 'silence') return;
  if (answer === 'cut') return void request.socket.destroy();
  const { status, headers = {}, body } = answer;
  response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
});
let base: string;
let transport: Transport;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  transport = new Transport(`${base}/`, undefined);
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  answers.length = 0;
  seen.length = 0;
});

const problem = (status: number, code: string, more = {}): Answer => ({
  status,
  body: { type: 'x', title: 'No.', status, code, requestId: 'request_1', retryable: false, ...more },
});
const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

describe('a refusal', () => {
  it.each([
    [400, 'request_invalid', errors.ShotformRequestError],
    [401, 'token_expired', errors.ShotformAuthenticationError],
    [402, 'limit_reached', errors.ShotformLimitError],
    [403, 'origin_not_allowed', errors.ShotformPermissionError],
    [404, 'not_found', errors.ShotformNotFoundError],
    [409, 'state_conflict', errors.ShotformConflictError],
    [422, 'not_a_video', errors.ShotformRequestError],
    [418, 'teapot', errors.ShotformApiError],
  ])('of %i is %s, asked for once', async (status, code, kind) => {
    const fields = [{ pointer: '/bytes', detail: 'too many' }];
    answers.push(problem(status, code, { detail: 'Because.', fields }));
    const error = await failure(transport.request('/v1/x'));
    expect(error).toBeInstanceOf(kind);
    expect(error).toBeInstanceOf(errors.ShotformSdkError);
    expect(error).toMatchObject({
      status,
      code,
      message: 'Because.',
      requestId: 'request_1',
      retryable: false,
      fields,
    });
    expect(error).toMatchObject({ messageKey: `error.${code}` });
    expect(seen).toHaveLength(1);
  });

  it('that is no problem document still has a code and is no success', async () => {
    answers.push({ status: 404, body: '<h1>nginx</h1>' });
    expect(await failure(transport.request('/v1/x'))).toMatchObject({ code: 'not_found', requestId: null });
  });

  it('that asks for longer than anybody waits is passed on, with how long', async () => {
    answers.push({ status: 429, headers: { 'retry-after': '120' }, body: {} });
    const error = await failure(transport.request('/v1/x'));
    expect(error).toBeInstanceOf(errors.ShotformRateLimitError);
    expect(error).toMatchObject({ retryAfterSeconds: 120, retryable: true });
    expect(seen).toHaveLength(1);
  });
});

describe('what can be tried again', () => {
  it('is, with the same key and body, until it succeeds', async () => {
    answers.push('cut', { status: 503, headers: { 'retry-after': '0' }, body: '' }, { status: 202, body: { id: 7 } });
    const options = { method: 'POST', body: { a: 1 }, idempotencyKey: 'k-1', bearer: 't' } as const;
    expect(await transport.request('/v1/x', options)).toEqual({ id: 7 });
    expect(seen.map(({ headers }) => headers['idempotency-key'])).toEqual(['k-1', 'k-1', 'k-1']);
    expect(seen[2]!.headers).toMatchObject({ authorization: 'Bearer t', 'content-type': 'application/json' });
  });

  it('is given up after the third time', async () => {
    answers.push({ status: 502, body: 'bad gateway' }, 'cut', { status: 500, body: '' });
    const error = await failure(transport.request('/v1/x'));
    expect(error).toBeInstanceOf(errors.ShotformServerError);
    expect(error).toMatchObject({ status: 500, code: 'internal', retryable: true });
    expect(seen).toHaveLength(3);
  });

  it('is a server that is not there', async () => {
    const error = await failure(new Transport('http://127.0.0.1:1', undefined).request('/v1/x'));
    expect(error).toBeInstanceOf(errors.ShotformConnectionError);
    expect(error).toMatchObject({ code: 'connection_failed', retryable: true, cause: expect.anything() });
  });
});

it('ends with the signal, also while it waits', async () => {
  answers.push('silence');
  const controller = new AbortController();
  const error = failure(transport.request('/v1/x', { signal: controller.signal }));
  await once(server, 'request');
  controller.abort();
  expect(await error).toBeInstanceOf(errors.ShotformAbortError);
  expect(await failure(transport.request('/v1/x', { signal: controller.signal }))).toMatchObject({ code: 'aborted' });
});

it('gives nothing for an answer without content, and an error for one that is no JSON', async () => {
  answers.push({ status: 204, body: '' }, { status: 200, body: '<html>' });
  expect(await transport.request('/v1/x', { method: 'DELETE' })).toBeUndefined();
  expect(await failure(transport.request('/v1/x'))).toMatchObject({ code: 'answer_invalid' });
});

it('leaves out of the query what is not given', async () => {
  await transport.request('/v1/x', { query: { cursor: 'a b', limit: undefined } });
  expect(seen[0]!.url).toBe('/v1/x?cursor=a+b');
});

describe('the pause', () => {
  const backoff = { firstMilliseconds: 100, longestMilliseconds: 1000 };
  it('doubles up to its longest, and lies between half of that and all', () => {
    for (const [attempt, full] of [
      [1, 100],
      [2, 200],
      [4, 800],
      [9, 1000],
    ] as const) {
      const delays = Array.from({ length: 50 }, () => delayAfter(attempt, backoff));
      expect(Math.min(...delays)).toBeGreaterThanOrEqual(full / 2);
      expect(Math.max(...delays)).toBeLessThanOrEqual(full);
      expect(new Set(delays).size).toBeGreaterThan(1);
    }
  });
  it('is never shorter than the server asks for', () => {
    expect(delayAfter(1, backoff, 3)).toBe(3000);
  });
  it('is asked for in seconds or as a date', () => {
    const header = (value: string): number | null => retryAfter(new Headers({ 'retry-after': value }));
    expect(header('7')).toBe(7);
    expect(header(new Date(Date.now() + 60_000).toUTCString())).toBeGreaterThan(50);
    expect(header('Thu, 01 Jan 1970 00:00:00 GMT')).toBe(0);
    expect(header('soon')).toBeNull();
    expect(retryAfter(new Headers())).toBeNull();
  });
});

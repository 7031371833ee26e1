/** Sessions, against the real control plane. */
import { createPlayerToken } from '@shotform/node';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startStack, type Stack } from '../../../gpu-worker/src/testing/stack.ts';
import { ShotformAuthenticationError, ShotformPermissionError, type Fetch } from '../src/index.ts';
import { openPage, type Page } from './pages.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => stack?.stop());

const player = async ({ shotform }: Page): Promise<string> => (await shotform.session.get()).player.id;
const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );
/** Makes the page believe that so much time has passed. */
function pass(minutes: number): void {
  const now = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => now() + minutes * 60_000);
}

describe('an anonymous player', () => {
  it('gets one session, however many ask for it at once', async () => {
    const page = openPage(stack);
    const { shotform, requests } = page;
    const [session, list] = await Promise.all([shotform.session.get(), shotform.analyses.list(), player(page)]);
    expect(session).toMatchObject({ mode: 'test', player: { identified: false }, tenant: { name: 'Northside Hoops' } });
    expect(session.theme.light.primary).toMatch(/^#/);
    expect(list).toEqual({ data: [], nextCursor: null });
    expect(requests.filter((request) => request === 'POST /v1/sessions')).toHaveLength(1);
  });

  it('is found again by what the page keeps, until that is forgotten', async () => {
    const first = openPage(stack);
    const id = await player(first);
    const reloaded = openPage(stack, { storage: first.storage });
    expect(await player(reloaded)).toBe(id);
    reloaded.shotform.session.forget();
    const anew = await player(reloaded);
    expect(anew).not.toBe(id);
    expect(await player(openPage(stack))).not.toBe(anew);
  });

  it('is somebody new where the kept secret is good for nothing', async () => {
    const first = openPage(stack);
    const id = await player(first);
    first.storage.setItem(`shotform:${stack.publishableKey}:player`, 'sf_player_wrong');
    expect(await player(openPage(stack, { storage: first.storage }))).not.toBe(id);
  });
});

describe('a token', () => {
  it('is renewed before it expires, once for all that ask', async () => {
    const page = openPage(stack);
    const id = await player(page);
    pass(13);
    await Promise.all([1, 2, 3, 4].map(() => page.shotform.analyses.list()));
    expect(await player(page)).toBe(id);
    expect(page.requests.filter((request) => request.startsWith('POST'))).toEqual([
      'POST /v1/sessions',
      'POST /v1/sessions/refresh',
    ]);
  });

  it('that the server does not take any more is renewed, and the request made again', async () => {
    let spoil = false;
    const spoiling: Fetch = (input, init) => {
      const headers = new Headers(init?.headers);
      if (spoil && !String(input).includes('/sessions')) headers.set('authorization', 'Bearer e30.e30.e30');
      if (spoil && !String(input).includes('/sessions')) spoil = false;
      return fetch(input, { ...init, headers });
    };
    const page = openPage(stack, { fetch: spoiling });
    await page.shotform.session.get();
    spoil = true;
    expect(await page.shotform.analyses.list()).toEqual({ data: [], nextCursor: null });
    expect(page.requests.slice(1)).toEqual(['GET /v1/analyses', 'POST /v1/sessions/refresh', 'GET /v1/analyses']);
  });

  it('whose renewal was lost on its way leads to a new session of the same player', async () => {
    let lose = true;
    const losing: Fetch = async (input, init) => {
      const response = await fetch(input, init);
      if (!String(input).endsWith('/refresh') || !lose) return response;
      lose = false;
      await response.body?.cancel();
      throw new TypeError('network error');
    };
    const page = openPage(stack, { fetch: losing });
    const id = await player(page);
    pass(13);
    await page.shotform.analyses.list();
    expect(lose).toBe(false);
    expect(await player(page)).toBe(id);
  });
});

describe('a player whom the facility knows', () => {
  const signedFor = (playerId: string, name: string) => () => createPlayerToken(stack.secretKey, { playerId, name });

  it('is the same on every device, and another than anybody else', async () => {
    const phone = openPage(stack, { tokenProvider: signedFor('p-1', 'Ada') });
    const desk = openPage(stack, { tokenProvider: signedFor('p-1', 'Ada') });
    const other = openPage(stack, { tokenProvider: signedFor('p-2', 'Ben') });
    expect((await phone.shotform.session.get()).player).toMatchObject({ identified: true, name: 'Ada' });
    expect(await player(desk)).toBe(await player(phone));
    expect(await player(other)).not.toBe(await player(phone));
  });

  it('is anonymous where the facility says that nobody is signed in', async () => {
    const page = openPage(stack, { tokenProvider: () => null });
    expect((await page.shotform.session.get()).player.identified).toBe(false);
  });

  it('is nobody by a token that another key signed', async () => {
    const key = stack.secretKey.slice(0, -4) + (stack.secretKey.endsWith('aaaa') ? 'bbbb' : 'aaaa');
    const page = openPage(stack, { tokenProvider: () => createPlayerToken(key, { playerId: 'p-1' }) });
    const error = await failure(page.shotform.session.get());
    expect(error).toBeInstanceOf(ShotformAuthenticationError);
    expect(error).toMatchObject({ code: 'player_token_invalid', status: 401, requestId: expect.stringMatching(/./) });
    expect(page.requests).toEqual(['POST /v1/sessions']);
  });

  it("hears of the facility's own failure", async () => {
    const tokenProvider = () => Promise.reject(new Error('500'));
    const error = await failure(openPage(stack, { tokenProvider }).shotform.session.get());
    expect(error).toMatchObject({ code: 'player_token_unavailable', retryable: true });
  });
});

it('a page that the key is not for is told so', async () => {
  const error = await failure(openPage(stack, { origin: 'https://elsewhere.test' }).shotform.session.get());
  expect(error).toBeInstanceOf(ShotformPermissionError);
  expect(error).toMatchObject({ code: 'origin_not_allowed', messageKey: 'error.origin_not_allowed' });
});

it('a key with a typo opens nothing', async () => {
  const error = await failure(openPage(stack, { publishableKey: `${stack.publishableKey}x` }).shotform.session.get());
  expect(error).toBeInstanceOf(ShotformAuthenticationError);
});

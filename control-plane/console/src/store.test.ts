import { expect, test } from 'vitest';
import type { AnalysisJob, ConsoleMe, Mode } from '@shotform/contracts';
import { ConsoleError, type Api, type LiveListener } from './api.ts';
import { placeOf, Store } from './store.ts';

const me = (mode: Mode): ConsoleMe => ({
  member: { id: 'member_01jb2kq1f9ey8r2z0v3n4m5p6q', email: 'a@example.com', name: 'A', role: 'owner' },
  tenant: { id: 'tenant_01jb2kq1f9ey8r2z0v3n4m5p6q', name: 'T' },
  mode,
  csrfToken: 'x',
});
const job = (id: string, values: Partial<AnalysisJob> = {}): AnalysisJob => ({
  id: `analysis_${id}`,
  mode: 'test',
  player: 'player_1',
  upload: 'upload_1',
  fileName: 'a.mp4',
  model: 'full',
  status: 'running',
  stage: 'vision',
  percent: 10,
  error: null,
  summary: null,
  createdAt: '2026-11-21T15:00:00.000Z',
  startedAt: null,
  finishedAt: null,
  ...values,
});

/** A store at an API of two analyses; `says` is what a live stream would say. */
function open(overrides: Partial<Api> = {}) {
  let listener: LiveListener | null = null;
  let followers = 0;
  const api: Api = {
    me: async () => me('test'),
    signIn: async () => me('test'),
    signOut: async () => undefined,
    switchMode: async (mode) => me(mode),
    analyses: async () => ({ data: [job('2'), job('1')], nextCursor: null }),
    analysis: async (id) => job(id.slice(9)),
    results: () => Promise.reject(new ConsoleError(409, {})),
    follow: (to) => {
      listener = to;
      followers++;
      return () => void followers--;
    },
    ...overrides,
  };
  const store = new Store(api, { name: 'list' }, () => undefined);
  return { store, says: () => listener!, followers: () => followers };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('what happens is seen in the list: changed, new, gone', async () => {
  const { says, store } = open();
  await store.open();
  await settled();
  says().onEvent({ type: 'analysis.updated', at: '', analysis: job('1', { percent: 60 }) });
  says().onEvent({ type: 'analysis.updated', at: '', analysis: job('3') });
  says().onEvent({ type: 'analysis.deleted', at: '', analysis: { id: 'analysis_2' } });
  expect(store.jobs?.map(({ id, percent }) => [id, percent])).toEqual([
    ['analysis_3', 10],
    ['analysis_1', 60],
  ]);
});

test('nobody is signed in: the door, without blame; signed out meanwhile: the door, and why', async () => {
  const unknown = open({ me: () => Promise.reject(new ConsoleError(401, {})) });
  await unknown.store.open();
  expect([unknown.store.stage, unknown.store.expired, unknown.store.error]).toEqual(['out', false, null]);

  const late = open({ analyses: () => Promise.reject(new ConsoleError(401, {})) });
  await late.store.open();
  await settled();
  expect([late.store.stage, late.store.expired, late.followers()]).toEqual(['out', true, 0]);
});

test('a server that cannot be reached is not a door', async () => {
  const { store } = open({ me: () => Promise.reject(new ConsoleError(0, {})) });
  await store.open();
  expect([store.stage, store.error?.code]).toEqual(['lost', 'connection_failed']);
});

test('the other mode is another world: its own list, one stream', async () => {
  const { followers, store } = open();
  await store.open();
  await store.switchMode('live');
  await settled();
  expect([store.me?.mode, followers(), store.place.name]).toEqual(['live', 1, 'list']);
});

test('an address names a place', () => {
  expect(placeOf('/analyses/analysis_01jb2kq1f9ey8r2z0v3n4m5p6q')).toEqual({
    name: 'detail',
    id: 'analysis_01jb2kq1f9ey8r2z0v3n4m5p6q',
  });
  expect(placeOf('/analyses/../x')).toEqual({ name: 'list' });
});

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { AnalysisJob, ConsoleMe, Mode, Report, Results } from '@shotform/contracts';
import { job } from '../../../packages/elements/stories/memory-client.ts';
import { ConsoleError, type Api, type LiveListener } from '../src/api.ts';
import { ShotformConsole } from '../src/shotform-console.ts';

if (!customElements.get('shotform-console')) customElements.define('shotform-console', ShotformConsole);

interface Args {
  who: 'nobody' | 'owner' | 'unknown' | 'never';
  refuse: string | null;
  jobs: AnalysisJob[] | 'never' | 'fails';
  connected: boolean;
  mode: Mode;
  path: string;
  scheme: 'light' | 'dark';
  locale: string;
}

/** In memory, for stories alone. */
function api({ connected, jobs, mode, refuse, who }: Args): Api {
  const never = new Promise<never>(() => undefined);
  let me: ConsoleMe = {
    member: {
      id: 'member_01jb2kq1f9ey8r2z0v3n4m5p6q',
      email: 'robin@northside-hoops.example',
      name: 'Robin Hale',
      role: 'owner',
    },
    tenant: { id: 'tenant_01jb2kq1f9ey8r2z0v3n4m5p6q', name: 'Northside Hoops' },
    mode,
    csrfToken: 'none',
  };
  const list = typeof jobs === 'string' ? [] : jobs;
  return {
    me: async () => {
      if (who === 'never') return never;
      if (who === 'owner') return me;
      throw new ConsoleError(who === 'nobody' ? 401 : 0, {});
    },
    signIn: async () => {
      if (refuse) throw new ConsoleError(401, { code: refuse });
      return me;
    },
    signOut: async () => undefined,
    switchMode: async (to) => (me = { ...me, mode: to }),
    analyses: async () => {
      if (jobs === 'never') return never;
      if (jobs === 'fails')
        throw new ConsoleError(503, { code: 'unavailable', requestId: 'request_01jb2kq1f9ey8r2z0v3n4m5p6q' });
      return { data: list, nextCursor: null };
    },
    analysis: async (id) => {
      const found = list.find((candidate) => candidate.id === id);
      if (!found) throw new ConsoleError(404, { code: 'not_found' });
      return found;
    },
    results: async (id) => results(id as `analysis_${string}`),
    follow: ({ onState }: LiveListener) => {
      queueMicrotask(() => onState(connected));
      return () => undefined;
    },
  };
}

async function results(analysis: `analysis_${string}`): Promise<Results> {
  const file = (url: string) => ({ url, contentType: 'video/mp4', bytes: 1, expiresAt: '2026-11-21T15:00:00.000Z' });
  return {
    analysis,
    report: (await (await fetch('/fixtures/sample.report.json')).json()) as Report,
    files: {
      source: file('/fixtures/sample.mp4'),
      annotated: file('/fixtures/sample.mp4'),
      poster: file('/fixtures/sample.jpg'),
      tracks: file('/fixtures/sample.tracks.json.gz'),
    },
  };
}

const summary = (shots: number, made: number, form: number | null) => ({
  shots,
  made,
  missed: shots - made,
  form,
  durationSeconds: 12,
});
const jobs = [
  job({ status: 'queued', percent: 0, summary: null, createdAt: '2026-11-21T15:04:00.000Z', fileName: 'IMG_2214.MOV' }),
  job({
    status: 'running',
    stage: 'vision',
    percent: 37,
    summary: null,
    createdAt: '2026-11-21T15:03:00.000Z',
    fileName: 'IMG_2213.MOV',
  }),
  job({
    status: 'running',
    stage: 'annotate',
    percent: 82,
    summary: null,
    createdAt: '2026-11-21T15:02:00.000Z',
    fileName: 'shot-2026-11-21.mp4',
  }),
  job({ createdAt: '2026-11-21T14:31:00.000Z', summary: summary(2, 1, 97.3) }),
  job({ createdAt: '2026-11-21T13:12:00.000Z', summary: summary(12, 9, 84.1), fileName: 'warm-up.mp4' }),
  job({ createdAt: '2026-11-20T18:45:00.000Z', summary: summary(3, 1, null), fileName: 'corner-threes.mov' }),
  job({
    createdAt: '2026-11-20T18:40:00.000Z',
    status: 'failed',
    summary: null,
    fileName: 'screen-recording.mov',
    error: { code: 'video_damaged', message: 'The video is damaged: no frame of it can be decoded.', retryable: false },
  }),
  job({ createdAt: '2026-11-19T16:02:00.000Z', summary: summary(0, 0, null), fileName: 'dribbling.mp4' }),
  job({ createdAt: '2026-11-19T16:00:00.000Z', status: 'canceled', summary: null, fileName: 'IMG_2190.MOV' }),
];
const at = (index: number): string => `/analyses/${jobs[index]!.id}`;

const meta: Meta<Args> = {
  title: 'Console',
  args: { who: 'owner', refuse: null, jobs, connected: true, mode: 'test', path: '/', scheme: 'light', locale: 'en' },
  render: (args) =>
    html`<shotform-console
      locale=${args.locale}
      .api=${api(args)}
      .path=${args.path}
      .colorScheme=${args.scheme}
    ></shotform-console>`,
};
export default meta;
type Story = StoryObj<Args>;

const fill = async (canvas: HTMLElement): Promise<void> => {
  const { shadowRoot } = canvas.querySelector<ShotformConsole>('shotform-console')!;
  for (let i = 0; i < 100 && !shadowRoot!.querySelector('form'); i++)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const [email, password] = shadowRoot!.querySelectorAll<HTMLInputElement>('form input');
  email!.value = 'robin@northside-hoops.example';
  password!.value = 'wrong horse';
  shadowRoot!.querySelector('form')!.requestSubmit();
  await new Promise((resolve) => setTimeout(resolve, 50));
};

export const SignIn: Story = { args: { who: 'nobody' } };
export const SignInDark: Story = { args: { who: 'nobody', scheme: 'dark' } };
export const WrongPassword: Story = {
  args: { who: 'nobody', refuse: 'sign_in_failed' },
  play: ({ canvasElement }) => fill(canvasElement),
};
export const TooManyTries: Story = {
  args: { who: 'nobody', refuse: 'rate_limited' },
  play: ({ canvasElement }) => fill(canvasElement),
};
export const Opening: Story = { args: { who: 'never' } };
export const ServerLost: Story = { args: { who: 'unknown' } };
export const List: Story = {};
export const ListDark: Story = { args: { scheme: 'dark' } };
export const LiveMode: Story = { args: { mode: 'live' } };
export const ConnectingAgain: Story = { args: { connected: false } };
export const Loading: Story = { args: { jobs: 'never' } };
export const Empty: Story = { args: { jobs: [] } };
export const Failed: Story = { args: { jobs: 'fails' } };
export const Detail: Story = { args: { path: at(3) } };
export const DetailDark: Story = { args: { path: at(3), scheme: 'dark' } };
export const DetailRunning: Story = { args: { path: at(1) } };
export const DetailFailed: Story = { args: { path: at(6) } };
export const DetailGone: Story = { args: { path: '/analyses/analysis_01jb2kq1f9ey8r2z0v3n4m9999' } };
export const SpanishSignIn: Story = { args: { who: 'nobody', locale: 'es' } };
export const SpanishList: Story = { args: { locale: 'es' } };
export const SpanishDetail: Story = { args: { path: at(3), locale: 'es' } };

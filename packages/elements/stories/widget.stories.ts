import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/widget/define.ts';
import '../src/report/define.ts';
import '../src/capture/define.ts';
import type { ColorScheme } from '../src/base/theme.ts';
import type { ShotformWidget } from '../src/widget/shotform-widget.ts';
import { job, memoryClient, type Memory } from './memory-client.ts';
import { ironworks, northside } from './themes.ts';

interface Args extends Memory {
  scheme: ColorScheme;
  dir: 'ltr' | 'rtl';
  locale: string;
}

const meta: Meta<Args> = {
  title: 'Widget',
  args: { theme: northside, scheme: 'light', dir: 'ltr', locale: 'en', jobs: [] },
  render: ({ dir, locale, scheme, ...memory }) =>
    html`<div class="page ${scheme}">
      <shotform-widget
        dir=${dir}
        locale=${locale}
        .colorScheme=${scheme}
        .client=${memoryClient(memory)}
      ></shotform-widget>
    </div>`,
};
export default meta;
type Story = StoryObj<Args>;

const earlier = [
  job({ status: 'running', stage: 'vision', percent: 41, summary: null }),
  job({ createdAt: '2026-11-20T17:12:00.000Z' }),
  job({
    createdAt: '2026-11-18T16:40:00.000Z',
    summary: { shots: 9, made: 5, missed: 2, form: 88.2, durationSeconds: 31 },
  }),
  job({
    createdAt: '2026-11-17T16:40:00.000Z',
    summary: { shots: 0, made: 0, missed: 0, form: null, durationSeconds: 8 },
  }),
  job({
    createdAt: '2026-11-16T16:40:00.000Z',
    status: 'failed',
    summary: null,
    error: { code: 'video_damaged', message: '', retryable: false },
  }),
];

/** The widget of a story, once it shows what is named. */
async function widgetIn(canvas: HTMLElement, view: string): Promise<ShotformWidget> {
  const widget = canvas.querySelector<ShotformWidget>('shotform-widget')!;
  const shows = (): boolean => Boolean(widget.shadowRoot?.querySelector(view));
  for (let i = 0; i < 100 && !shows(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  if (!shows()) throw new Error(`The widget does not show ${view}`);
  return widget;
}

async function clip(): Promise<File> {
  const blob = await (await fetch('/fixtures/sample.mp4')).blob();
  return new File([blob], 'free-throws.mp4', { type: 'video/mp4' });
}

const afterSending =
  (view: string): NonNullable<Story['play']> =>
  async ({ canvasElement }) => {
    const widget = await widgetIn(canvasElement, '.start');
    void widget.send(await clip());
    await widgetIn(canvasElement, view);
  };

const afterOpening =
  (view: string): NonNullable<Story['play']> =>
  async ({ canvasElement }) => {
    const widget = await widgetIn(canvasElement, '.clip .open');
    widget.shadowRoot!.querySelector<HTMLElement>('.clip .open')!.click();
    await widgetIn(canvasElement, view);
  };

export const Opening: Story = { args: { opening: 'never' } };
export const NoConnection: Story = { args: { opening: { code: 'connection_failed' } } };
export const WrongOrigin: Story = {
  args: { opening: { code: 'origin_not_allowed', requestId: 'request_01jb2kq1f9ey8r2z0v3n4m5p6q', retryable: false } },
};
/** The page forgot its key. */
export const NotSetUp: Story = {
  render: () => html`<div class="page light"><shotform-widget></shotform-widget></div>`,
};
export const FirstVisit: Story = {};
export const FirstVisitDark: Story = { args: { scheme: 'dark' } };
export const EarlierClips: Story = { args: { jobs: earlier, analysesLeft: 8 } };
export const EarlierClipsDark: Story = { args: { jobs: earlier, theme: ironworks, scheme: 'dark' } };
export const OtherBrand: Story = { args: { jobs: earlier, theme: ironworks } };
export const RightToLeft: Story = { args: { jobs: earlier, dir: 'rtl' } };
export const ClipsLoading: Story = { args: { listing: 'never' } };
export const ClipsFailed: Story = { args: { listing: 'fails' } };
export const LimitReached: Story = { args: { jobs: earlier, analysesLeft: 0 } };
export const DeleteAClip: Story = {
  args: { jobs: earlier },
  play: async ({ canvasElement }) => {
    const widget = await widgetIn(canvasElement, '.clip .round');
    widget.shadowRoot!.querySelectorAll<HTMLElement>('.clip .round')[1]!.click();
    await widgetIn(canvasElement, '.confirm');
  },
};
export const NotAVideo: Story = {
  play: async ({ canvasElement }) => {
    const widget = await widgetIn(canvasElement, '.start');
    await widget.send(new File(['words'], 'homework.pdf', { type: 'application/pdf' }));
    await widgetIn(canvasElement, '.notice');
  },
};
export const Uploading: Story = { args: { upload: { state: 'uploading', part: 0.62 } }, play: afterSending('.arena') };
export const UploadingDark: Story = { ...Uploading, args: { ...Uploading.args, scheme: 'dark' } };
export const UploadPaused: Story = { args: { upload: { state: 'paused', part: 0.3 } }, play: afterSending('.arena') };
export const UploadOffline: Story = {
  args: { upload: { state: 'offline', part: 0.45 } },
  play: afterSending('.arena'),
};
export const UploadVerifying: Story = {
  args: { upload: { state: 'verifying', part: 1 } },
  play: afterSending('.arena'),
};
export const UploadFailed: Story = {
  args: { upload: { state: 'failed', part: 0.45, code: 'connection_failed' } },
  play: afterSending('.arena'),
};
export const Queued: Story = { play: afterSending('.steps') };
export const Analyzing: Story = {
  args: { job: { status: 'running', stage: 'vision', percent: 41 } },
  play: afterSending('.steps'),
};
export const AnalyzingDark: Story = { ...Analyzing, args: { ...Analyzing.args, scheme: 'dark' } };
export const AnalyzingAfterReload: Story = {
  args: { jobs: [job({ status: 'running', stage: 'annotate', percent: 83, summary: null })], job: {} },
  play: afterOpening('.steps'),
};
export const AnalysisFailed: Story = {
  args: { jobs: [earlier[4]!] },
  play: afterOpening('.notice'),
};
export const ReportComing: Story = { args: { jobs: [earlier[1]!], results: 'never' }, play: afterOpening('.coming') };
export const ReportFailed: Story = { args: { jobs: [earlier[1]!], results: 'fails' }, play: afterOpening('.notice') };
export const Report: Story = { args: { jobs: [earlier[1]!] }, play: afterOpening('shotform-report') };
export const ReportDark: Story = {
  args: { jobs: [earlier[1]!], scheme: 'dark' },
  play: afterOpening('shotform-report'),
};

/** Longer words, and a facility with a long name. */
export const Spanish: Story = {
  args: { jobs: earlier, analysesLeft: 1, locale: 'es', tenantName: 'Escuela Municipal de Baloncesto de Villanueva' },
};
export const SpanishUploading: Story = { ...Uploading, args: { ...Uploading.args, locale: 'es' } };
export const SpanishAnalyzing: Story = { ...Analyzing, args: { ...Analyzing.args, locale: 'es' } };
export const SpanishAnalysisFailed: Story = { ...AnalysisFailed, args: { ...AnalysisFailed.args, locale: 'es' } };
export const SpanishReport: Story = { ...Report, args: { ...Report.args, locale: 'es' } };

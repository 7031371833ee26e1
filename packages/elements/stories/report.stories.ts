import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Report, Theme } from '@shotform/contracts';
import '../src/report/define.ts';
import type { ColorScheme } from '../src/base/theme.ts';
import type { ClipFiles } from '../src/report/player/shotform-player.ts';
import { northside, ironworks } from './themes.ts';

interface Args {
  clip: 'sample' | 'session' | 'front' | 'empty';
  theme: Theme;
  scheme: ColorScheme;
  files: Partial<ClipFiles>;
  selected: number;
  dir: 'ltr' | 'rtl';
  locale: string;
}

/** Of the long session there are only numbers: it would take minutes to draw. */
const filmed = (clip: Args['clip']): string =>
  ({ sample: 'sample', front: 'front', empty: 'sample', session: 'none' })[clip];

const meta: Meta<Args> = {
  title: 'Report',
  args: { clip: 'sample', theme: northside, scheme: 'light', files: {}, selected: 0, dir: 'ltr', locale: 'en' },
  loaders: [
    async ({ args }) => ({ report: (await (await fetch(`/fixtures/${args.clip}.report.json`)).json()) as Report }),
  ],
  render: ({ clip, dir, files, locale, scheme, selected, theme }, { loaded }) =>
    html`<div class="page ${scheme}">
      <shotform-report
        dir=${dir}
        locale=${locale}
        .theme=${theme}
        .colorScheme=${scheme}
        .report=${loaded['report'] as Report}
        .selected=${selected}
        .files=${{
          source: `/fixtures/${filmed(clip)}.mp4`,
          annotated: `/fixtures/${filmed(clip)}.mp4`,
          poster: `/fixtures/${filmed(clip)}.jpg`,
          tracks: `/fixtures/${clip}.tracks.json.gz`,
          ...files,
        }}
      ></shotform-report>
    </div>`,
};
export default meta;
type Story = StoryObj<Args>;

export const Sample: Story = {};
export const Dark: Story = { args: { scheme: 'dark' } };
export const MissedShot: Story = { args: { selected: 1 } };
export const OtherBrand: Story = { args: { theme: ironworks } };
export const OtherBrandDark: Story = { args: { theme: ironworks, scheme: 'dark' } };
export const ManyShots: Story = { args: { clip: 'session', files: { annotated: '' } } };
export const FromTheFront: Story = { args: { clip: 'front' } };
export const NoShot: Story = { args: { clip: 'empty' } };
export const SourceUnplayable: Story = { args: { files: { source: '/fixtures/sample.report.json' } } };
export const NoVideo: Story = { args: { files: { source: '/none', annotated: '' } } };
export const NoDrawing: Story = { args: { files: { tracks: '/none' } } };
export const Spanish: Story = { args: { locale: 'es' } };
export const SpanishManyShots: Story = { args: { clip: 'session', files: { annotated: '' }, locale: 'es' } };
export const SpanishFromTheFront: Story = { args: { clip: 'front', locale: 'es' } };
export const SpanishNoShot: Story = { args: { clip: 'empty', locale: 'es' } };
export const RightToLeft: Story = { args: { dir: 'rtl' } };

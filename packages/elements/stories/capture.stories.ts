import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/capture/define.ts';
import type { ColorScheme } from '../src/base/theme.ts';
import type { ShotformCapture } from '../src/capture/shotform-capture.ts';
import { northside } from './themes.ts';

interface Args {
  scheme: ColorScheme;
  locale: string;
}

const meta: Meta<Args> = {
  title: 'Capture',
  args: { scheme: 'light', locale: 'en' },
  render: ({ locale, scheme }) =>
    html`<div class="page ${scheme}">
      <shotform-capture
        class="pad"
        locale=${locale}
        .theme=${northside}
        .colorScheme=${scheme}
        .mostSeconds=${30}
      ></shotform-capture>
    </div>`,
};
export default meta;
type Story = StoryObj<Args>;

/** Waits until a part is there, then gives it. */
async function part(canvas: HTMLElement, selector: string): Promise<HTMLElement> {
  const root = canvas.querySelector<ShotformCapture>('shotform-capture')!.shadowRoot!;
  for (let i = 0; i < 200; i++) {
    const found = root.querySelector<HTMLElement>(selector);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`No ${selector}`);
}

const open = async (canvas: HTMLElement): Promise<void> => (await part(canvas, '.guide .primary')).click();

/** The browser's own answers, one after the other. */
function refused(name: string): Story {
  return {
    play: async ({ canvasElement }) => {
      const { mediaDevices } = navigator;
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name));
      await open(canvasElement);
      await part(canvasElement, '.problem');
      mediaDevices.getUserMedia = ask;
    },
  };
}

export const Guide: Story = {};
export const GuideDark: Story = { args: { scheme: 'dark' } };
export const Denied: Story = refused('NotAllowedError');
export const Blocked: Story = refused('SecurityError');
export const NoCamera: Story = refused('NotFoundError');
export const InUse: Story = refused('NotReadableError');
export const Ready: Story = {
  play: async ({ canvasElement }) => {
    await open(canvasElement);
    await part(canvasElement, '.shutter');
  },
};
export const Counting: Story = {
  play: async ({ canvasElement }) => {
    await open(canvasElement);
    (await part(canvasElement, '.shutter')).click();
    await part(canvasElement, '.count');
  },
};
export const RecordingNow: Story = {
  play: async ({ canvasElement }) => {
    await open(canvasElement);
    const delay = await part(canvasElement, '.delay');
    delay.click();
    delay.click();
    (await part(canvasElement, '.shutter')).click();
    await part(canvasElement, '.clock');
  },
};
export const Review: Story = {
  play: async (context) => {
    await RecordingNow.play?.(context);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    (await part(context.canvasElement, '.shutter.on')).click();
    await part(context.canvasElement, '.review');
  },
};
export const SpanishGuide: Story = { args: { locale: 'es' } };
export const SpanishDenied: Story = { ...Denied, args: { locale: 'es' } };

import type { StorybookConfig } from '@storybook/web-components-vite';
import { prepareFixtures } from '../packages/elements/stories/fixtures/prepare.ts';

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../packages/elements/stories/**/*.stories.ts', '../control-plane/console/stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  staticDirs: [
    { from: await prepareFixtures(), to: '/fixtures' },
    { from: '../gpu-worker/node_modules/@fontsource/barlow/files', to: '/fonts' },
  ],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
};

export default config;

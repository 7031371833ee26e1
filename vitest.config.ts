import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromiumArgs, chromiumPath } from '@shotform/testkit/chromium';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

const chromium = playwright({
  launchOptions: {
    executablePath: chromiumPath,
    args: [...chromiumArgs, '--js-flags=--expose-gc'],
  },
});
/** Made anew for each project: vitest writes into it. */
const browser = () => ({
  enabled: true,
  headless: true,
  provider: chromium,
  instances: [{ browser: 'chromium' as const }],
  screenshotFailures: false,
});

export default defineConfig({
  test: {
    // One more than there are cores: many tests mostly wait, for a clock or for another process.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        test: {
          name: 'node',
          include: ['{packages/*,control-plane,gpu-worker,examples/*,scripts}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', '**/*.browser.test.ts'],
          // Real ffmpeg, real networks, a real browser: slow machines take their time.
          testTimeout: 180_000,
          hookTimeout: 300_000,
          env: { ORT_DISABLE_TELEMETRY: '1' },
        },
      },
      {
        // What Storybook serves, served here too.
        publicDir: fileURLToPath(new URL('.shotform/stories', import.meta.url)),
        test: {
          name: 'browser',
          browser: browser(),
          include: ['packages/elements/test/*.browser.test.ts'],
          // A page behind another shows nothing, and keeps what it was about to show: one at a time, and nothing beside it.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        plugins: [storybookTest({ configDir: '.storybook' })],
        test: {
          name: 'stories',
          browser: browser(),
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});

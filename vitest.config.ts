import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{packages/*,control-plane,gpu-worker,examples/*,scripts}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // Real ffmpeg, real networks, a real browser: slow machines take their time.
    testTimeout: 180_000,
    hookTimeout: 300_000,
    env: { ORT_DISABLE_TELEMETRY: '1' },
  },
});

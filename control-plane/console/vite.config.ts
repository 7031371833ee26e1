import { defineConfig } from 'vite';

/** To `dist/`, which the API serves at its root. Nothing inline: its policy allows none. */
export default defineConfig({
  build: { target: 'es2022', modulePreload: false, assetsInlineLimit: 0 },
  server: { proxy: { '/v1': 'http://localhost:4700', '/console/v1': 'http://localhost:4700' } },
});

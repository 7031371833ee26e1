import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/main.ts'],
  format: 'esm',
  target: 'node24',
  platform: 'node',
  sourcemap: true,
  clean: true,
  // The workspace's packages are sources, which Node runs unbuilt but not from here.
  noExternal: [/^@shotform\//],
});

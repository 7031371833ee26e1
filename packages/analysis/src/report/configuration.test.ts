import { expect, it } from 'vitest';
import { configurationVersion } from './configuration.ts';

it('the configuration has a short version, the same every time', () => {
  expect(configurationVersion()).toMatch(/^[0-9a-f]{16}$/);
  expect(configurationVersion()).toBe(configurationVersion());
});

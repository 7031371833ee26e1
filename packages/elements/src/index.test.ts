import { expect, test } from 'vitest';

test('can be imported where there is no page, and registers nothing there', async () => {
  expect(globalThis).not.toHaveProperty('document');
  const elements = await import('./index.ts');
  await import('./define.ts');
  expect(elements.ShotformWidget).toBeTypeOf('function');
  expect(new Set(Object.keys(elements))).toContain('ShotformReport');
});

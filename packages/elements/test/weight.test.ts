import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWidget } from '../build.ts';
import { northside } from '../stories/themes.ts';

const folder = mkdtempSync(join(tmpdir(), 'shotform-widget-'));
beforeAll(() => buildWidget(folder));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file and all that it imports at once, as paths. */
function closure(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const [, to] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*"(\.[^"]+)"/g)) {
    closure(resolve(dirname(file), to!), known);
  }
  return known;
}

function chunk(from: Iterable<string>, name: string): string {
  for (const file of from) {
    const found = [...readFileSync(file, 'utf8').matchAll(/["`](\.?[\w./-]+\.js)["`]/g)].find(([, to]) =>
      to!.includes(`/${name}-`),
    );
    if (found) return resolve(dirname(file), found[1]!);
  }
  throw new Error(`No chunk ${name}`);
}

const weigh = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);

test('what a page pays', () => {
  const loader = join(folder, 'shotform.js');
  expect(weigh([loader])).toBeLessThanOrEqual(2000);

  const first = closure(chunk([loader], 'widget'));
  // The theme comes with the session; English is in the widget.
  const theme = gzipSync(JSON.stringify(northside)).length;
  expect(weigh([loader, ...first]) + theme).toBeLessThanOrEqual(30_000);

  const more = (name: string): number => weigh([...closure(chunk(first, name))].filter((file) => !first.has(file)));
  expect(more('report')).toBeLessThanOrEqual(25_000);
  expect(more('capture')).toBeLessThanOrEqual(10_000);
  expect(more('transfer')).toBeLessThanOrEqual(10_000);
});

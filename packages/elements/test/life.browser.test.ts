import { expect, test } from 'vitest';
import { define } from '../src/base/define.ts';
import { job } from '../stories/memory-client.ts';
import { find, mount } from './mount.ts';

declare const gc: () => void;

test('a widget that was taken off the page is let go, with its report', async () => {
  const gone: WeakRef<Element>[] = [];
  for (let i = 0; i < 3; i++) gone.push(await openAndRemove());
  await expect
    .poll(
      () => {
        gc();
        return gone.filter((ref) => ref.deref() !== undefined).length;
      },
      // Whatever is under way when it goes, on a slow machine, may end first.
      { timeout: 90_000, interval: 500 },
    )
    .toBe(0);
}, 120_000);

/** In a function of its own: nothing of it stays on the stack. */
async function openAndRemove(): Promise<WeakRef<Element>> {
  const { widget } = mount({ jobs: [job()] });
  (await find(widget, '.clip .open')).click();
  await find(widget, 'shotform-frame');
  widget.remove();
  return new WeakRef(widget);
}

test('moved to another place in the page, it starts over and works', async () => {
  const { widget } = mount({ jobs: [job()] });
  await find(widget, '.clip .open');
  const other = document.createElement('section');
  document.body.append(other);
  other.append(widget);
  await widget.updateComplete;
  (await find(widget, '.clip .open')).click();
  await find(widget, 'shotform-report');
});

test('a name that is taken already stays with whom it has', async () => {
  const first = customElements.get('shotform-widget');
  define('shotform-widget', class extends HTMLElement {});
  expect(customElements.get('shotform-widget')).toBe(first);
});

test('what a page sets itself goes before the theme', async () => {
  const { widget } = mount();
  document.body.style.setProperty('--shotform-color-primary', 'rgb(1, 2, 3)');
  const button = await find(widget, '.start .primary');
  expect(getComputedStyle(button).backgroundColor).toBe('rgb(1, 2, 3)');
  document.body.style.removeProperty('--shotform-color-primary');
});

test('a theme follows the visitor, the attribute goes before it', async () => {
  const { widget } = mount();
  await find(widget, '.start');
  widget.colorScheme = 'dark';
  await widget.updateComplete;
  expect(getComputedStyle(widget).colorScheme).toBe('dark');
  expect(getComputedStyle(widget).backgroundColor).toBe('rgb(14, 19, 34)');
});

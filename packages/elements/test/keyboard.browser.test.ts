import { userEvent } from 'vitest/browser';
import { expect, test } from 'vitest';
import { job } from '../stories/memory-client.ts';
import { find, focused, mount } from './mount.ts';

const tab = () => userEvent.keyboard('{Tab}');

test('from the list to a frame of the report and back, by keyboard alone', async () => {
  const { widget } = mount({ jobs: [job()] });
  await find(widget, '.clip .open');
  document.body.focus();
  const seen: string[] = [];
  for (let i = 0; i < 4; i++) {
    await tab();
    seen.push(focused()?.className || focused()?.tagName || '');
  }
  expect(seen).toEqual(['button primary', 'hidden', 'open', 'round']);
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}{Enter}');

  const slider = await find(widget, '[role=slider]');
  // Whoever pressed Enter is still inside the widget: what they pressed is gone.
  expect(focused()).not.toBe(document.body);
  const video = await find<HTMLVideoElement>(widget, 'video');
  await expect.poll(() => video.readyState).toBeGreaterThan(1);
  // It opens at the release.
  await expect.poll(() => Number(slider.getAttribute('aria-valuenow'))).toBeGreaterThan(3);
  slider.focus();
  const before = Number(slider.getAttribute('aria-valuenow'));
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(() => Number(slider.getAttribute('aria-valuenow'))).toBeGreaterThan(before);
  expect(Number(slider.getAttribute('aria-valuenow')) - before).toBeLessThan(0.07);
  await userEvent.keyboard('{PageDown}');
  await expect.poll(() => Number(slider.getAttribute('aria-valuenow'))).toBeGreaterThan(7);
  await userEvent.keyboard('{Home}');
  await expect.poll(() => Number(slider.getAttribute('aria-valuenow'))).toBeLessThan(0.1);

  (await find(widget, '.head .round')).focus();
  await userEvent.keyboard('{Enter}');
  await find(widget, '.clip .open');
});

test('deleting asks first, with the focus on keeping', async () => {
  const { client, widget } = mount({ jobs: [job()] });
  (await find(widget, '.clip .round')).focus();
  await userEvent.keyboard('{Enter}');
  await find(widget, '.confirm');
  await expect.poll(() => focused()?.textContent?.trim()).toBe('Keep');
  await userEvent.keyboard('{Tab}{Enter}');
  await expect.poll(() => client.erased).toHaveLength(1);
});

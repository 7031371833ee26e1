import type { AttemptProgress } from '@shotform/contracts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { percentAt } from './percent.ts';
import { ProgressReport } from './progressReport.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function reporter(send: (progress: AttemptProgress) => Promise<void> = async () => undefined) {
  const sent: AttemptProgress[] = [];
  const report = new ProgressReport((progress) => {
    sent.push(progress);
    return send(progress);
  }, 1000);
  return { report, sent };
}

it('a thousand notes a second become one, and a new stage is told at once', async () => {
  const { report, sent } = reporter();
  report.note('download', 1);
  for (let i = 1; i <= 1000; i++) {
    report.note('vision', i / 2000);
    await vi.advanceTimersByTimeAsync(1);
  }
  await vi.advanceTimersByTimeAsync(1000);
  report.end();
  expect(sent.map(({ stage }) => stage)).toEqual(['download', 'vision', 'vision']);
  expect(sent.at(-1)).toEqual({ stage: 'vision', percent: percentAt('vision', 0.5) });
});

it('the percentage never falls', async () => {
  const { report, sent } = reporter();
  for (const [stage, part] of [
    ['vision', 0.9],
    ['vision', 0.2],
    ['probe', 0],
    ['annotate', 0],
    ['store', 1],
  ] as const) {
    report.note(stage, part);
    await vi.advanceTimersByTimeAsync(1500);
  }
  const percents = sent.map(({ percent }) => percent);
  expect(percents).toEqual([...percents].sort((a, b) => a - b));
  expect(percents.at(-1)).toBe(100);
});

it('one message at a time: what comes meanwhile is told after it, the newest only', async () => {
  const slow = Promise.withResolvers<void>();
  const { report, sent } = reporter(() => slow.promise);
  report.note('download', 0.5);
  report.note('probe', 0.5);
  report.note('vision', 0.5);
  await vi.advanceTimersByTimeAsync(5000);
  expect(sent).toHaveLength(1);
  slow.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(sent.map(({ stage }) => stage)).toEqual(['download', 'vision']);
});

it('a message that is lost does not stop the next; after the end there is none', async () => {
  const { report, sent } = reporter(() => Promise.reject(new Error('no network')));
  report.note('download', 0.5);
  await vi.advanceTimersByTimeAsync(0);
  report.note('probe', 0);
  await vi.advanceTimersByTimeAsync(0);
  report.note('probe', 1);
  report.end();
  await vi.advanceTimersByTimeAsync(5000);
  expect(sent.map(({ stage }) => stage)).toEqual(['download', 'probe']);
});

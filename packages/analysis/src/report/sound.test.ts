import { expect, it } from 'vitest';
import { figureDraft } from '../testing/figure.ts';
import { soundDrafts } from './sound.ts';

it('leaves a sound shot as it is', () => {
  const draft = figureDraft();
  expect(soundDrafts([draft])).toEqual([draft]);
});

it('drops a shot whose release, hand or outcome overflowed, and a moment that did', () => {
  const draft = figureDraft();
  const { release, outcome, events } = draft;
  expect(soundDrafts([{ ...draft, release: { ...release, timeSeconds: NaN } }])).toEqual([]);
  expect(soundDrafts([{ ...draft, handConfidence: NaN }])).toEqual([]);
  expect(soundDrafts([{ ...draft, outcome: { ...outcome, confidence: Infinity } }])).toEqual([]);
  const landing = { frame: 1, timeSeconds: NaN, uncertaintySeconds: 0.01 };
  const [kept] = soundDrafts([{ ...draft, events: { ...events, landing } }]);
  expect(kept?.events).toEqual({ ...events, landing: null });
});

import type { Events, Moment } from '@shotform/contracts';
import type { ShotDraft } from '../model.ts';

/**
 * The drafts whose numbers are numbers. Absurd Tracks can make a shot's release or its flight overflow: such a shot is
 * no shot, and a moment that overflowed was not found.
 */
export function soundDrafts(drafts: readonly ShotDraft[]): ShotDraft[] {
  return drafts.filter(isSound).map((draft) => ({ ...draft, events: soundEvents(draft.events) }));
}

function isSound({ release, hand, handConfidence, confidence, view, flight, outcome, pace }: ShotDraft): boolean {
  return allFinite([release, hand, handConfidence, confidence, view, flight, outcome, pace]);
}

function soundEvents(events: Events): Events {
  const sound = (moment: Moment | null) => (moment && allFinite(moment) ? moment : null);
  return Object.fromEntries(Object.entries(events).map(([name, moment]) => [name, sound(moment)])) as Events;
}

/** Whether every number within is finite. */
function allFinite(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(allFinite);
}

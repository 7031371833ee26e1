import type { Translator } from '@shotform/elements/kit';
import type { ConsoleError } from '../api.ts';
import type { Place, Store } from '../store.ts';
import type { ConsoleKey } from '../words.ts';

export type ConsoleWords = Translator<ConsoleKey>;

export interface Screen {
  store: Store;
  words: ConsoleWords;
  now: Date;
  go: (place: Place) => void;
}

export function errorText(words: ConsoleWords, { code }: ConsoleError): string {
  const key = `error.${code}`;
  return words.t(words.has(key) ? key : 'error.any');
}

/** The end of an id is what tells it from others. */
export function shortId(id: string): string {
  return id.slice(-6);
}

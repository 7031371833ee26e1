import type { Translator } from '../../i18n/translator.ts';
import type { WidgetKey } from '../../i18n/widget.en.ts';
import type { Flow } from '../flow.ts';

export type WidgetWords = Translator<WidgetKey>;

/** What every screen is given. */
export interface Screen {
  flow: Flow;
  words: WidgetWords;
  /** Whether the device says that it has no network. */
  offline: boolean;
}

/** The words for an error's code; those for any error where there are none. */
export function errorText(words: WidgetWords, code: string): string {
  const key = `error.${code}`;
  return words.t(words.has(key) ? key : 'error.any');
}

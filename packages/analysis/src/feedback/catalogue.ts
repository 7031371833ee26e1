import type { Unit, WithheldReason } from '@shotform/contracts';
import { unitDigits } from '@shotform/contracts/display';
import { english } from './english.ts';
import { spanish } from './spanish.ts';

/** What is said to a player about one metric outside its band. `{value}`, `{lo}` and `{hi}` stand for numbers. */
export interface Message {
  text: string;
  /** One thing to try at once. */
  tip: string;
  /** A drill in plain words. */
  drill: string;
}

/** By `feedbackKey`. */
export type Messages = Readonly<Record<string, Message>>;

/** Everything that analysis says in one language. Keys are stable; a new language is one more object of this shape. */
export interface Catalogue {
  decimal: string;
  /** A number with its unit; `{n}` stands for the number. */
  units: Readonly<Record<Unit, string>>;
  feedback: Messages;
  /** Short names of the metrics, by id. */
  metrics: Readonly<Record<string, string>>;
  /** Why something is not said, and what would help. */
  reasons: Readonly<Record<WithheldReason, string>>;
}

export const catalogues = { en: english, es: spanish } satisfies Record<string, Catalogue>;
export type Locale = keyof typeof catalogues;
export const defaultLocale: Locale = 'en';

/** The catalogue of a locale (`es-MX` is served by `es`); English where there is none. */
export function catalogueFor(locale: string | undefined): Catalogue {
  const language = locale?.toLowerCase().split(/[-_]/)[0];
  return Object.entries(catalogues).find(([name]) => name === language)?.[1] ?? catalogues[defaultLocale];
}

/** The stable key of a message. */
export function feedbackKey(metric: string, direction: 'low' | 'high'): string {
  return `feedback.${metric}.${direction}`;
}

/** A number as a person of the locale reads it, with its unit. */
export function formatValue(value: number, unit: Unit, catalogue: Catalogue): string {
  const rounded = value.toFixed(unitDigits[unit]).replace(/^-(0(\.0+)?)$/, '$1');
  return catalogue.units[unit].replace('{n}', rounded.replace('.', catalogue.decimal));
}

/** Puts numbers into a message's text. */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

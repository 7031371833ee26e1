import type { Measured } from '@shotform/contracts';
import { unitDigits, unitSymbols } from '@shotform/contracts/display';

/** A message, or one for each of the locale's plural forms, told by `{n}`. `{name}` stands for a value. */
export type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
export type Catalogue<Key extends string> = Readonly<Record<Key, Message>>;
export type Copy = Readonly<Record<string, Message>>;
type Values = Readonly<Record<string, string | number>>;

const languages = new Map<string, Copy>();

/** Adds a language, or more of one. Keys are those of the catalogues; what it lacks is said in English. */
export function registerLocale(locale: string, messages: Copy): void {
  languages.set(locale.toLowerCase(), { ...languages.get(locale.toLowerCase()), ...messages });
}

export function languageOf(locale: string): string {
  return locale.toLowerCase().split('-')[0]!;
}

export function isRegistered(language: string): boolean {
  return [...languages.keys()].some((locale) => languageOf(locale) === language);
}

/** Says things: in the tenant's own words, else in those that a page has registered for the locale, else in the catalogue's. */
export class Translator<Key extends string> {
  readonly locale: string;
  private readonly catalogue: Catalogue<Key>;
  private readonly copy: Copy;
  private readonly plurals: Intl.PluralRules;

  constructor(catalogue: Catalogue<Key>, locale: string, copy: Copy = {}) {
    this.catalogue = catalogue;
    this.locale = supported(locale);
    const exact = languages.get(this.locale.toLowerCase());
    this.copy = { ...languages.get(languageOf(this.locale)), ...exact, ...copy };
    this.plurals = new Intl.PluralRules(this.locale);
  }

  t(key: Key, values: Values = {}): string {
    const message: Message = this.copy[key] ?? this.catalogue[key];
    const text =
      typeof message === 'string' ? message : (message[this.plurals.select(Number(values['n']))] ?? message.other);
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === 'number' ? this.number(value) : value;
    });
  }

  /** Whether there are words for it: keys may come from a report that is newer than this. */
  has(key: string): key is Key {
    return Object.hasOwn(this.catalogue, key) || Object.hasOwn(this.copy, key);
  }

  number(value: number, options: Intl.NumberFormatOptions = { maximumFractionDigits: 1 }): string {
    return new Intl.NumberFormat(this.locale, options).format(value);
  }

  whole(value: number): string {
    return this.number(value, { maximumFractionDigits: 0 });
  }

  /** With as many decimals as the unit deserves. */
  figure(value: number, unit: Measured['unit']): string {
    const n = unitDigits[unit];
    return this.number(value, { minimumFractionDigits: n, maximumFractionDigits: n, signDisplay: 'negative' });
  }

  /** A line never ends between a number and its unit. */
  symbol(unit: Measured['unit']): string {
    return unitSymbols[unit].replace(' ', '\u00a0');
  }

  quantity(value: number, unit: Measured['unit']): string {
    return this.figure(value, unit) + this.symbol(unit);
  }

  percent(part: number): string {
    return this.number(part, { style: 'percent', maximumFractionDigits: 0 });
  }

  bytes(value: number): string {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
    const step = Math.min(3, Math.floor(Math.log2(Math.max(1, value)) / 10));
    const amount = value / 1024 ** step;
    const maximumFractionDigits = amount < 10 && step > 0 ? 1 : 0;
    return this.number(amount, { style: 'unit', unit: units[step]!, unitDisplay: 'short', maximumFractionDigits });
  }

  /** `12 Mar, 18:04`; the year only where it is not this one. */
  moment(iso: string, now: Date): string {
    const date = new Date(iso);
    const sameYear = date.getFullYear() === now.getFullYear();
    return new Intl.DateTimeFormat(this.locale, {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      ...(sameYear ? {} : { year: 'numeric' }),
    }).format(date);
  }
}

function supported(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

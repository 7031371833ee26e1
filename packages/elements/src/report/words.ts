import type { Measured, Shot } from '@shotform/contracts';
import type { ReportKey } from '../i18n/report.en.ts';
import type { Translator } from '../i18n/translator.ts';

export type ReportWords = Translator<ReportKey>;

export function outcomeKey({ outcome }: Shot): ReportKey {
  return outcome.result === 'missed' && outcome.miss ? `outcome.missed.${outcome.miss}` : `outcome.${outcome.result}`;
}

/** A metric's name; of one that is newer than these words, its id taken apart. */
export function metricName(words: ReportWords, id: string): string {
  const key = `metric.${id}`;
  if (words.has(key)) return words.t(key);
  const apart = id.replace(/([A-Z])/g, ' $1').toLowerCase();
  return apart.charAt(0).toUpperCase() + apart.slice(1);
}

/** Where a value lies against its band. */
export function standing(measured: Measured, band: readonly [number, number] | null): 'in' | 'below' | 'above' | null {
  if (measured.value === null || !band) return null;
  return measured.value < band[0] ? 'below' : measured.value > band[1] ? 'above' : 'in';
}

/** `51 to 56°`. */
export function span(words: ReportWords, [lo, hi]: readonly [number, number], unit: Measured['unit']): string {
  const symbol = unit === 'ratio' ? '' : words.symbol(unit);
  return words.t('metrics.span', { lo: words.figure(lo, unit), hi: words.figure(hi, unit) + symbol });
}

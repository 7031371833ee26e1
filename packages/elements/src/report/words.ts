import type { Feedback, Measured, Shot } from '@shotform/contracts';
import type { FeedbackPart } from '../i18n/feedback.ts';
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

/** One sentence of a cue, from its key and numbers; in the report's own words where it is newer than ours. */
export function sentence(words: ReportWords, feedback: Feedback, part: FeedbackPart): string {
  const key = `${feedback.key}.${part}`;
  if (!words.has(key)) return feedback[part];
  const { band, unit, value } = feedback;
  const [lo, hi] = band.map((limit) => words.quantity(limit, unit));
  return words.t(key, { value: words.quantity(value, unit), lo: lo!, hi: hi! });
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

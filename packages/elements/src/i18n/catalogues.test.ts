import { describe, expect, it } from 'vitest';
import { consoleVocabulary } from '../../../../control-plane/console/src/words.ts';
import { captureVocabulary } from './capture.en.ts';
import { reportVocabulary } from './report.en.ts';
import type { Catalogue, Message } from './translator.ts';
import type { Vocabulary } from './vocabulary.ts';
import { widgetVocabulary } from './widget.en.ts';

/** What is said with the same letters in both languages. */
const same = new Set(['capture.seconds', 'detail.seconds', 'detail.id', 'metrics.typical']);

const vocabularies: Record<string, Vocabulary<string>> = {
  widget: widgetVocabulary,
  capture: captureVocabulary,
  report: reportVocabulary,
  console: consoleVocabulary,
};

async function inSpanish(vocabulary: Vocabulary<string>): Promise<Catalogue<string>> {
  expect(vocabulary.words('es')).toBeNull();
  await vocabulary.learn('es');
  return vocabulary.words('es')!;
}

const forms = (message: Message): string[] => (typeof message === 'string' ? [message] : Object.values(message));
const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([found]) => found).sort();

describe.each(Object.entries(vocabularies))('%s', (_, vocabulary) => {
  it('says all in Spanish that it says in English, with the same values in it', async () => {
    const { english } = vocabulary;
    const spanish = await inSpanish(vocabulary);
    expect(Object.keys(spanish).sort()).toEqual(Object.keys(english).sort());
    for (const [key, message] of Object.entries(english)) {
      const expected = placeholders(forms(message)[0]!);
      for (const text of [...forms(message), ...forms(spanish[key]!)]) {
        expect(text.trim(), key).not.toBe('');
        expect(placeholders(text), key).toEqual(expected);
      }
      if (!same.has(key)) expect(spanish[key], key).not.toEqual(message);
      expect(typeof spanish[key], key).toBe(typeof message);
    }
  });

  it('has a form for each number of things in either language', async () => {
    const spanish = vocabulary.words('es') ?? (await inSpanish(vocabulary));
    for (const [locale, catalogue] of Object.entries({ en: vocabulary.english, es: spanish })) {
      // 1,000,000 is `many` in Spanish: nobody has so many shots.
      const asked = [0, 1, 2, 8, 21].map((n) => new Intl.PluralRules(locale).select(n));
      for (const [key, message] of Object.entries(catalogue)) {
        if (typeof message !== 'string') expect(Object.keys(message), key).toEqual(expect.arrayContaining(asked));
      }
    }
  });
});

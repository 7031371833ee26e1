import { isRegistered, languageOf, type Catalogue } from './translator.ts';

type Others<Key extends string> = Readonly<Record<string, () => Promise<{ default: Catalogue<Key> }>>>;

/** What an element can say: English at once, any other language as soon as somebody wants it. */
export class Vocabulary<Key extends string> {
  readonly english: Catalogue<Key>;
  private readonly others: Others<Key>;
  private readonly known: Map<string, Catalogue<Key>>;

  constructor(english: Catalogue<Key>, others: Others<Key>) {
    this.english = english;
    this.others = others;
    this.known = new Map();
  }

  /** The first locale that is named. `auto` is the visitor's browser: its first language that is spoken here. */
  choose(...named: (string | null)[]): string {
    const first = named.find(Boolean) ?? 'auto';
    if (first !== 'auto') return first;
    return navigator.languages.find((locale) => this.speaks(languageOf(locale))) ?? 'en';
  }

  speaks(language: string): boolean {
    return language === 'en' || Object.hasOwn(this.others, language) || isRegistered(language);
  }

  /** The words in a language, English where there are none; `null` where they have to be fetched first. */
  words(language: string): Catalogue<Key> | null {
    return this.known.get(language) ?? (Object.hasOwn(this.others, language) ? null : this.english);
  }

  /** Fetches what `words` does not have yet. Rejects where it cannot be fetched. */
  async learn(language: string): Promise<void> {
    this.known.set(language, (await this.others[language]!()).default);
  }
}

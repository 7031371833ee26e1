import { LitElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { Theme } from '@shotform/contracts';
import type { ShotformEvents } from '../events.ts';
import { languageOf, Translator, type Copy } from '../i18n/translator.ts';
import type { Vocabulary } from '../i18n/vocabulary.ts';
import { plainTheme, themeSheet, type ColorScheme } from './theme.ts';

/** What every element of ours is: themed, in somebody's language, in a shadow root of its own. */
export class ShotformElement<Key extends string> extends LitElement {
  static override properties: PropertyDeclarations = {
    theme: { attribute: false },
    colorScheme: { attribute: 'color-scheme' },
    locale: {},
    copy: { attribute: false },
  };

  /** The brand to wear. */
  declare theme: Theme;
  /** `light`, `dark` or `auto`; without it the theme's own. */
  declare colorScheme: ColorScheme | null;
  /** A BCP 47 tag, or `auto` for the visitor's browser's; without it the theme's own. */
  declare locale: string | null;
  /** Strings by key that go before all others. */
  declare copy: Copy;

  protected words: Translator<Key>;
  /** The words of the locale are still on their way: nothing is said until they are here. */
  protected speechless: boolean;
  private readonly vocabulary: Vocabulary<Key>;
  private spoken: string;
  private worn: CSSStyleSheet | null;

  constructor(vocabulary: Vocabulary<Key>) {
    super();
    this.theme = plainTheme;
    this.colorScheme = null;
    this.locale = null;
    this.copy = {};
    this.vocabulary = vocabulary;
    this.words = new Translator(vocabulary.english, 'en');
    this.speechless = false;
    this.spoken = '';
    this.worn = null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const locale = this.vocabulary.choose(...this.locales());
    if (locale !== this.spoken || changed.has('theme') || changed.has('copy')) this.speak(locale);
    if (changed.has('theme')) this.wear(themeSheet(this.theme));
    this.dataset['scheme'] = this.colorScheme ?? this.theme.colorScheme;
  }

  /** Where the locale comes from: the first that is named is spoken. */
  protected locales(): (string | null)[] {
    return [this.locale, this.theme.locale];
  }

  private speak(locale: string): void {
    const { copy, theme, vocabulary } = this;
    const language = languageOf(locale);
    const catalogue = vocabulary.words(language);
    this.spoken = locale;
    this.speechless = catalogue === null;
    this.words = new Translator(catalogue ?? vocabulary.english, locale, { ...theme.copy, ...copy });
    // A page in another language reads our words aloud as ours.
    this.lang = vocabulary.speaks(language) ? this.words.locale : 'en';
    if (!catalogue) void this.learn(locale);
  }

  /** Where a language cannot be fetched, English is said. */
  private async learn(locale: string): Promise<void> {
    const { vocabulary } = this;
    await vocabulary.learn(languageOf(locale)).then(
      () => this.spoken === locale && this.speak(locale),
      () => undefined,
    );
    if (this.spoken !== locale) return;
    this.speechless = false;
    this.requestUpdate();
  }

  private wear(sheet: CSSStyleSheet): void {
    const root = this.renderRoot as ShadowRoot;
    root.adoptedStyleSheets = [sheet, ...root.adoptedStyleSheets.filter((other) => other !== this.worn)];
    this.worn = sheet;
  }

  /** Tells the page. Composed, so that it leaves every shadow root. */
  protected tell<Name extends keyof ShotformEvents>(
    type: Name,
    detail: ShotformEvents[Name],
    options: { cancelable?: boolean } = {},
  ): boolean {
    return this.dispatchEvent(
      new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: options.cancelable ?? false }),
    );
  }
}

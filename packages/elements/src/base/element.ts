import { LitElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { Theme } from '@shotform/contracts';
import type { ShotformEvents } from '../events.ts';
import { Translator, type Catalogue, type Copy } from '../i18n/translator.ts';
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
  /** A BCP 47 tag; without it the theme's own. */
  declare locale: string | null;
  /** Strings by key that go before all others. */
  declare copy: Copy;

  /** The words that the element says, in English. */
  protected readonly catalogue: Catalogue<Key>;
  protected words: Translator<Key>;
  private worn: CSSStyleSheet | null;

  constructor(catalogue: Catalogue<Key>) {
    super();
    this.theme = plainTheme;
    this.colorScheme = null;
    this.locale = null;
    this.copy = {};
    this.catalogue = catalogue;
    this.words = new Translator(catalogue, plainTheme.locale);
    this.worn = null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('theme') || changed.has('locale') || changed.has('copy')) {
      this.words = new Translator(this.catalogue, this.locale ?? this.theme.locale, {
        ...this.theme.copy,
        ...this.copy,
      });
    }
    if (changed.has('theme')) this.wear(themeSheet(this.theme));
    this.dataset['scheme'] = this.colorScheme ?? this.theme.colorScheme;
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

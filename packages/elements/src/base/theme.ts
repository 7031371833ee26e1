import type { Palette, Theme } from '@shotform/contracts';

export type ColorScheme = Theme['colorScheme'];

const light: Palette = {
  primary: '#12161d',
  onPrimary: '#ffffff',
  surface: '#ffffff',
  onSurface: '#12161d',
  muted: '#566071',
  outline: '#dde2e9',
  positive: '#06724a',
  caution: '#8a4b00',
  negative: '#b3261e',
};

const dark: Palette = {
  primary: '#f3f5f8',
  onPrimary: '#12161d',
  surface: '#10141b',
  onSurface: '#f3f5f8',
  muted: '#a3adbd',
  outline: '#2b323e',
  positive: '#4ade9c',
  caution: '#ffbe5c',
  negative: '#ff8f85',
};

/** What is worn until the tenant's own theme is known: no brand at all. */
export const plainTheme: Theme = {
  version: 1,
  colorScheme: 'auto',
  light,
  dark,
  fontFamily: 'inherit',
  fontFamilyDisplay: 'inherit',
  radius: 16,
  space: 4,
  elevation: 'soft',
  logo: null,
  copy: {},
  locale: 'auto',
};

const colourNames: Record<keyof Palette, string> = {
  primary: 'primary',
  onPrimary: 'on-primary',
  surface: 'surface',
  onSurface: 'on-surface',
  muted: 'muted',
  outline: 'outline',
  positive: 'positive',
  caution: 'caution',
  negative: 'negative',
};

const shadows: Record<Theme['elevation'], string> = {
  none: 'none',
  soft: '0 1px 2px rgb(0 0 0 / 0.05), 0 6px 20px -8px rgb(0 0 0 / 0.12)',
  raised: '0 2px 4px rgb(0 0 0 / 0.08), 0 18px 44px -14px rgb(0 0 0 / 0.28)',
};

/** A font stack can name fonts and nothing else: it comes from a tenant and ends up in a style sheet. */
const fontStack = (stack: string): string => (/^[\w\s,"'.-]+$/.test(stack) ? stack : 'system-ui, sans-serif');

function palette(colours: Palette): string {
  return (Object.keys(colourNames) as (keyof Palette)[])
    .map((key) => `--_${colourNames[key]}:var(--shotform-color-${colourNames[key]},${colours[key]});`)
    .join('');
}

/** The rules of a theme. The page's own `--shotform-*` go before it, wherever on the page they are set. */
export function themeRules(theme: Theme): string {
  const display = theme.fontFamilyDisplay === 'inherit' ? theme.fontFamily : theme.fontFamilyDisplay;
  // By night a large bright area would outshine the picture beside it.
  const soft = '--_cue:color-mix(in oklab,var(--_primary) 20%,var(--_surface));--_on-cue:var(--_on-surface);';
  const night = `${palette(theme.dark)}${soft}color-scheme:dark`;
  return `:host{${palette(theme.light)}color-scheme:light;--_cue:var(--_primary);--_on-cue:var(--_on-primary);
--_font:var(--shotform-font-family,${fontStack(theme.fontFamily)});
--_display:var(--shotform-font-family-display,${fontStack(display)});
--_radius:var(--shotform-radius,${theme.radius}px);
--_space:var(--shotform-space,${theme.space}px);
--_shadow:var(--shotform-elevation,${shadows[theme.elevation]})}
:host([data-scheme=dark]){${night}}
@media (prefers-color-scheme:dark){:host([data-scheme=auto]){${night}}}`;
}

const sheets = new WeakMap<Theme, CSSStyleSheet>();

/** One style sheet a theme, shared by all elements that wear it. */
export function themeSheet(theme: Theme): CSSStyleSheet {
  let sheet = sheets.get(theme);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(themeRules(theme));
    sheets.set(theme, sheet);
  }
  return sheet;
}

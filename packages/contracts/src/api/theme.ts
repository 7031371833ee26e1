/** A brand: what a tenant publishes and the widget wears. The tokens are public: semver covers them. */
import { z } from 'zod';

const colour = z.string().regex(/^#[0-9a-f]{6}$/i);

export const paletteSchema = z.strictObject({
  primary: colour,
  onPrimary: colour,
  surface: colour,
  onSurface: colour,
  muted: colour,
  outline: colour,
  positive: colour,
  caution: colour,
  negative: colour,
});

export const themeSchema = z.strictObject({
  version: z.int().min(1),
  /** `auto` follows the visitor's system. */
  colorScheme: z.enum(['light', 'dark', 'auto']),
  light: paletteSchema,
  dark: paletteSchema,
  /** CSS font stacks of fonts that the host page already loads. */
  fontFamily: z.string().max(200),
  fontFamilyDisplay: z.string().max(200),
  /** px. */
  radius: z.number().min(0).max(32),
  /** The base of all spacing, px. */
  space: z.number().min(2).max(8),
  elevation: z.enum(['none', 'soft', 'raised']),
  logo: z.strictObject({ url: z.url(), alt: z.string().max(120) }).nullable(),
  /** Strings that replace the widget's own, by message key. */
  copy: z.record(z.string().max(80), z.string().max(400)),
  /** A BCP 47 tag, or `auto`: that of the visitor's browser. */
  locale: z.string().max(35),
});

export type Palette = z.infer<typeof paletteSchema>;
export type Theme = z.infer<typeof themeSchema>;

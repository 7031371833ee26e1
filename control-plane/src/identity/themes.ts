import { themeSchema, type Theme } from '@shotform/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ThemeEntity } from '../database/entities/index.ts';

/** What a widget wears where its tenant has published nothing yet. */
const plainTheme: Theme = {
  version: 1,
  colorScheme: 'auto',
  light: {
    primary: '#1f4fd1',
    onPrimary: '#ffffff',
    surface: '#ffffff',
    onSurface: '#16181d',
    muted: '#5b6270',
    outline: '#c9ced8',
    positive: '#0f7a43',
    caution: '#8a5a00',
    negative: '#b3261e',
  },
  dark: {
    primary: '#9db8ff',
    onPrimary: '#0b1d52',
    surface: '#14161b',
    onSurface: '#eceef3',
    muted: '#a4abba',
    outline: '#3d4350',
    positive: '#62d394',
    caution: '#f1bf5b',
    negative: '#ff9d94',
  },
  fontFamily: 'system-ui, sans-serif',
  fontFamilyDisplay: 'system-ui, sans-serif',
  radius: 12,
  space: 4,
  elevation: 'soft',
  logo: null,
  copy: {},
  locale: 'auto',
};

/** The newest published brand of the transaction's tenant. */
export async function publishedTheme(em: EntityManager): Promise<Theme> {
  const found = await em.find(ThemeEntity, { publishedAt: { $ne: null } }, { orderBy: { version: 'desc' }, limit: 1 });
  const newest = found[0];
  return newest === undefined ? plainTheme : themeSchema.parse({ ...newest.document, version: newest.version });
}

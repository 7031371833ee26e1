import type { Theme } from '@shotform/contracts';

export const name = 'Northside Hoops';
export const owner = { email: 'owner@northside-hoops.example', name: 'Robin Hale' };

/** The brand of the example facility, as its own page looks. The fonts are those that its page loads. */
export function theme(site: string): Theme {
  return {
    version: 1,
    colorScheme: 'auto',
    light: {
      primary: '#1f3fd6',
      onPrimary: '#ffffff',
      surface: '#ffffff',
      onSurface: '#0f1730',
      muted: '#55607a',
      outline: '#818ba6',
      positive: '#12703f',
      caution: '#8a5200',
      negative: '#b3251f',
    },
    dark: {
      primary: '#f2b35c',
      onPrimary: '#0f1730',
      surface: '#0f1730',
      onSurface: '#eef1fb',
      muted: '#a9b4d6',
      outline: '#66739f',
      positive: '#6fd59c',
      caution: '#f5c66f',
      negative: '#ff9f95',
    },
    fontFamily: "'Barlow', system-ui, sans-serif",
    fontFamilyDisplay: "'Barlow Condensed', 'Arial Narrow', sans-serif",
    radius: 12,
    space: 4,
    elevation: 'soft',
    logo: { url: `${site}/mark.svg`, alt: name },
    copy: {},
    locale: 'en',
  };
}

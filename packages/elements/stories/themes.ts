import type { Theme } from '@shotform/contracts';
import { plainTheme } from '../src/base/theme.ts';

/** A facility's brand, as it would publish it. */
export const northside: Theme = {
  ...plainTheme,
  fontFamily: 'Barlow, system-ui, sans-serif',
  light: {
    ...plainTheme.light,
    primary: '#1f3fd6',
    onPrimary: '#ffffff',
    surface: '#ffffff',
    onSurface: '#0f1730',
    muted: '#55607a',
    outline: '#dde2ee',
  },
  dark: {
    ...plainTheme.dark,
    primary: '#9db2ff',
    onPrimary: '#0c1437',
    surface: '#0e1322',
    onSurface: '#f1f4fd',
    muted: '#a2adc9',
    outline: '#293150',
  },
};

/** Another one: square, warm, without shadows. */
export const ironworks: Theme = {
  ...plainTheme,
  fontFamily: 'Barlow, system-ui, sans-serif',
  radius: 4,
  elevation: 'none',
  light: {
    ...plainTheme.light,
    primary: '#b83a0a',
    onPrimary: '#ffffff',
    surface: '#fbf7f1',
    onSurface: '#26180f',
    muted: '#6b5a4d',
    outline: '#e4d9cc',
  },
  dark: {
    ...plainTheme.dark,
    primary: '#ff9b66',
    onPrimary: '#2a1206',
    surface: '#17110d',
    onSurface: '#f8efe7',
    muted: '#bfae9f',
    outline: '#3a2e26',
  },
};

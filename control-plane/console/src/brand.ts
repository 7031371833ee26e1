import type { Theme } from '@shotform/contracts';
import { plainTheme } from '@shotform/elements/kit';

/** Shotform's own: ink, and the green and amber of its drawings. */
export const brand: Theme = {
  ...plainTheme,
  fontFamily: 'Barlow, system-ui, sans-serif',
  radius: 14,
  light: {
    ...plainTheme.light,
    primary: '#0b6e4f',
    onPrimary: '#ffffff',
    surface: '#ffffff',
    onSurface: '#0d121b',
    muted: '#566071',
    outline: '#e1e5eb',
  },
  dark: {
    ...plainTheme.dark,
    primary: '#36e6a8',
    onPrimary: '#06281c',
    surface: '#10151e',
    onSurface: '#f3f5f8',
    muted: '#a3adbd',
    outline: '#283040',
  },
};

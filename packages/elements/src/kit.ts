/** What Shotform's own apps are made of, besides the elements. No part of what semver covers. */
export { ShotformElement } from './base/element.ts';
export { icon, type IconName } from './base/icons.ts';
export { baseStyles } from './base/styles.ts';
export { plainTheme } from './base/theme.ts';
export { vars } from './base/vars.ts';
export type { Catalogue, Translator } from './i18n/translator.ts';
export { Vocabulary } from './i18n/vocabulary.ts';
export { court, courtStyles } from './widget/screens/court.ts';

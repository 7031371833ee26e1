import { frameStyles } from './frame.ts';
import { startStyles } from './start.ts';
import { progressStyles } from './progress.ts';

/** What the widget adds to the base. */
export const widgetStyles = [frameStyles, startStyles, progressStyles];

import { frameStyles } from './frame.ts';
import { startStyles } from './start.ts';

/** What the widget adds to the base. */
export const widgetStyles = [frameStyles, startStyles];

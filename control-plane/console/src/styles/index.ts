import { frameStyles } from './frame.ts';
import { doorStyles } from './door.ts';
import { tableStyles } from './table.ts';
import { detailStyles } from './detail.ts';

/** What the console adds to the base. */
export const consoleStyles = [frameStyles, doorStyles, tableStyles, detailStyles];

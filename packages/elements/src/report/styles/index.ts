import { layoutStyles } from './layout.ts';
import { scoreStyles } from './score.ts';
import { cueStyles } from './cue.ts';
import { tableStyles } from './table.ts';
import { flightStyles } from './flight.ts';

/** What the report adds to the base. */
export const reportStyles = [layoutStyles, scoreStyles, cueStyles, tableStyles, flightStyles];

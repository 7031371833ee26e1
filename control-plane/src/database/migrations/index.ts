/** In their order, each under a name that never changes. */
import { M0001First } from './m0001/index.ts';
import { M0002ErasuresAndEvents } from './m0002/index.ts';
import { M0003HandedBack } from './m0003/index.ts';
import { M0004ManagedKeys } from './m0004/index.ts';
import { M0005LatestReports } from './m0005/index.ts';

export const migrations = [
  { name: 'm0001-first', class: M0001First },
  { name: 'm0002-erasures-and-events', class: M0002ErasuresAndEvents },
  { name: 'm0003-handed-back', class: M0003HandedBack },
  { name: 'm0004-managed-keys', class: M0004ManagedKeys },
  { name: 'm0005-latest-reports', class: M0005LatestReports },
];

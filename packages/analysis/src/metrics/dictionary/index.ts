import type { ScoreGroup } from '@shotform/contracts';
import type { MetricDefinition } from '../definition.ts';
import { alignment } from './alignment.ts';
import { balance } from './balance.ts';
import { followThrough } from './followThrough.ts';
import { load } from './load.ts';
import { release } from './release.ts';
import { rhythm } from './rhythm.ts';

/** Every metric of a shot's form, in the order of the groups. Flight is not form: it stands in the report's `flight`. */
export const dictionary: readonly MetricDefinition[] = [
  ...load,
  ...alignment,
  ...release,
  ...followThrough,
  ...balance,
  ...rhythm,
];

/** Parts of Form, out of 100. */
export const groupWeights: Readonly<Record<ScoreGroup, number>> = {
  load: 20,
  alignment: 25,
  release: 30,
  followThrough: 8,
  balance: 10,
  rhythm: 7,
};

/** Measurements as if taken, for the tests of what is made of them. */
import type { WithheldReason } from '@shotform/contracts';
import { dictionary } from '../metrics/dictionary/index.ts';
import type { MetricDefinition } from '../metrics/definition.ts';
import { intervalOf } from '../metrics/estimate.ts';
import type { Measurement } from '../metrics/measure.ts';

export function definitionOf(id: string): MetricDefinition {
  const found = dictionary.find((definition) => definition.id === id);
  if (!found) throw new RangeError(`no metric ${id}`);
  return found;
}

/** One metric with this value and standard error; the band is the dictionary's, or `ownBand` where that has none. */
export function measurement(
  id: string,
  value: number,
  { sd = 1, credibility = 1, ownBand = null as Measurement['band'] } = {},
): Measurement {
  const definition = definitionOf(id);
  const band = definition.scoring?.band ?? ownBand;
  const estimate = { value, noise: sd, bias: 0 };
  return {
    definition,
    estimate,
    band,
    metric: {
      value,
      unit: definition.unit,
      interval: intervalOf(estimate),
      frame: 10,
      measurable: true,
      ...(band ? {} : { reason: 'not_scored' }),
      event: definition.event,
      plane: definition.plane,
      band: band && [...band],
      bandOf: definition.scoring?.band ? 'shooters' : ownBand && 'player',
      credibility,
    },
  };
}

export function withheldMeasurement(id: string, reason: WithheldReason): Measurement {
  const taken = measurement(id, 0);
  return {
    ...taken,
    estimate: null,
    metric: { ...taken.metric, value: null, interval: null, frame: null, measurable: false, reason, credibility: 0 },
  };
}

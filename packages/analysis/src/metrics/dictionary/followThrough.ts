import { frameRates, limits, type MetricDefinition } from '../definition.ts';
import { span } from '../measures.ts';

export const followThrough: readonly MetricDefinition[] = [
  {
    id: 'followThroughHold',
    group: 'followThrough',
    plane: 'any',
    event: 'followThroughEnd',
    unit: 's',
    definition: 'time from the release until the shooting wrist is below the eye or the elbow under 130 degrees',
    measure: span('release', 'followThroughEnd', 'not_in_clip'),
    landmarks: ['elbow', 'wrist'],
    view: 'any',
    frameRate: frameRates.body,
    limits: limits.positive,
    scoring: {
      band: [0.5, 3],
      penalised: 'below',
      halfDistance: 0.25,
      weight: 1,
      source: 'at least 0.5 s; proposed. After the release a shooter reacts to the shot, so its weight is small',
    },
  },
];

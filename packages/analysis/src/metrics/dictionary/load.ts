import type { WithheldReason } from '@shotform/contracts';
import type { ShotContext } from '../context.ts';
import { frameRates, limits, type MetricDefinition, type Sample } from '../definition.ts';
import { scaled } from '../estimate.ts';
import { angle, atTurn, joint, steadied, unseen } from '../measures.ts';

export const load: readonly MetricDefinition[] = [
  {
    id: 'kneeAtDip',
    group: 'load',
    plane: 'sagittal',
    event: 'dip',
    unit: 'deg',
    definition: 'hip-knee-ankle on the side of the camera, at the lowest of the knee bend',
    measure: atTurn('dip', angle(joint('nearHip'), joint('nearKnee'), joint('nearAnkle'))),
    landmarks: ['nearHip', 'nearKnee', 'nearAnkle'],
    view: 'knee',
    frameRate: frameRates.body,
    limits: limits.interior,
    scoring: {
      band: [93, 126],
      penalised: 'outside',
      halfDistance: 16,
      weight: 0.6,
      source: 'proficient 2-pt 109.6 ± 10.9, 3-pt 104.3 (Cabarkapa 2021); mean ± 1.5 sd',
    },
  },
  {
    id: 'hipAtDip',
    group: 'load',
    plane: 'sagittal',
    event: 'dip',
    unit: 'deg',
    definition: 'shoulder-hip-knee on the side of the camera, at the lowest of the knee bend',
    measure: atTurn('dip', angle(joint('nearShoulder'), joint('nearHip'), joint('nearKnee'))),
    landmarks: ['nearShoulder', 'nearHip', 'nearKnee'],
    view: 'hip',
    frameRate: frameRates.body,
    limits: limits.interior,
    scoring: {
      band: [119, 154],
      penalised: 'outside',
      halfDistance: 16,
      weight: 0.4,
      source: 'proficient 2-pt 136.5 ± 12.8, 3-pt 134.6 ± 8.5 (Cabarkapa 2021); mean ± 1.5 sd',
    },
  },
  {
    id: 'dipDepth',
    group: 'load',
    plane: 'any',
    event: 'ballLow',
    unit: 'ratio',
    definition:
      'how far the shooting wrist goes down from the preparation to its lowest, in trunk lengths; over 0.1 the ball is dipped (+7-9 % accuracy, but slower: Penner 2021)',
    measure: dipDepth,
    landmarks: ['wrist'],
    view: 'any',
    frameRate: frameRates.body,
    needsStillCamera: true,
    limits: limits.any,
    scoring: null,
  },
];

function dipDepth(context: ShotContext): Sample | WithheldReason {
  const [start, low] = [context.moment('preparation'), context.moment('ballLow')];
  if (!start || !low) return 'event_not_found';
  const wrist = steadied(joint('wrist'));
  const high = wrist(context, start.timeSeconds);
  if (!high) return unseen(context, start.timeSeconds);
  const deep = wrist(context, low.timeSeconds);
  if (!deep) return unseen(context, low.timeSeconds);
  // The model's offset is the same at both ends.
  const drop = { value: deep.y - high.y, noise: Math.hypot(high.sd, deep.sd), bias: 0 };
  return {
    estimate: scaled(drop, 1 / context.body.torso),
    frame: low.frame,
    times: [start.timeSeconds, low.timeSeconds],
  };
}

import type { WithheldReason } from '@shotform/contracts';
import type { ShotContext } from '../context.ts';
import { frameRates, limits, type MetricDefinition, type Sample } from '../definition.ts';
import {
  atEvent,
  gapAcross,
  inShoulderWidths,
  joint,
  midHip,
  overShoulders,
  sampled,
  steadied,
  unseen,
} from '../measures.ts';

/** Where a set shot has no landing, drift is taken until this long after the release, seconds. */
const SETTLED = 0.3;
const FEWEST_SAMPLES = 5;

export const balance: readonly MetricDefinition[] = [
  {
    id: 'stanceWidth',
    group: 'balance',
    plane: 'frontal',
    event: 'dip',
    unit: 'ratio',
    definition: "distance between the ankles at the dip along the picture's rows, in shoulder widths",
    measure: atEvent('dip', overShoulders(gapAcross(joint('ankle'), joint('offAnkle')))),
    landmarks: ['ankle', 'offAnkle', 'shoulder', 'offShoulder'],
    view: 'widthFrontal',
    frameRate: frameRates.body,
    limits: limits.positive,
    scoring: {
      band: [0.8, 1.4],
      penalised: 'outside',
      halfDistance: 0.4,
      weight: 0.3,
      source: 'proposed (domain notes)',
    },
  },
  {
    id: 'drift',
    group: 'balance',
    plane: 'any',
    event: 'landing',
    unit: 'ratio',
    definition:
      'how far the mid-hip moves across the picture from the dip to the landing (a set shot: to 0.3 s after the release), in shoulder widths of 0.65 trunk lengths',
    measure: drift,
    landmarks: ['hip', 'offHip'],
    view: 'any',
    frameRate: frameRates.body,
    needsStillCamera: true,
    limits: limits.positive,
    scoring: { band: [0, 0.5], penalised: 'above', halfDistance: 0.5, weight: 0.4, source: 'little; proposed' },
  },
  {
    id: 'headStability',
    group: 'balance',
    plane: 'any',
    event: 'release',
    unit: 'ratio',
    definition:
      'standard deviation of the nose across the picture from the dip to the release, in shoulder widths of 0.65 trunk lengths; where the shooter looks cannot be seen',
    measure: headStability,
    landmarks: ['nose'],
    view: 'any',
    frameRate: frameRates.body,
    needsStillCamera: true,
    limits: limits.positive,
    scoring: { band: [0, 0.15], penalised: 'above', halfDistance: 0.15, weight: 0.3, source: 'still; proposed' },
  },
];

function drift(context: ShotContext): Sample | WithheldReason {
  const dip = context.moment('dip');
  if (!dip) return 'event_not_found';
  const landing = context.moment('landing');
  if (!landing && context.moment('takeOff')) return 'event_not_found';
  const end = landing?.timeSeconds ?? context.draft.release.timeSeconds + context.media(SETTLED);
  const hips = steadied(midHip);
  const before = hips(context, dip.timeSeconds);
  if (!before) return unseen(context, dip.timeSeconds);
  const after = hips(context, end);
  if (!after) return unseen(context, end);
  // The model's offset is the same at both ends.
  const moved = { value: Math.abs(after.x - before.x), noise: Math.hypot(before.sd, after.sd), bias: 0 };
  return {
    estimate: inShoulderWidths(context, moved),
    frame: null,
    times: [dip.timeSeconds, end],
  };
}

function headStability(context: ShotContext): Sample | WithheldReason {
  const dip = context.moment('dip');
  if (!dip) return 'event_not_found';
  const end = context.draft.release.timeSeconds;
  const samples = sampled(context, nose, dip.timeSeconds, end);
  if (samples.length < FEWEST_SAMPLES) return unseen(context, dip.timeSeconds);
  const mean = samples.reduce((sum, s) => sum + s.estimate.value, 0) / samples.length;
  const variance = samples.reduce((sum, s) => sum + (s.estimate.value - mean) ** 2, 0) / samples.length;
  const noise = samples.reduce((sum, s) => sum + s.estimate.noise, 0) / samples.length;
  const spread = { value: Math.sqrt(variance), noise: noise / Math.SQRT2, bias: 0 };
  return {
    estimate: inShoulderWidths(context, spread),
    frame: null,
    times: [dip.timeSeconds, (dip.timeSeconds + end) / 2, end],
  };
}

/** The nose along the picture's rows, px. */
function nose(context: ShotContext, time: number) {
  const point = steadied(joint('nose'))(context, time);
  return point && { value: point.x, noise: point.sd, bias: point.bias };
}

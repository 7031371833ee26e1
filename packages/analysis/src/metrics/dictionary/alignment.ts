import { frameRates, limits, type MetricDefinition } from '../definition.ts';
import { scaled, type Estimate } from '../estimate.ts';
import type { ShotContext } from '../context.ts';
import { throwYaw } from '../view.ts';
import { angle, atEvent, atTurn, gap, joint, lean, midHip, midShoulder, overShoulders } from '../measures.ts';

const OWN_BASELINE = "the player's own baseline; without one it is shown, not scored";

export const alignment: readonly MetricDefinition[] = [
  {
    id: 'elbowAtSet',
    group: 'alignment',
    plane: 'sagittal',
    event: 'setPoint',
    unit: 'deg',
    definition: 'shoulder-elbow-wrist of the shooting arm at the set point',
    measure: atTurn('setPoint', angle(joint('shoulder'), joint('elbow'), joint('wrist'))),
    landmarks: ['shoulder', 'elbow', 'wrist'],
    view: 'elbowFlexed',
    frameRate: frameRates.arm,
    limits: limits.interior,
    scoring: {
      band: [45, 74],
      penalised: 'outside',
      halfDistance: 14,
      weight: 0.25,
      source: 'proficient 59.6 ± 9.4 and 58.4 ± 9.4, less proficient 64.7-66.2 (Cabarkapa 2021); mean ± 1.5 sd',
    },
  },
  {
    id: 'forearmAtSet',
    group: 'alignment',
    plane: 'sagittal',
    event: 'setPoint',
    unit: 'deg',
    definition: 'elbow->wrist against the vertical at the set point, + towards the rim',
    measure: atTurn('setPoint', lean(joint('elbow'), joint('wrist'), 'forward')),
    landmarks: ['elbow', 'wrist'],
    view: 'elbowFlexed',
    frameRate: frameRates.arm,
    limits: limits.lean,
    scoring: {
      band: [-20, 20],
      penalised: 'outside',
      halfDistance: 15,
      weight: 0.25,
      source: 'near vertical; tells made from missed best among proficient shooters (Cabarkapa 2021); width proposed',
    },
  },
  {
    id: 'shoulderAtSet',
    group: 'alignment',
    plane: 'sagittal',
    event: 'setPoint',
    unit: 'deg',
    definition: 'hip-shoulder-elbow of the shooting arm at the set point',
    measure: atTurn('setPoint', angle(joint('hip'), joint('shoulder'), joint('elbow'))),
    landmarks: ['hip', 'shoulder', 'elbow'],
    view: 'shoulder',
    frameRate: frameRates.arm,
    limits: limits.interior,
    scoring: {
      band: [60, 110],
      penalised: 'outside',
      halfDistance: 20,
      weight: 0.12,
      source: 'upper arm about level; proposed',
    },
  },
  {
    id: 'trunkLeanAtSet',
    group: 'alignment',
    plane: 'sagittal',
    event: 'setPoint',
    unit: 'deg',
    definition: 'mid-hip->mid-shoulder against the vertical at the set point, + forward',
    measure: atTurn('setPoint', lean(midHip, midShoulder, 'forward')),
    landmarks: ['nearShoulder', 'nearHip'],
    view: 'trunkSagittal',
    frameRate: frameRates.body,
    limits: limits.lean,
    scoring: {
      band: [-10, 16],
      penalised: 'outside',
      halfDistance: 12,
      weight: 0.08,
      source: 'upright to slightly forward; proposed',
    },
  },
  {
    id: 'lateralLeanAtRelease',
    group: 'alignment',
    plane: 'frontal',
    event: 'release',
    unit: 'deg',
    definition: 'mid-hip->mid-shoulder against the vertical at the release, + towards the shooting side',
    measure: atEvent('release', lean(midHip, midShoulder, 'outward')),
    landmarks: ['shoulder', 'offShoulder', 'hip', 'offHip'],
    view: 'trunkFrontal',
    frameRate: frameRates.body,
    needsHand: true,
    limits: limits.lean,
    scoring: {
      band: [-8, 8],
      penalised: 'outside',
      halfDistance: 8,
      weight: 0.12,
      source: 'upright; proposed',
    },
  },
  flare('elbowFlareAtSet', 'setPoint', 'the set point', 0.1),
  flare('elbowFlareAtRelease', 'release', 'the release', 0.08),
  {
    id: 'guideHandGap',
    group: 'alignment',
    plane: 'frontal',
    event: 'release',
    unit: 'ratio',
    definition: 'distance between the wrists at the release, in shoulder widths; a flick of the thumb cannot be seen',
    measure: atEvent('release', overShoulders(gap(joint('wrist'), joint('offWrist')))),
    landmarks: ['wrist', 'offWrist', 'shoulder', 'offShoulder'],
    view: 'widthFrontal',
    frameRate: frameRates.arm,
    limits: limits.positive,
    scoring: null,
  },
];

/**
 * What forearms lean towards the rim on average, degrees (`scripts/eval/derive/forearm.ts`): from a little aside that looks
 * like flare. How much more or less one shooter's does is in the view's error.
 */
const FOREARM_LEANS = { setPoint: -24, release: 9 } as const;

/** A lean in the picture without what a lean towards the rim shows as from where the camera stands. */
function withoutForwardLean(seen: Estimate, forward: number, { draft, outward }: ShotContext): Estimate {
  const { yawDegrees } = draft.view;
  if (yawDegrees === null) return seen;
  const tangent = (degrees: number) => Math.tan((degrees * Math.PI) / 180);
  const aside = Math.sin((throwYaw(yawDegrees, draft.hand) * Math.PI) / 180);
  const value = Math.atan(tangent(seen.value) + outward * tangent(forward) * aside);
  return { ...seen, value: (value * 180) / Math.PI };
}

/** The forearm's lean in the frontal plane: + where the elbow stands out from under the wrist. */
function flare(id: string, event: 'setPoint' | 'release', at: string, weight: number): MetricDefinition {
  const outward = lean(joint('elbow'), joint('wrist'), 'outward');
  return {
    id,
    group: 'alignment',
    plane: 'frontal',
    event,
    unit: 'deg',
    definition: `elbow->wrist of the shooting arm against the vertical in the frontal plane at ${at}, + elbow outside`,
    measure: atEvent(event, (context, time) => {
      const estimate = outward(context, time);
      return estimate && withoutForwardLean(scaled(estimate, -1), FOREARM_LEANS[event], context);
    }),
    landmarks: ['elbow', 'wrist'],
    view: 'forearmFrontal',
    frameRate: frameRates.arm,
    limits: limits.lean,
    scoring: { band: null, margin: 5, penalised: 'outside', halfDistance: 10, weight, source: OWN_BASELINE },
  };
}

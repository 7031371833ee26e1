import type { WithheldReason } from '@shotform/contracts';
import type { ShotContext } from '../context.ts';
import { frameRates, limits, type MetricDefinition, type Sample } from '../definition.ts';
import { scaled } from '../estimate.ts';
import {
  angle,
  atEvent,
  joint,
  lean,
  middleOf,
  midHip,
  midShoulder,
  SAMPLE_STEP,
  sampled,
  span,
  steadied,
  unseen,
} from '../measures.ts';
import { releaseHeightRatio } from './height.ts';

const elbow = angle(joint('shoulder'), joint('elbow'), joint('wrist'));
/** The arm is straight well within this of the release, seconds. */
const EXTENSION_WINDOW = 0.5;
/** The maximum of a noisy curve is too large; an arm that is straight stays so for at least this long, seconds. */
const HELD = 0.14;
/** Less of the window than this filmed says nothing of its maximum. */
const LEAST_EXTENSION_WINDOW = 0.2;

export const release: readonly MetricDefinition[] = [
  {
    id: 'elbowAtRelease',
    group: 'release',
    plane: 'sagittal',
    event: 'release',
    unit: 'deg',
    definition: 'shoulder-elbow-wrist of the shooting arm at the release; not under 60 pictures a second',
    measure: atEvent('release', elbow),
    landmarks: ['shoulder', 'elbow', 'wrist'],
    view: 'elbowExtending',
    frameRate: frameRates.fastArm,
    limits: limits.interior,
    scoring: {
      band: [125, 170],
      penalised: 'below',
      halfDistance: 20,
      weight: 0.2,
      source: 'opening, not yet straight; proposed',
    },
  },
  {
    id: 'maxElbowExtension',
    group: 'release',
    plane: 'sagittal',
    event: 'release',
    unit: 'deg',
    definition: 'largest shoulder-elbow-wrist of the shooting arm held for 0.14 s, within 0.5 s after the release',
    measure: maxElbowExtension,
    landmarks: ['shoulder', 'elbow', 'wrist'],
    view: 'elbowStraight',
    frameRate: frameRates.arm,
    limits: limits.interior,
    scoring: {
      band: [158, 180],
      penalised: 'below',
      halfDistance: 14,
      weight: 0.3,
      source: 'about straight; proposed',
    },
  },
  {
    id: 'shoulderAtRelease',
    group: 'release',
    plane: 'sagittal',
    event: 'release',
    unit: 'deg',
    definition: 'hip-shoulder-elbow of the shooting arm at the release',
    measure: atEvent('release', angle(joint('hip'), joint('shoulder'), joint('elbow'))),
    landmarks: ['hip', 'shoulder', 'elbow'],
    view: 'shoulder',
    frameRate: frameRates.arm,
    limits: limits.interior,
    scoring: {
      band: [105, 150],
      penalised: 'outside',
      halfDistance: 18,
      weight: 0.2,
      source: 'upper arm well over level; proposed',
    },
  },
  {
    id: 'trunkLeanAtRelease',
    group: 'release',
    plane: 'sagittal',
    event: 'release',
    unit: 'deg',
    definition: 'mid-hip->mid-shoulder against the vertical at the release, + forward',
    measure: atEvent('release', lean(midHip, midShoulder, 'forward')),
    landmarks: ['nearShoulder', 'nearHip'],
    view: 'trunkSagittal',
    frameRate: frameRates.body,
    limits: limits.lean,
    scoring: {
      band: [-12, 10],
      penalised: 'outside',
      halfDistance: 10,
      weight: 0.15,
      source: 'less forward lean in proficient shooters (Cabarkapa 2021); width proposed',
    },
  },
  {
    id: 'releaseBeforeApex',
    group: 'release',
    plane: 'any',
    event: 'release',
    unit: 's',
    definition: 'time from the release to the highest point of the jump; not for a set shot',
    measure: (context) => jumpMissing(context) ?? span('release', 'jumpApex')(context),
    landmarks: ['hip', 'offHip'],
    view: 'any',
    frameRate: frameRates.body,
    limits: limits.any,
    scoring: {
      band: [-0.03, 0.15],
      penalised: 'outside',
      halfDistance: 0.12,
      weight: 0.15,
      source: 'just before the apex (literature in the domain notes); width proposed',
    },
  },
  {
    id: 'jumpHeight',
    group: 'release',
    plane: 'any',
    event: 'jumpApex',
    unit: 'm',
    definition: 'rise of the mid-hip from take-off to its highest; not for a set shot',
    measure: jumpHeight,
    landmarks: ['hip', 'offHip'],
    view: 'any',
    frameRate: frameRates.body,
    needsStillCamera: true,
    limits: limits.any,
    scoring: null,
  },
  {
    id: 'releaseHeightRatio',
    group: 'release',
    plane: 'any',
    event: 'release',
    unit: 'ratio',
    definition:
      "height of the ball's centre above the heel's ground level at the first sight after the release, over the stature (eye height / 0.936, Drillis and Contini 1966)",
    measure: releaseHeightRatio,
    landmarks: ['nearHeel', 'nearEye'],
    view: 'any',
    frameRate: frameRates.body,
    needsStillCamera: true,
    limits: limits.positive,
    scoring: null,
  },
  {
    id: 'releaseTime',
    group: 'release',
    plane: 'any',
    event: 'release',
    unit: 's',
    definition:
      'time from the preparation (gaining the ball, or the last rest before the dip) to the release; elite about 0.75 s off the catch, free throws longer',
    measure: span('preparation', 'release'),
    landmarks: ['wrist'],
    view: 'any',
    frameRate: frameRates.body,
    limits: limits.positive,
    scoring: null,
  },
  {
    id: 'wristFlexion',
    group: 'release',
    plane: 'sagittal',
    event: 'release',
    unit: 'deg',
    definition: 'elbow-wrist-knuckles (middle of index and pinky) at the release: a proxy, at 120 pictures a second',
    measure: atEvent('release', angle(joint('elbow'), joint('wrist'), middleOf('index', 'pinky'))),
    landmarks: ['elbow', 'wrist', 'index', 'pinky'],
    view: 'elbowExtending',
    frameRate: frameRates.hand,
    limits: limits.interior,
    scoring: null,
  },
];

function maxElbowExtension(context: ShotContext): Sample | WithheldReason {
  const moment = context.moment('release');
  if (!moment) return 'event_not_found';
  const from = moment.timeSeconds;
  const samples = sampled(context, elbow, from, from + context.media(EXTENSION_WINDOW));
  const last = samples.at(-1)?.time ?? from;
  const least = context.media(LEAST_EXTENSION_WINDOW);
  if (last - from < least) return unseen(context, from + least);
  const length = context.media(HELD);
  const held = samples.flatMap((middle) => {
    const around = samples.filter(({ time }) => Math.abs(time - middle.time) <= length / 2);
    if ((around.length + 1) * SAMPLE_STEP < length) return [];
    const value = around.reduce((sum, { estimate }) => sum + estimate.value, 0) / around.length;
    return [{ ...middle, value }];
  });
  if (held.length === 0) return unseen(context, from);
  const best = held.reduce((a, b) => (b.value > a.value ? b : a));
  const estimate = { ...best.estimate, value: best.value };
  return { estimate, frame: context.frameAt(best.time), times: [best.time] };
}

/** What the hips' low-pass makes of the height at which they are hurled up, metres: of drawn shooters. */
const TAKE_OFF_SMOOTHED = 0.015;

function jumpHeight(context: ShotContext): Sample | WithheldReason {
  const missing = jumpMissing(context);
  if (missing) return missing;
  const [takeOff, apex] = [context.moment('takeOff'), context.moment('jumpApex')];
  if (!takeOff || !apex) return 'event_not_found';
  const { scale } = context.draft;
  if (!scale) return 'scale_unknown';
  const hips = steadied(midHip);
  const low = hips(context, takeOff.timeSeconds);
  if (!low) return unseen(context, takeOff.timeSeconds);
  const high = hips(context, apex.timeSeconds);
  if (!high) return unseen(context, apex.timeSeconds);
  // Both ends share the model's offset; what the rise hangs on is the scale, and when the feet left the floor.
  const later = hips(context, takeOff.timeSeconds + takeOff.uncertaintySeconds) ?? low;
  const noise = Math.hypot(low.sd, high.sd, later.y - low.y);
  const rise = scaled({ value: low.y - high.y, noise, bias: 0 }, scale.metresPerPixel);
  return {
    estimate: { ...rise, bias: Math.hypot(rise.value * scale.relativeError, TAKE_OFF_SMOOTHED) },
    frame: apex.frame,
    times: [takeOff.timeSeconds, apex.timeSeconds],
  };
}

/** Without a take-off it was a set shot, if the feet were seen at all. */
function jumpMissing(context: ShotContext): WithheldReason | null {
  if (context.moment('takeOff')) return null;
  const at = context.draft.release.timeSeconds;
  return context.at('toe', at) || context.at('offToe', at) ? 'not_applicable' : unseen(context, at);
}

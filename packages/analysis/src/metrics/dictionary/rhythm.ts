import type { WithheldReason } from '@shotform/contracts';
import type { Role, ShotContext } from '../context.ts';
import { frameRates, limits, type MetricDefinition, type Sample } from '../definition.ts';
import { angle, joint, sampled, unseen, type Signal } from '../measures.ts';
import type { ViewRuleName } from '../view.ts';

/** Joints go on opening a little after the release, seconds. */
const AFTER_RELEASE = 0.2;
/** The peak is the middle of where the speed is within this part of its highest; half that is its standard error. */
const PEAK_LEVEL = 0.95;

/** Each player has a rhythm of their own: its repeatability is scored, not a textbook order of the joints. */
export const rhythm: readonly MetricDefinition[] = [
  lag('shoulderLag', 'the shoulder', ['hip', 'shoulder', 'elbow'], 'armTiming'),
  lag('hipLag', 'the hip', ['nearShoulder', 'nearHip', 'nearKnee'], 'legTiming'),
  lag('kneeLag', 'the knee', ['nearHip', 'nearKnee', 'nearAnkle'], 'legTiming'),
  lag('elbowLag', 'the elbow', ['shoulder', 'elbow', 'wrist'], 'armTiming'),
];

function lag(id: string, name: string, joints: readonly [Role, Role, Role], view: ViewRuleName): MetricDefinition {
  const [a, vertex, c] = joints;
  const signal = angle(joint(a), joint(vertex), joint(c));
  return {
    id,
    group: 'rhythm',
    plane: 'sagittal',
    event: 'release',
    unit: 's',
    definition: `when ${name} opens fastest between the dip and just after the release, against the release`,
    measure: (context) => fastestOpening(context, signal),
    landmarks: joints,
    view,
    frameRate: frameRates.peak,
    limits: limits.any,
    scoring: {
      band: null,
      margin: 0.04,
      penalised: 'outside',
      halfDistance: 0.06,
      weight: 0.25,
      source: "the player's own baseline; without one it is shown, not scored",
    },
  };
}

function fastestOpening(context: ShotContext, signal: Signal): Sample | WithheldReason {
  const [dip, release] = [context.moment('dip'), context.moment('release')];
  if (!dip || !release) return 'event_not_found';
  const angles = sampled(context, signal, dip.timeSeconds, release.timeSeconds + context.media(AFTER_RELEASE));
  const speeds = angles.slice(1).map((next, i) => {
    const { time, estimate } = angles[i]!;
    return { time: (next.time + time) / 2, speed: (next.estimate.value - estimate.value) / (next.time - time) };
  });
  if (speeds.length === 0) return unseen(context, release.timeSeconds);
  const peak = speeds.reduce((a, b) => (b.speed > a.speed ? b : a));
  if (!(peak.speed > 0)) return 'event_not_found';
  const level = speeds.filter((s) => s.speed >= PEAK_LEVEL * peak.speed);
  const width = level.at(-1)!.time - level[0]!.time;
  const mass = (s: { speed: number }) => s.speed - PEAK_LEVEL * peak.speed;
  const time = level.reduce((sum, s) => sum + mass(s) * s.time, 0) / level.reduce((sum, s) => sum + mass(s), 0);
  return {
    estimate: {
      value: time - release.timeSeconds,
      noise: Math.hypot(release.uncertaintySeconds, width / 2),
      bias: 0,
    },
    frame: context.frameAt(time),
    times: [time],
  };
}

import type { PathPoint, Report, Shot } from '@shotform/contracts';
import type { Pixel } from '@shotform/contracts/display';
import type { Translator } from '../../i18n/translator.ts';
import type { ReportKey } from '../../i18n/report.en.ts';
import { outcomeKey } from '../words.ts';

/** Words at a joint or a spot for a while, and the angle at the joint. Times in seconds. */
export interface Callout {
  from: number;
  to: number;
  label: string;
  value: string | null;
  anchor: { landmark: number } | (Pixel & { frame: number });
  angle?: readonly [number, number, number];
}

export interface ShotPlan {
  shot: Shot;
  path: (PathPoint & { time: number })[];
  callouts: Callout[];
}

const HOLD_SECONDS = 0.65;
const BEYOND_RIM_SECONDS = 0.3;

/** BlazePose's numbers of the shooting side. */
const sides = {
  left: { shoulder: 11, elbow: 13, wrist: 15, hip: 23, knee: 25, ankle: 27 },
  right: { shoulder: 12, elbow: 14, wrist: 16, hip: 24, knee: 26, ankle: 28 },
} as const;

/** What is drawn over the video, and when. */
export function planOverlay(report: Report, times: readonly number[], words: Translator<ReportKey>): ShotPlan[] {
  return report.shots.map((shot) => ({
    shot,
    path: drawnPath(shot, times),
    callouts: callouts(shot, report, times, words),
  }));
}

/** From the release until shortly after the rim: where the ball bounces to afterwards is not the shot. */
function drawnPath(shot: Shot, times: readonly number[]): ShotPlan['path'] {
  const end = shot.outcome.frame === null ? Infinity : (times[shot.outcome.frame] ?? Infinity) + BEYOND_RIM_SECONDS;
  return shot.flight.path
    .map((point) => ({ ...point, time: times[point.frame] ?? NaN }))
    .filter((point) => point.frame >= shot.release.frame && point.time <= end);
}

function callouts(shot: Shot, report: Report, times: readonly number[], words: Translator<ReportKey>): Callout[] {
  const side = sides[shot.hand];
  const found: Callout[] = [];
  const add = (time: number | undefined, callout: Omit<Callout, 'from' | 'to'>): void => {
    if (time !== undefined) found.push({ from: time, to: time + HOLD_SECONDS, ...callout });
  };
  const { dip, setPoint } = shot.events;
  const said = (measured: { value: number | null; unit: Parameters<typeof words.quantity>[1] } | undefined) =>
    measured && measured.value !== null ? words.quantity(measured.value, measured.unit) : null;
  const knee = said(shot.metrics['kneeAtDip']);
  add(dip?.timeSeconds, {
    label: words.t('event.dip'),
    value: knee,
    anchor: { landmark: side.knee },
    ...(knee ? { angle: [side.hip, side.knee, side.ankle] } : {}),
  });
  const elbow = said(shot.metrics['elbowAtSet']);
  add(setPoint?.timeSeconds, {
    label: words.t('event.setPoint'),
    value: elbow,
    anchor: { landmark: side.elbow },
    ...(elbow ? { angle: [side.shoulder, side.elbow, side.wrist] } : {}),
  });
  const ball = shot.flight.path.find((point) => point.frame >= shot.release.frame);
  add(shot.release.timeSeconds, {
    label: words.t('event.release'),
    value: said(shot.flight.releaseAngle),
    anchor: ball ?? { landmark: side.wrist },
  });
  const { frame, result } = shot.outcome;
  const spot = frame === null ? null : (shot.flight.path.find((point) => point.frame === frame) ?? report.rim);
  if (frame !== null && spot && result !== 'unknown') {
    add(times[frame], {
      label: words.t(outcomeKey(shot)),
      value: said(shot.flight.entryAngle),
      anchor: { x: spot.x, y: spot.y, frame },
    });
  }
  return found;
}

/** The shot that is on at a time: the last that has begun. */
export function shotAt(shots: readonly Shot[], time: number): Shot | null {
  return shots.findLast((shot) => startOf(shot) <= time) ?? null;
}

export function startOf(shot: Shot): number {
  return Math.min(
    (shot.events.preparation ?? shot.events.dip ?? shot.release).timeSeconds,
    shot.release.timeSeconds - 0.8,
  );
}

export function endOf(shot: Shot, times: readonly number[]): number {
  const rim = shot.outcome.frame === null ? 0 : (times[shot.outcome.frame] ?? 0);
  return Math.max(shot.release.timeSeconds + 0.5, shot.events.landing?.timeSeconds ?? 0, rim);
}

/** The decoded frame that is on the screen at a time. */
export function frameAt(times: readonly number[], time: number): number {
  let [low, high] = [0, times.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (times[middle]! <= time + 1e-4) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** A time at which that frame and no other is shown. */
export function timeWithin(times: readonly number[], frame: number): number {
  const time = times[frame] ?? 0;
  const next = times[frame + 1] ?? time + 0.02;
  return time + (next - time) / 3;
}

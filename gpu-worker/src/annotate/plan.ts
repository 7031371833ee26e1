import { buildBodies, landmark as l, type Body, type Hand, type Landmark } from '@shotform/analysis';
import type { EventName, Measured, PathPoint, Report, Shot, Tracks } from '@shotform/contracts';
import { quantity } from '../words.ts';
import { palette, spans } from './style.ts';
import type { Item } from './text.ts';

/** A point of the body, or a spot in the picture as it was in a frame. */
export type Anchor = { joint: Landmark } | { x: number; y: number; frame: number };

/** Words at a place for a while. */
export interface Callout {
  from: number;
  to: number;
  items: Item[];
  anchor: Anchor;
  /** The angle at the middle joint, drawn for a moment. */
  angle?: readonly [Landmark, Landmark, Landmark];
  /** A ring around the spot. */
  marked?: boolean;
}

/** What to draw for a shot, and when. Times in seconds, places in px of Tracks. */
export interface ShotPlan {
  shot: Shot;
  /** Shown from here until the next one begins. */
  from: number;
  bodies: Body[];
  phases: { from: number; name: string }[];
  callouts: Callout[];
  /** What has become known, and when. */
  facts: { from: number; item: Item }[];
  path: (PathPoint & { timeSeconds: number })[];
}

export interface Plan {
  shots: ShotPlan[];
  /** All people, for a clip without a shot. */
  bodies: Body[];
}

type TimeOf = (frame: number) => number;

const LEAD_SECONDS = 1.2;
const BEYOND_RIM_SECONDS = 0.3;

export function planAnnotations(tracks: Tracks, report: Report): Plan {
  const bodies = buildBodies(tracks);
  const shots = report.shots.map((shot) => planShot(shot, tracks, report, bodies));
  for (const [i, plan] of shots.entries()) plan.from = i === 0 ? -Infinity : beginning(plan, shots[i - 1]!);
  return { shots, bodies };
}

/** A shot's words give way to the next one's when its ball has arrived, but in time for the next release. */
function beginning(plan: ShotPlan, before: ShotPlan): number {
  const arrived = (before.path.at(-1)?.timeSeconds ?? before.shot.release.timeSeconds) + spans.hold;
  return Math.min(Math.max(plan.from, arrived), plan.shot.release.timeSeconds - spans.hold);
}

/** The plan in force at a time. */
export function currentShot(plan: Plan, time: number): ShotPlan | null {
  return plan.shots.findLast((shot) => shot.from <= time) ?? null;
}

function planShot(shot: Shot, tracks: Tracks, report: Report, bodies: readonly Body[]): ShotPlan {
  const start = shot.events.preparation ?? shot.events.dip;
  const release = shot.release.timeSeconds;
  const timeOf = (frame: number): number => tracks.video.timesSeconds[frame] ?? release;
  return {
    shot,
    from: Math.min(start?.timeSeconds ?? release, release - LEAD_SECONDS),
    bodies: bodies.filter((body) => body.person === shot.person),
    phases: phases(shot),
    callouts: callouts(shot, report, timeOf),
    facts: facts(shot, timeOf),
    path: drawnPath(shot, timeOf),
  };
}

/** From the release until shortly after the rim: where the ball bounces to afterwards is not the shot. */
function drawnPath(shot: Shot, timeOf: TimeOf): ShotPlan['path'] {
  const { frame } = shot.outcome;
  const end = frame === null ? Infinity : timeOf(frame) + BEYOND_RIM_SECONDS;
  return shot.flight.path
    .map((point) => ({ ...point, timeSeconds: timeOf(point.frame) }))
    .filter((point) => point.frame >= shot.release.frame && point.timeSeconds <= end);
}

function phases(shot: Shot): ShotPlan['phases'] {
  const names: [EventName, string][] = [
    ['preparation', 'Load'],
    ['liftStart', 'Lift'],
    ['setPoint', 'Set point'],
    ['release', 'Follow-through'],
    ['landing', 'Landed'],
  ];
  return names
    .flatMap(([event, name]) => {
      const moment = shot.events[event];
      return moment ? [{ from: moment.timeSeconds, name }] : [];
    })
    .sort((a, b) => a.from - b.from);
}

function sideOf(hand: Hand): Record<'shoulder' | 'elbow' | 'wrist' | 'hip' | 'knee' | 'ankle', Landmark> {
  return hand === 'left'
    ? {
        shoulder: l.leftShoulder,
        elbow: l.leftElbow,
        wrist: l.leftWrist,
        hip: l.leftHip,
        knee: l.leftKnee,
        ankle: l.leftAnkle,
      }
    : {
        shoulder: l.rightShoulder,
        elbow: l.rightElbow,
        wrist: l.rightWrist,
        hip: l.rightHip,
        knee: l.rightKnee,
        ankle: l.rightAnkle,
      };
}

function callouts(shot: Shot, report: Report, timeOf: TimeOf): Callout[] {
  const side = sideOf(shot.hand);
  const { dip, setPoint, landing } = shot.events;
  const found: Callout[] = [];
  const add = (time: number, rest: Omit<Callout, 'from' | 'to'>): number =>
    found.push({ from: time, to: time + spans.hold, ...rest });
  const knee = said(shot.metrics['kneeAtDip'], 'knee');
  if (dip) {
    add(dip.timeSeconds, {
      items: [{ label: 'Dip', ...knee }],
      anchor: { joint: side.knee },
      ...(knee.value ? { angle: [side.hip, side.knee, side.ankle] } : {}),
    });
  }
  const elbow = said(shot.metrics['elbowAtSet'], 'elbow');
  if (setPoint) {
    add(setPoint.timeSeconds, {
      items: [{ label: 'Set', ...elbow }],
      anchor: { joint: side.elbow },
      ...(elbow.value ? { angle: [side.shoulder, side.elbow, side.wrist] } : {}),
    });
  }
  const ball = shot.flight.path.find((point) => point.frame >= shot.release.frame);
  add(shot.release.timeSeconds, {
    items: [{ label: 'Release', ...said(shot.flight.releaseAngle) }],
    anchor: ball ?? { joint: side.wrist },
    marked: true,
  });
  if (landing) add(landing.timeSeconds, { items: [{ label: 'Landing' }], anchor: { joint: side.ankle } });
  const rim = atRim(shot, report);
  if (rim) add(timeOf(rim.anchor.frame), rim);
  return found;
}

/** Made or missed, where the ball met the rim. */
function atRim(shot: Shot, report: Report): { items: Item[]; anchor: { x: number; y: number; frame: number } } | null {
  const { frame, result } = shot.outcome;
  if (frame === null || result === 'unknown') return null;
  const spot = shot.flight.path.find((point) => point.frame === frame) ?? report.rim;
  if (!spot) return null;
  const entry = { label: 'Entry', ...said(shot.flight.entryAngle) };
  return { items: [outcomeItem(shot), ...(entry.value ? [entry] : [])], anchor: { x: spot.x, y: spot.y, frame } };
}

function outcomeItem(shot: Shot): Item {
  const made = shot.outcome.result === 'made';
  const miss = shot.outcome.miss ? ` ${shot.outcome.miss}` : '';
  return { value: made ? 'Made' : `Missed${miss}`, tone: made ? palette.accent : palette.negative };
}

function said(measured: Measured | undefined, label?: string): Item {
  if (!measured?.measurable || measured.value === null) return {};
  const value = quantity(measured.value, measured.unit);
  return { value: label ? `${label} ${value}` : value };
}

function facts(shot: Shot, timeOf: TimeOf): ShotPlan['facts'] {
  const { events, flight, metrics, outcome, release, scores } = shot;
  const settled = Math.max(
    release.timeSeconds + 0.4,
    events.followThroughEnd?.timeSeconds ?? 0,
    events.landing?.timeSeconds ?? 0,
  );
  const decided = outcome.frame === null ? settled : timeOf(outcome.frame);
  const known: [number | undefined, Item][] = [
    [events.dip?.timeSeconds, { label: 'Knee', ...said(metrics['kneeAtDip']) }],
    [events.setPoint?.timeSeconds, { label: 'Elbow', ...said(metrics['elbowAtSet']) }],
    [release.timeSeconds, { label: 'Release', ...said(flight.releaseAngle) }],
    [decided, { label: 'Entry', ...said(flight.entryAngle) }],
    [
      settled,
      {
        label: 'Form',
        ...(scores.form.value === null ? {} : { value: scores.form.value.toFixed(0), tone: palette.accent }),
      },
    ],
    [decided, outcome.result === 'unknown' ? {} : outcomeItem(shot)],
  ];
  return known.flatMap(([from, item]) => (from !== undefined && item.value ? [{ from, item }] : []));
}

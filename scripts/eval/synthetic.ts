/** The synthetic shooter through the whole engine, from pixels, against its exact truth. */
import { LANDMARK_STRIDE, type Shot, type Tracks } from '@shotform/contracts';
import { analyzeVideo } from '@shotform/gpu-worker';
import { cachedClip, shooterSpec, truthFor, type ShooterOptions, type ShotTruth, type Truth } from '@shotform/testkit';
import { count, quantile } from './statistics.ts';
import type { TargetRow } from './tables.ts';

/** Shoulders, elbows, wrists, hips, knees and ankles. */
const MAIN_JOINTS = [11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28] as const;
/** Somebody whose joints lie further from the shooter's than this, in trunk lengths, is not the shooter. */
const SOMEBODY_ELSE = 0.5;
const SAME_SHOT_SECONDS = 0.5;

const views: Record<string, ShooterOptions> = {
  'right side': { camera: { yawDegrees: 90 }, shots: [{ outcome: 'made' }, { outcome: 'long' }] },
  'left-hander, left side': {
    camera: { yawDegrees: -90 },
    shooter: { hand: 'left' },
    shots: [{ start: 'dribble', dribbles: 2, outcome: 'short' }],
  },
  'right side, 60 fps': {
    video: { fps: 60 },
    camera: { yawDegrees: 80 },
    shots: [{ start: 'catch', outcome: 'made' }],
  },
  diagonal: { camera: { yawDegrees: 45 }, shots: [{ outcome: 'made' }] },
  front: { camera: { yawDegrees: 10, aim: 'shooter' }, shots: [{ outcome: 'right' }] },
  'portrait, somebody beside': {
    video: { width: 720, height: 1280 },
    camera: { yawDegrees: 100, aim: 'shooter' },
    people: [{ does: 'stand', x: -2, y: 1.5 }],
    shots: [{ outcome: 'made' }],
  },
};

interface Run {
  view: string;
  truth: Truth;
  tracks: Tracks;
  pairs: { truth: ShotTruth; found: Shot | null }[];
  falseShots: number;
}

export async function evaluateSynthetic(): Promise<TargetRow[]> {
  const runs: Run[] = [];
  for (const [view, options] of Object.entries(views)) {
    const { tracks, report } = await analyzeVideo(await cachedClip('eval', options));
    const truth = truthFor(shooterSpec(options));
    const left = new Set(report.shots);
    const pairs = truth.shots.map((shot) => {
      const found = report.shots.find(
        (s) => left.has(s) && Math.abs(s.release.timeSeconds - shot.release.timeSeconds) < SAME_SHOT_SECONDS,
      );
      if (found) left.delete(found);
      return { truth: shot, found: found ?? null };
    });
    runs.push({ view, truth, tracks, pairs, falseShots: left.size });
    console.error(`${view}: ${pairs.filter((p) => p.found).length} of ${pairs.length} shots, ${left.size} false`);
  }
  return [...poseRows(runs), ...shotRows(runs), ...flightRows(runs)];
}

function poseRows(runs: readonly Run[]): TargetRow[] {
  const frames = runs.flatMap((run) => run.truth.frames.map((_, i) => jointErrors(run, i)));
  const followed = frames.filter((errors) => errors !== null);
  const error = quantile(followed.flat(), 0.5) ?? 1;
  const knees = runs
    .filter((run) => isSide(run))
    .flatMap((run) => run.pairs)
    .flatMap(({ truth, found }) => {
      const value = found?.metrics['kneeAtDip']?.value ?? null;
      return value === null ? [] : [Math.abs(value - truth.metrics.kneeAtDip.value)];
    });
  const mae = knees.reduce((sum, e) => sum + e, 0) / knees.length;
  return [
    row(
      'frames in which the shooter is followed',
      '>= 95 %',
      count(followed.length, frames.length),
      frames.length,
      followed.length >= 0.95 * frames.length,
    ),
    row('joint error, median, of the trunk', '<= 4 %', `${(100 * error).toFixed(1)} %`, followed.length, error <= 0.04),
    row('knee at dip from the side, MAE', '<= 6°', `${mae.toFixed(1)}°`, knees.length, mae <= 6),
  ];
}

function shotRows(runs: readonly Run[]): TargetRow[] {
  const pairs = runs.flatMap((run) => run.pairs);
  const found = pairs.flatMap(({ truth, found }) => (found ? [{ truth, found }] : []));
  const falseShots = runs.reduce((sum, run) => sum + run.falseShots, 0);
  const errors = found.map(({ truth, found }) => Math.abs(found.release.timeSeconds - truth.release.timeSeconds));
  const median = quantile(errors, 0.5) ?? Infinity;
  const hands = found.filter(({ truth, found }) => truth.hand === found.hand).length;
  const judged = found.filter(({ found }) => found.outcome.result !== 'unknown');
  const right = judged.filter(({ truth, found }) => truth.outcome.result === found.outcome.result).length;
  return [
    row('shots found', 'all', count(found.length, pairs.length), pairs.length, found.length === pairs.length),
    row('false shots', '0', String(falseShots), pairs.length, falseShots === 0),
    row('release error, median', '<= 0.033 s', `${median.toFixed(3)} s`, errors.length, median <= 0.033),
    row('shooting hand right', 'all', count(hands, found.length), found.length, hands === found.length),
    row('outcome right where it is said', 'all', count(right, judged.length), judged.length, right === judged.length),
  ];
}

/** Of the shots seen from the side, yaw 60-120. */
function flightRows(runs: readonly Run[]): TargetRow[] {
  const pairs = runs.flatMap((run) => run.pairs).filter(({ truth }) => Math.abs(Math.abs(truth.yawDegrees) - 90) <= 30);
  const rowOf = (name: 'releaseAngle' | 'releaseSpeed' | 'entryAngle', title: string, most: number, unit: string) => {
    const errors = pairs.flatMap(({ truth, found }) => {
      const value = found?.flight[name].value ?? null;
      return value === null ? [] : [Math.abs(value - truth.metrics[name])];
    });
    const mae = errors.reduce((sum, e) => sum + e, 0) / errors.length;
    const value = `${mae.toFixed(2)}${unit}, ${pairs.length - errors.length} withheld`;
    return row(`${title}, yaw 60-120, MAE`, `<= ${most}${unit}`, value, errors.length, mae <= most);
  };
  return [
    rowOf('releaseAngle', 'release angle', 1.5, '°'),
    rowOf('releaseSpeed', 'release speed', 0.3, ' m/s'),
    rowOf('entryAngle', 'entry angle', 2, '°'),
  ];
}

function row(test: string, target: string, value: string, n: number, pass: boolean): TargetRow {
  return { test, target, value, n, pass };
}

function isSide({ truth }: Run): boolean {
  return Math.abs(Math.abs(truth.shots[0]!.yawDegrees) - 90) <= 15;
}

/** Distance of each main joint from the truth, in trunk lengths; `null` where the shooter is not followed. */
function jointErrors({ truth, tracks }: Run, frame: number): number[] | null {
  const joints = truth.frames[frame]!.landmarks;
  const [shoulder, hip] = [
    [11, 12],
    [23, 24],
  ].map(([a, b]) => [0, 1].map((c) => (joints[a!]![c]! + joints[b!]![c]!) / 2));
  const trunk = Math.hypot(shoulder![0]! - hip![0]!, shoulder![1]! - hip![1]!);
  const people = (tracks.frames[frame]?.pose ?? []).map(({ landmarks }) =>
    MAIN_JOINTS.map((joint) => {
      const [x, y] = joints[joint]!;
      return Math.hypot(landmarks[joint * LANDMARK_STRIDE]! - x, landmarks[joint * LANDMARK_STRIDE + 1]! - y) / trunk;
    }),
  );
  const nearest = people.toSorted((a, b) => quantile(a, 0.5)! - quantile(b, 0.5)!)[0];
  return nearest && quantile(nearest, 0.5)! < SOMEBODY_ELSE ? nearest : null;
}

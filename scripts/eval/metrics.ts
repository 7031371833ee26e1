/**
 * Every number of a report on synthetic Tracks: shooters who differ as people do, either hand, cameras all around, several
 * frame rates, landmarks more or less off. The whole analysis runs, so moments and views are its own. Other shooters than those
 * from whom `derive` took its numbers.
 */
import { analyze } from '@shotform/analysis';
import type { Measured, Shot } from '@shotform/contracts';
import { synthesizeTracks, variedShooter, type ShotTruth } from '@shotform/testkit';
import { count, mean } from './statistics.ts';
import { markdownTable } from './tables.ts';

const FIRST_SEED = 5001;
const yaws = [-150, -90, -60, -30, 0, 30, 60, 90, 120, 150, 180] as const;
const hands = ['right', 'left'] as const;
const rates = [24, 30, 60] as const;
/** Standard deviations of landmarks, px at 1280 x 720. */
const noises = [1, 4] as const;
const PICTURE = { width: 1280, height: 720 };

/** What a report's numbers truly are. Angles of the body are those in the plane of the throw, as a camera square to it sees them. */
const truths: Record<string, (truth: ShotTruth['metrics']) => number | null> = {
  kneeAtDip: (m) => m.kneeAtDip.sagittal,
  hipAtDip: (m) => m.hipAtDip.sagittal,
  elbowAtSet: (m) => m.elbowAtSet.sagittal,
  forearmAtSet: (m) => m.forearmAtSet,
  shoulderAtSet: (m) => m.upperArmAtSet.sagittal,
  elbowFlareAtSet: (m) => m.flareAtSet,
  elbowFlareAtRelease: (m) => m.flareAtRelease,
  elbowAtRelease: (m) => m.elbowAtRelease.sagittal,
  maxElbowExtension: (m) => m.maxElbowExtension.sagittal,
  shoulderAtRelease: (m) => m.upperArmAtRelease.sagittal,
  trunkLeanAtRelease: (m) => m.trunkLeanAtRelease,
  followThroughHold: (m) => m.followThroughHold,
  stanceWidth: (m) => m.stanceWidth,
  jumpHeight: (m) => m.jumpHeight,
  releaseAngle: (m) => m.releaseAngle,
  releaseSpeed: (m) => m.releaseSpeed,
  releaseHeight: (m) => m.releaseHeight,
  apexHeight: (m) => m.apexHeight,
  entryAngle: (m) => m.entryAngle,
  lateral: (m) => m.lateral,
  depth: (m) => m.depth,
};

interface Condition {
  yaw: number;
  hand: (typeof hands)[number];
  fps: number;
  noise: number;
}

interface Told extends Condition {
  metric: string;
  unit: Measured['unit'];
  /** `null` where it was withheld. */
  error: number | null;
  isHeld: boolean;
}

/** @returns the tables: by metric, and by what varied */
export function evaluateMetrics(): string[] {
  const conditions = yaws.flatMap((yaw) =>
    hands.flatMap((hand) => rates.flatMap((fps) => noises.map((noise) => ({ yaw, hand, fps, noise })))),
  );
  const clips = conditions.map((condition, i) => ({ condition, ...lookAt(condition, FIRST_SEED + i) }));
  const told = clips.flatMap((clip) => clip.told);
  const right = clips.filter(({ isFound }) => isFound).length;
  return [
    `${count(right, clips.length)} shots were found where they were, with their hand, and nothing else. Of those, with 90 % intervals:`,
    byMetric(told),
    byCondition(told),
  ];
}

function lookAt(condition: Condition, seed: number): { isFound: boolean; told: Told[] } {
  const { yaw, hand, fps, noise } = condition;
  const varied = variedShooter(seed);
  const options = {
    ...varied,
    shooter: { ...varied.shooter, hand },
    camera: { ...varied.camera, yawDegrees: yaw },
    video: { ...PICTURE, fps },
  };
  const { tracks, truth } = synthesizeTracks(options, { landmarkPixels: noise });
  const { shots } = analyze(tracks);
  const [shot, actual] = [shots[0], truth.shots[0]!];
  const isFound =
    shots.length === 1 &&
    shot?.hand === actual.hand &&
    Math.abs(shot.release.timeSeconds - actual.release.timeSeconds) <= 0.067;
  return { isFound, told: isFound ? compare(condition, shot, actual) : [] };
}

function compare(condition: Condition, shot: Shot, truth: ShotTruth): Told[] {
  const { path: _, ...flight } = shot.flight;
  const all: Record<string, Measured> = { ...shot.metrics, ...flight };
  return Object.entries(truths).flatMap(([metric, of]) => {
    const [measured, actual] = [all[metric], of(truth.metrics)];
    if (!measured || actual === null) return [];
    const { value, interval, unit } = measured;
    const isHeld = interval !== null && interval[0] <= actual && actual <= interval[1];
    return [{ ...condition, metric, unit, error: value === null ? null : value - actual, isHeld }];
  });
}

function byMetric(told: readonly Told[]): string {
  const rows = [...Map.groupBy(told, ({ metric }) => metric)].map(([metric, own]) => {
    const { errors, held } = errorsOf(own);
    const show = (value: number): string => `${value.toFixed(own[0]!.unit === 'deg' ? 1 : 3)} ${own[0]!.unit}`;
    const figures = errors.length === 0 ? ['-', '-'] : [show(mean(errors.map(Math.abs))), show(mean(errors))];
    return [metric, `${errors.length} of ${own.length}`, ...figures, count(held, errors.length)];
  });
  return markdownTable(['', 'told', 'mean absolute error', 'bias', 'interval holds the truth'], rows);
}

function byCondition(told: readonly Told[]): string {
  const angle = (own: readonly Told[], metric: string): string => {
    const { errors } = errorsOf(own.filter((one) => one.metric === metric));
    return errors.length === 0 ? 'withheld' : `${mean(errors.map(Math.abs)).toFixed(1)}° (${errors.length})`;
  };
  const row = (name: string, own: readonly Told[]): string[] => {
    const { errors, held } = errorsOf(own);
    const columns = ['kneeAtDip', 'elbowAtSet', 'elbowFlareAtSet', 'releaseAngle'].map((metric) => angle(own, metric));
    return [name, `${errors.length} of ${own.length}`, count(held, errors.length), ...columns];
  };
  const head = ['', 'told', 'interval holds the truth', 'knee at dip', 'elbow at set', 'flare at set', 'release angle'];
  return markdownTable(head, [
    ...yaws.map((yaw) =>
      row(
        `yaw ${yaw}°`,
        told.filter((one) => one.yaw === yaw),
      ),
    ),
    ...hands.map((hand) =>
      row(
        `${hand} hand`,
        told.filter((one) => one.hand === hand),
      ),
    ),
    ...rates.map((fps) =>
      row(
        `${fps} fps`,
        told.filter((one) => one.fps === fps),
      ),
    ),
    ...noises.map((noise) =>
      row(
        `landmarks off by ${noise} px`,
        told.filter((one) => one.noise === noise),
      ),
    ),
  ]);
}

function errorsOf(told: readonly Told[]): { errors: number[]; held: number } {
  const said = told.filter((one) => one.error !== null);
  return { errors: said.map(({ error }) => error!), held: said.filter(({ isHeld }) => isHeld).length };
}

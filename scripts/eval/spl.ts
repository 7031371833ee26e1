/** The engine on free throws in 3D, seen through simulated cameras: the targets of section 7 of the domain notes. */
import { analyze } from '@shotform/analysis';
import type { Report, Shot } from '@shotform/contracts';
import { splTracks, type SimulatedCamera } from './spl/camera.ts';
import { loadSplTrials, type SplTrial } from './spl/trials.ts';
import { splTruth, type SplTruth } from './spl/truth.ts';
import { count, mean, quantile } from './statistics.ts';

export { splTracks, type SimulatedCamera } from './spl/camera.ts';
export { loadSplTrials, type SplTrial } from './spl/trials.ts';
export { splTruth, type SplTruth } from './spl/truth.ts';

export interface SplRow {
  test: string;
  target: string;
  value: string;
  n: number;
  /** 90 % of the single errors lie within this; `null` where the value is a count with its own interval. */
  interval: [number, number] | null;
  pass: boolean;
}

interface SplResult {
  truth: SplTruth;
  report: Report;
  /** The shot nearest to the true release, where one is near at all. */
  shot: Shot | null;
}

const NOISE = 0.02;
/** A shot further than this from the true release is another one, seconds. */
const SAME_SHOT = 0.5;

/** Runs every trial through the cameras. @param folder the data's `spl/` */
export async function evaluateSpl(folder: string): Promise<SplRow[]> {
  const trials = (await loadSplTrials(folder)).flatMap((trial) => {
    const truth = splTruth(trial);
    return truth ? [{ trial, truth }] : [];
  });
  const run = (yawDegrees: number, ball: boolean) => trials.map((trial, i) => see(trial, { yawDegrees, ball }, i));
  const side = run(90, true);
  const poseOnly = run(90, false);
  const slanted = run(60, true);
  const front = run(15, true);
  return [
    foundRow('shots found, side, ball', side),
    foundRow('shots found, side, pose only', poseOnly),
    foundRow('shots found, front, ball', front),
    releaseRow('release, ball + pose', side, 0.033),
    releaseRow('release, pose only', poseOnly, 0.067),
    angleRow('knee at dip, yaw 90', 'kneeAtDip', side, { mae: 4, bias: 2 }),
    angleRow('elbow at set, yaw 90', 'elbowAtSet', side, { mae: 6 }),
    withheldRow('elbow at set withheld, yaw 60', slanted),
    angleRow('flare at set, yaw 15', 'elbowFlareAtSet', front, { mae: 5 }),
    angleRow('flare at release, yaw 15', 'elbowFlareAtRelease', front, { mae: 5 }),
    additivityRow([...side, ...poseOnly, ...slanted, ...front]),
    viewChangeRow(side, run(75, true)),
  ];
}

function see(
  { trial, truth }: { trial: SplTrial; truth: SplTruth },
  camera: Pick<SimulatedCamera, 'yawDegrees' | 'ball'>,
  index: number,
): SplResult {
  const report = analyze(splTracks(trial, { ...camera, noiseMetres: NOISE, seed: index + 1 }));
  const off = (shot: Shot) => Math.abs(shot.release.timeSeconds - truth.releaseSeconds);
  const nearest = report.shots.toSorted((a, b) => off(a) - off(b))[0];
  return { truth, report, shot: nearest && off(nearest) <= SAME_SHOT ? nearest : null };
}

function foundRow(test: string, results: readonly SplResult[]): SplRow {
  const found = results.filter(({ shot }) => shot).length;
  const wrong = results.reduce((sum, { report, shot }) => sum + report.shots.length - (shot ? 1 : 0), 0);
  return {
    test,
    target: 'all, 0 false',
    value: `${count(found, results.length)}, ${wrong} false`,
    n: results.length,
    interval: null,
    pass: found === results.length && wrong === 0,
  };
}

function releaseRow(test: string, results: readonly SplResult[], target: number): SplRow {
  const errors = results.flatMap(({ shot, truth }) => (shot ? [shot.release.timeSeconds - truth.releaseSeconds] : []));
  const median = quantile(errors.map(Math.abs), 0.5);
  return {
    test,
    target: `median <= ${target} s`,
    value: median === null ? '-' : `${median.toFixed(3)} s`,
    n: errors.length,
    interval: middle90(errors),
    pass: median !== null && median <= target,
  };
}

function angleRow(
  test: string,
  metric: keyof SplTruth['angles'],
  results: readonly SplResult[],
  target: { mae: number; bias?: number },
): SplRow {
  const pairs = results.flatMap(({ shot, truth }) => {
    const found = shot?.metrics[metric];
    return found?.value == null || !found.interval ? [] : [{ ...found, truth: truth.angles[metric] }];
  });
  const errors = pairs.map(({ value, truth }) => (value ?? 0) - truth);
  const mae = mean(errors.map(Math.abs));
  const bias = mean(errors);
  const covered = pairs.filter(
    ({ interval, truth }) => interval && truth >= interval[0] && truth <= interval[1],
  ).length;
  const wanted = [`MAE <= ${target.mae}`, ...(target.bias === undefined ? [] : [`bias <= ${target.bias}`])];
  return {
    test,
    target: wanted.join(', '),
    value: `MAE ${mae.toFixed(1)}, bias ${bias.toFixed(1)}; 90 % interval holds ${count(covered, pairs.length)}`,
    n: errors.length,
    interval: middle90(errors),
    pass: mae <= target.mae && Math.abs(bias) <= (target.bias ?? Infinity),
  };
}

function withheldRow(test: string, results: readonly SplResult[]): SplRow {
  const shots = results.flatMap(({ shot }) => shot ?? []);
  const withheld = shots.filter((shot) => shot.metrics['elbowAtSet']?.value === null).length;
  return {
    test,
    target: 'all',
    value: count(withheld, shots.length),
    n: shots.length,
    interval: null,
    pass: shots.length > 0 && withheld === shots.length,
  };
}

function additivityRow(results: readonly SplResult[]): SplRow {
  const errors = results.flatMap(({ shot }) => {
    const form = shot?.scores.form;
    if (form?.value == null) return [];
    return [Math.abs(form.contributions.reduce((sum, part) => sum + part.pointsLost, 0) - (100 - form.value))];
  });
  const worst = Math.max(0, ...errors);
  return {
    test: 'points lost add up to 100 - Form',
    target: '< 1e-9',
    value: worst.toExponential(1),
    n: errors.length,
    interval: null,
    pass: errors.length > 0 && worst < 1e-9,
  };
}

function viewChangeRow(side: readonly SplResult[], turned: readonly SplResult[]): SplRow {
  const changes = side.flatMap(({ shot }, i) => {
    const [one, two] = [shot?.scores.form.value, turned[i]?.shot?.scores.form.value];
    return one == null || two == null ? [] : [two - one];
  });
  const median = quantile(changes.map(Math.abs), 0.5);
  const within = changes.filter((change) => Math.abs(change) <= 5).length;
  return {
    test: 'Form of the same shot, yaw 75 against 90',
    target: 'changes <= 5',
    value: `median ${median?.toFixed(1) ?? '-'}; ${count(within, changes.length)} within 5`,
    n: changes.length,
    interval: middle90(changes),
    pass: changes.length > 0 && within === changes.length,
  };
}

function middle90(values: readonly number[]): [number, number] | null {
  const [lo, hi] = [quantile(values, 0.05), quantile(values, 0.95)];
  return lo === null || hi === null ? null : [lo, hi];
}

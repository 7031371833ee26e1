import type { Contribution, Metric, ScoreGroup, Shot, WithheldReason } from '@shotform/contracts';

export const groups: readonly ScoreGroup[] = ['load', 'alignment', 'release', 'followThrough', 'balance', 'rhythm'];

/** In the order in which a coach reads them. A metric that is newer than this is read at the end of `release`. */
const members: Record<ScoreGroup, readonly string[]> = {
  load: ['kneeAtDip', 'hipAtDip', 'dipDepth'],
  alignment: [
    'elbowAtSet',
    'forearmAtSet',
    'shoulderAtSet',
    'elbowFlareAtSet',
    'elbowFlareAtRelease',
    'trunkLeanAtSet',
    'lateralLeanAtRelease',
    'guideHandGap',
  ],
  release: [
    'elbowAtRelease',
    'maxElbowExtension',
    'shoulderAtRelease',
    'wristFlexion',
    'trunkLeanAtRelease',
    'releaseTime',
    'releaseBeforeApex',
    'jumpHeight',
    'releaseHeightRatio',
  ],
  followThrough: ['followThroughHold'],
  balance: ['stanceWidth', 'drift', 'headStability'],
  rhythm: ['kneeLag', 'hipLag', 'shoulderLag', 'elbowLag'],
};
const known = new Set(Object.values(members).flat());

/** A shot's metrics that could be measured, by group. */
export function measuredIn(shot: Shot, group: ScoreGroup): [id: string, metric: Metric][] {
  const others = group === 'release' ? Object.keys(shot.metrics).filter((id) => !known.has(id)) : [];
  return [...members[group], ...others].flatMap((id): [string, Metric][] => {
    const metric = shot.metrics[id];
    return metric?.measurable ? [[id, metric]] : [];
  });
}

/** What could not be measured, by the reason why. */
export function missingBy(shot: Shot): [WithheldReason, string[]][] {
  const reasons = new Map<WithheldReason, string[]>();
  for (const [id, metric] of Object.entries(shot.metrics)) {
    if (metric.measurable || !metric.reason) continue;
    reasons.set(metric.reason, [...(reasons.get(metric.reason) ?? []), id]);
  }
  return [...reasons].sort((a, b) => b[1].length - a[1].length);
}

/** Rounds so that what is shown adds up to what is shown: the largest remainders are rounded up. */
export function apportion(values: readonly number[], total: number, decimals: number): number[] {
  const unit = 10 ** decimals;
  const floors = values.map((value) => Math.floor(value * unit));
  const left = Math.round(total * unit) - floors.reduce((sum, value) => sum + value, 0);
  const order = values.map((value, i) => ({ i, rest: value * unit - floors[i]! })).sort((a, b) => b.rest - a.rest);
  for (const { i } of order.slice(0, Math.max(0, left))) floors[i]! += 1;
  return floors.map((value) => value / unit);
}

export function mostLost(contributions: readonly Contribution[]): Contribution[] {
  return contributions.toSorted((a, b) => b.pointsLost - a.pointsLost);
}

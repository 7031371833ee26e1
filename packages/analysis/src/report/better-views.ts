import type { BetterView, Shot, View } from '@shotform/contracts';

/** Where each plane is seen best, by the shooting hand: yaws, the first where two are as good. */
const square = {
  sagittal: { right: [90], left: [-90] },
  frontal: { right: [0, 180], left: [0, 180] },
} as const;
const planes = ['sagittal', 'frontal'] as const;

/** Where to put the camera for what was withheld for the view in most of the shots, from the session's view. */
export function betterViews(view: View, shots: readonly Shot[]): BetterView[] {
  const hand = shots.filter((shot) => shot.hand === 'right').length * 2 >= shots.length ? 'right' : 'left';
  return planes
    .flatMap((plane): BetterView[] => {
      const metrics = hidden(shots, plane);
      if (metrics.length === 0) return [];
      const ways = square[plane][hand].map((yawDegrees) => ({ yawDegrees, turnDegrees: turn(view, yawDegrees) }));
      const [nearest] = ways.toSorted((a, b) => Math.abs(a.turnDegrees ?? 0) - Math.abs(b.turnDegrees ?? 0));
      return [{ plane, ...nearest!, metrics }];
    })
    .sort((a, b) => b.metrics.length - a.metrics.length);
}

/** Metrics of a plane that the view hid in more than half of the shots. */
function hidden(shots: readonly Shot[], plane: BetterView['plane']): string[] {
  const counts = new Map<string, number>();
  for (const { metrics } of shots) {
    for (const [id, metric] of Object.entries(metrics)) {
      if (metric.plane === plane && metric.reason === 'view_not_valid') counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return [...counts].filter(([, count]) => 2 * count > shots.length).map(([id]) => id);
}

/** From the view to the yaw, in (-180, 180]: yaws grow to the left of who faces the shooter. */
function turn({ yawDegrees }: View, to: number): number | null {
  if (yawDegrees === null) return null;
  const difference = to - yawDegrees;
  return difference - 360 * Math.ceil((difference - 180) / 360);
}

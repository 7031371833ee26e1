import type { Tracks, View } from '@shotform/contracts';
import type { ShotDraft } from '../model.ts';
import { unknownTilt } from '../view/view.ts';

/**
 * The view of the session: that of the shot whose yaw has the least total distance to the others' (a median on the
 * circle, moved by no single shot), its uncertainty no less than what half of the shots differ by.
 */
export function sessionView(tracks: Tracks, drafts: readonly ShotDraft[]): View {
  const views = drafts.map(({ view }) => view).filter(({ yawDegrees }) => yawDegrees !== null);
  const camera = tracks.camera.moving ? 'moving' : 'still';
  const ranked = views
    .map((view) => ({ view, distances: views.map((other) => turn(view, other)).sort((a, b) => a - b) }))
    .map(({ view, distances }) => ({
      view,
      total: distances.reduce((sum, distance) => sum + distance, 0),
      middle: distances[Math.floor(distances.length / 2)] ?? 0,
    }))
    .sort((a, b) => a.total - b.total);
  const best = ranked[0];
  if (!best) {
    const unknown = { yawDegrees: null, uncertaintyDegrees: null, shootingArm: null, ...unknownTilt };
    return { ...unknown, reason: 'event_not_found', ...drafts[0]?.view, camera };
  }
  return { ...best.view, camera, uncertaintyDegrees: Math.max(best.view.uncertaintyDegrees ?? 0, best.middle) };
}

function turn(a: View, b: View): number {
  const difference = Math.abs((a.yawDegrees ?? 0) - (b.yawDegrees ?? 0)) % 360;
  return Math.min(difference, 360 - difference);
}

import type { Tracks } from '@shotform/contracts';
import { steadyCamera, unsteadyCamera, type Steady, type Unsteady } from '../signals/camera.ts';
import { Sightings } from './sightings.ts';
import { linkTracklets, type Tracklet } from './tracklets.ts';

/** What every step looks at: the clip, its camera's motion undone, and all that may be a ball. */
export interface Scene {
  tracks: Tracks;
  steady: Steady;
  unsteady: Unsteady;
  sightings: Sightings;
  tracklets: readonly Tracklet[];
  /** Middle of the picture, px: where the optical axis is taken to be. */
  centre: { x: number; y: number };
}

/** Links the clip's ball candidates, once for all shots. */
export function makeScene(tracks: Tracks): Scene {
  const steady = steadyCamera(tracks);
  const sightings = new Sightings(tracks, steady);
  return {
    tracks,
    steady,
    unsteady: unsteadyCamera(tracks),
    sightings,
    tracklets: linkTracklets(sightings),
    centre: { x: (tracks.video.width - 1) / 2, y: (tracks.video.height - 1) / 2 },
  };
}

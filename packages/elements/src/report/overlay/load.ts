import type { Report, Tracks } from '@shotform/contracts';
import { shooterOf, type PoseTrack } from './pose.ts';

/** What the drawing needs of Tracks. */
export interface OverlayTracks {
  times: readonly number[];
  camera: Tracks['camera'];
  pose: PoseTrack;
  width: number;
}

export type Overlay = OverlayTracks | 'loading' | 'failed';

/** Lets go of all that is not drawn: a clip has millions of numbers. */
export function overlayOf(tracks: Tracks, report: Report): OverlayTracks {
  return {
    times: tracks.video.timesSeconds,
    camera: tracks.camera,
    pose: shooterOf(tracks, report),
    width: tracks.video.width,
  };
}

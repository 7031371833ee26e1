import type { Tracks } from '@shotform/contracts';
import type { Steady } from '../signals/camera.ts';
import { median } from '../signals/statistics.ts';

/** The rim's ring in the steadied image, px. */
export interface Ring {
  x: number;
  y: number;
  /** Half its width along its major axis. */
  a: number;
  b: number;
  /** Of the major axis, degrees clockwise from the image's x axis, within -90 .. 90. */
  angleDegrees: number;
  confidence: number;
}

/** Rims seen this long before or after a time are of the same rim, seconds. */
const SPAN = 1;
const LEAST_CONFIDENCE = 0.3;
/** Rims whose centres are further apart than this part of their width are not one. */
const SCATTER = 1;

/** The rim about a time: the medians of what was seen of it; `null` where too little was, or not one place. */
export function ringAt(tracks: Tracks, steady: Steady, time: number): Ring | null {
  const seen = tracks.frames.flatMap(({ rim }, i) => {
    const at = tracks.video.timesSeconds[i]!;
    return rim && rim.confidence >= LEAST_CONFIDENCE && Math.abs(at - time) <= SPAN
      ? [{ ...rim, ...steady(at, rim.x, rim.y) }]
      : [];
  });
  if (seen.length === 0) return null;
  const of = (key: 'x' | 'y' | 'a' | 'b' | 'angleDegrees' | 'confidence') => median(seen.map((rim) => rim[key]));
  const ring = {
    x: of('x'),
    y: of('y'),
    a: of('a'),
    b: of('b'),
    angleDegrees: of('angleDegrees'),
    confidence: of('confidence'),
  };
  const scatter = median(seen.map((rim) => Math.hypot(rim.x - ring.x, rim.y - ring.y)));
  return scatter < SCATTER * ring.a ? ring : null;
}

/** A place in the ring's own measure: `across` in half widths from its centre along its major axis, `below` px under it. */
export function inRing(ring: Ring, x: number, y: number): { across: number; below: number } {
  const angle = (ring.angleDegrees * Math.PI) / 180;
  const [dx, dy] = [x - ring.x, y - ring.y];
  // A level ring leans only with the camera; what else a fit says of a narrow ellipse's lean is not to be trusted far.
  const lean = Math.abs(angle) < Math.PI / 9 ? angle : 0;
  return {
    across: (dx * Math.cos(lean) + dy * Math.sin(lean)) / ring.a,
    below: dy * Math.cos(lean) - dx * Math.sin(lean),
  };
}

import type { Tracks } from '@shotform/contracts';
import { LANDMARK_STRIDE } from '@shotform/contracts';

/** Decimals that are kept: pixels to 0.01, metres to 0.0001, times to 1 µs, what lies within 0-1 and the rest to 0.001. */
const kept = { pixels: 2, metres: 4, seconds: 6, parts: 3, transform: 6 } as const;

/**
 * Rounds the numbers of Tracks in place to what is written to a file, so that the report of a clip and the report of its
 * `tracks.json.gz` are the same to the last digit.
 */
export function roundTracks(tracks: Tracks): Tracks {
  const { video, camera } = tracks;
  video.timesSeconds = video.timesSeconds.map((time) => round(time, kept.seconds));
  for (const frame of tracks.frames) {
    for (const person of frame.pose) {
      person.score = round(person.score, kept.parts);
      person.landmarks = Float64Array.from(person.landmarks, (value, i) =>
        round(value, i % LANDMARK_STRIDE < 3 ? kept.pixels : kept.parts),
      );
      person.world = Float64Array.from(person.world, (value) => round(value, kept.metres));
    }
    for (const ball of frame.ball) {
      for (const key of ['x', 'y', 'diameter'] as const) ball[key] = round(ball[key], kept.pixels);
      ball.confidence = round(ball.confidence, kept.parts);
      for (const line of [ball.ring?.upper, ball.ring?.lower]) {
        if (!line) continue;
        line.part = round(line.part, kept.parts);
        line.error = round(line.error, kept.parts);
      }
    }
    if (frame.rim) {
      for (const key of ['x', 'y', 'a', 'b', 'angleDegrees'] as const)
        frame.rim[key] = round(frame.rim[key], kept.pixels);
      frame.rim.confidence = round(frame.rim.confidence, kept.parts);
    }
    if (frame.netMotion !== null) frame.netMotion = round(frame.netMotion, kept.parts);
  }
  camera.transforms = camera.transforms?.map((t) => t && t.map((value) => round(value, kept.transform))) ?? null;
  return tracks;
}

function round(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}

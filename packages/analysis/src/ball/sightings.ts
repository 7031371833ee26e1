import type { BallCandidate, Tracks } from '@shotform/contracts';
import type { Steady } from '../signals/camera.ts';
import { newPictures } from '../signals/pictures.ts';
import { indexBefore } from '../signals/spline.ts';

/** A ball candidate of a new picture, in the steadied image. True or false is for the arcs and the hands to say. */
export interface Sighting {
  frame: number;
  time: number;
  /** Steadied, px. */
  x: number;
  y: number;
  diameter: number;
  confidence: number;
  /** As it lies in its own frame. */
  candidate: BallCandidate;
}

/** All candidates of all new pictures in order of time, to be looked up by time. */
export class Sightings {
  readonly all: readonly Sighting[];
  readonly #times: Float64Array;
  /** Times of the new pictures, whether or not a candidate was seen in them. */
  readonly pictures: Float64Array;

  constructor(tracks: Tracks, steady: Steady) {
    const isNew = newPictures(tracks);
    const times = tracks.video.timesSeconds;
    this.pictures = Float64Array.from(times.filter((_, i) => isNew[i]));
    this.all = tracks.frames.flatMap((frame, i) =>
      isNew[i] ? frame.ball.map((candidate) => sighting(i, times[i]!, candidate, steady)) : [],
    );
    this.#times = Float64Array.from(this.all, (s) => s.time);
  }

  /** Sightings with from <= time <= to. */
  between(from: number, to: number): readonly Sighting[] {
    return this.all.slice(...range(this.#times, from, to));
  }

  /** Times of new pictures with from <= time <= to. */
  picturesBetween(from: number, to: number): Float64Array {
    return this.pictures.subarray(...range(this.pictures, from, to));
  }
}

function sighting(frame: number, time: number, candidate: BallCandidate, steady: Steady): Sighting {
  const { x, y } = steady(time, candidate.x, candidate.y);
  return { frame, time, x, y, diameter: candidate.diameter, confidence: candidate.confidence, candidate };
}

function range(times: Float64Array, from: number, to: number): [number, number] {
  if (times.length === 0 || times[0]! > to) return [0, 0];
  let start = indexBefore(times, from);
  if (times[start]! < from) start++;
  while (start > 0 && times[start - 1]! >= from) start--;
  return [start, Math.max(start, indexBefore(times, to) + 1)];
}

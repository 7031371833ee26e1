/** Tracks that a schema accepts and nobody would film. */
import type { BallCandidate, PersonPose, Rim, TrackFrame, Tracks } from '@shotform/contracts';
import { LANDMARK_STRIDE, LANDMARKS, WORLD_STRIDE } from '../signals/layout.ts';
import { randomNumbers } from './random.ts';

/** What the numbers of one clip are like: a picture's, nearly all alike, or absurd. */
const magnitudes = [0, 1e-300, 1e-9, 1, 500, 1e6, 1e150, 1e308] as const;

export function fuzzedTracks(seed: number): Tracks {
  const random = randomNumbers(seed * 7919 + 13);
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;
  const magnitude = pick(magnitudes);
  // JSON knows no -0.
  const number = () => (random() < 0.02 ? pick([0, -1e308, 1e308, 5e-324, -1]) : (random() - 0.3) * magnitude) + 0;
  const unit = () => (random() < 0.2 ? pick([0, 1]) : random());
  const positive = () => Math.max(5e-324, Math.abs(number()));
  const steady = random() < 0.5;
  const still = Array.from({ length: LANDMARKS * LANDMARK_STRIDE }, number);

  const person = (id: number): PersonPose => ({
    person: id,
    score: unit(),
    landmarks: steady ? still.map((v) => v + random()) : Array.from({ length: LANDMARKS * LANDMARK_STRIDE }, number),
    world: Array.from({ length: LANDMARKS * WORLD_STRIDE }, number),
  });
  const ball = (): BallCandidate => ({
    x: number(),
    y: number(),
    diameter: positive(),
    confidence: unit(),
    source: 'fuzz',
  });
  const rim = (): Rim => ({
    x: number(),
    y: number(),
    a: positive(),
    b: Math.abs(number()),
    angleDegrees: number(),
    confidence: unit(),
  });
  const people = Math.floor(random() * 4);
  const balls = Math.floor(random() * 4);
  const frame = (): TrackFrame => ({
    pose: Array.from({ length: random() < 0.1 ? 0 : people }, (_, i) => person(random() < 0.05 ? 1e9 : i)),
    ball: Array.from({ length: balls }, ball),
    rim: random() < 0.5 ? rim() : null,
    netMotion: random() < 0.5 ? Math.abs(number()) : null,
  });

  const count = pick([0, 1, 2, 3, 7, 40, 120]);
  const step = pick([0, 1e-9, 1 / 240, 1 / 30, 0.3, 1e6]);
  let time = pick([0, 10, 1e9]);
  const timesSeconds = Array.from({ length: count }, () => (time += step * (random() < 0.1 ? 0 : random() * 2)));
  const moving = random() < 0.3;
  return {
    schemaVersion: '1.0',
    video: {
      width: pick([1, 640, 3840]),
      height: pick([1, 360, 2160]),
      frames: count,
      timesSeconds,
      rotationDegrees: 0,
      letterbox: { left: 0, top: 0, right: 0, bottom: 0 },
    },
    frames: Array.from({ length: count }, frame),
    camera: {
      moving,
      transforms: moving
        ? Array.from({ length: count }, () => (random() < 0.2 ? null : Array.from({ length: 6 }, number)))
        : null,
    },
    models: random() < 0.5 ? [] : [{ name: 'pose', version: '1', sha256: null }],
  };
}

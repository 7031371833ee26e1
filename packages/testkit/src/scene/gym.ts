/** The gym around the court: how far its walls stand, and its lines. Metres. */
import { cameraOf } from '../camera/camera.ts';
import type { Vec3 } from '../geometry/vec.ts';
import type { ShooterSpec } from '../spec/spec.ts';

export interface Gym {
  rimX: number;
  /** Of the floor. */
  x: readonly [number, number];
  y: readonly [number, number];
  height: number;
}

/** From the point under the rim's centre to the baseline. */
const BASELINE = 1.575;

/** A gym that has the camera inside. */
export function gymOf(spec: ShooterSpec): Gym {
  const rimX = spec.court.distance;
  const { at } = cameraOf(spec)(0);
  return {
    rimX,
    x: [Math.min(-12, at[0] - 2), Math.max(rimX + BASELINE + 2.2, at[0] + 2)],
    y: [Math.min(-9.5, at[1] - 2), Math.max(9.5, at[1] + 2)],
    height: 7.2,
  };
}

export interface CourtLines {
  /** Filled, under the lines. */
  key: Vec3[];
  lines: Vec3[][];
}

/** FIBA's half court, seen from the basket. */
export function courtLines({ rimX }: Gym): CourtLines {
  const at = (fromRim: number, y: number): Vec3 => [rimX - fromRim, y, 0];
  const base = -BASELINE;
  const free = 4.225;
  const arc = (radius: number, from: number, to: number, about: number): Vec3[] =>
    Array.from({ length: 49 }, (_, i) => {
      const a = ((from + ((to - from) * i) / 48) * Math.PI) / 180;
      return at(about + radius * Math.cos(a), radius * Math.sin(a));
    });
  const corner = (Math.acos(Math.sqrt(6.75 ** 2 - 6.6 ** 2) / 6.75) * 180) / Math.PI;
  const key = [at(base, -2.45), at(free, -2.45), at(free, 2.45), at(base, 2.45)];
  return {
    key,
    lines: [
      ...sidesOf(key),
      ...sidesOf([at(base, -7.5), at(base, 7.5), at(12.4, 7.5), at(12.4, -7.5)]),
      arc(1.8, -90, 90, free),
      arc(6.75, -corner, corner, 0),
      [at(base, -6.6), at(6.75 * Math.cos((corner * Math.PI) / 180), -6.6)],
      [at(base, 6.6), at(6.75 * Math.cos((corner * Math.PI) / 180), 6.6)],
      arc(1.25, -90, 90, 0),
      arc(1.8, 0, 360, 12.4),
    ],
  };
}

const sidesOf = (corners: readonly Vec3[]): Vec3[][] => corners.map((p, i) => [p, corners[(i + 1) % corners.length]!]);

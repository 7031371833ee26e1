import type { Camera } from '@shotform/contracts';
import { follow } from '@shotform/contracts/display';
import type { VideoFrame } from '@shotform/vision';
import type { Layer } from './layer.ts';
import type { ShotPlan } from './plan.ts';
import { capsule, ring, type Vector } from './shapes.ts';
import { lengths, opacityAt, spans, type PaletteInks } from './style.ts';

export interface TrailDrawing {
  layer: Layer;
  inks: PaletteInks;
  unit: number;
  scale: number;
  camera: Camera;
  place: (point: Vector) => Vector;
  plan: ShotPlan;
  index: number;
  time: number;
  telling: 'moment' | 'still';
}

/** The faintest part of a trail, and the part of it that was inferred rather than seen. */
const FAINT = 0.3;
const UNSEEN = 0.55;

/** The ball's flight up to now, the older the fainter, and a ring around the ball. */
export function drawTrail(frame: VideoFrame, drawing: TrailDrawing): void {
  const { layer, inks, unit, scale, camera, place, plan, index, time, telling } = drawing;
  const last = plan.path.at(-1);
  if (!last) return;
  const still = telling === 'still';
  const overall = still ? 1 : opacityAt(time, -Infinity, last.timeSeconds + spans.trailStays);
  if (overall === 0) return;
  const points = plan.path.filter((point) => still || point.timeSeconds <= time);
  if (points.length === 0) return;
  const spots = points.map((point) => place(follow(camera, point, point.frame, index)));
  const radius = lengths.trail * unit;
  const strengths = points.map((point) => {
    const age = still ? 0 : Math.min(time, last.timeSeconds) - point.timeSeconds;
    return overall * Math.max(FAINT, 1 - age / spans.trailAge) * (point.seen ? 1 : UNSEEN);
  });
  const draw = (grow: number, ink: (typeof inks)['ball'], part: number): void => {
    for (let i = 1; i < spots.length; i++) {
      layer.add(capsule(spots[i - 1]!, spots[i]!, radius + grow), strengths[i]! * part);
    }
    layer.paint(frame, ink);
  };
  draw(lengths.edge * unit, inks.edge, 0.6);
  draw(0, inks.ball, 1);
  const now = plan.path.find((point) => point.frame === index);
  if (!now) return;
  const centre = place(now);
  const around = Math.max(5 * unit, (now.diameter / 2) * scale + 3 * unit);
  layer.add(ring(centre, around, (lengths.marker + 2 * lengths.edge) * unit), 0.6);
  layer.paint(frame, inks.edge);
  layer.add(ring(centre, around, lengths.marker * unit));
  layer.paint(frame, inks.ball);
}

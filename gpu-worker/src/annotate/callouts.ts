import type { Body, Landmark } from '@shotform/analysis';
import type { Tracks } from '@shotform/contracts';
import { follow } from '@shotform/contracts/display';
import { landmark } from '@shotform/analysis';
import type { VideoFrame } from '@shotform/vision';
import type { Layer } from './layer.ts';
import type { Callout, ShotPlan } from './plan.ts';
import { arc, capsule, ring, slice, type Vector } from './shapes.ts';
import { drawSprite, type Sprite } from './sprite.ts';
import { lengths, opacityAt, type PaletteInks } from './style.ts';
import type { Item } from './text.ts';

/** A part of the picture, px. */
export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface CalloutDrawing {
  layer: Layer;
  inks: PaletteInks;
  unit: number;
  tracks: Tracks;
  place: (point: Vector) => Vector;
  words: (items: readonly Item[], length: number) => Sprite;
}

/** Words beside the joint or spot they are about, with a line to it, and the angle drawn at the joint. */
export class CalloutDrawer {
  private readonly drawing: CalloutDrawing;
  private readonly sides = new Map<Callout, 1 | -1>();

  constructor(drawing: CalloutDrawing) {
    this.drawing = drawing;
  }

  /** `taken`: where other words stand already; what is drawn is added to it. */
  draw(frame: VideoFrame, plan: ShotPlan, body: Body | null, index: number, time: number, taken: Rectangle[]): void {
    for (const callout of plan.callouts) {
      const opacity = opacityAt(time, callout.from, callout.to);
      if (opacity === 0) continue;
      if (body && callout.angle) this.drawAngle(frame, body, callout, callout.angle, time);
      const spot = this.spotOf(callout, body, index, time);
      if (!spot || !isInside(frame, spot)) continue;
      const { layer, inks, unit, words } = this.drawing;
      if (callout.marked) {
        layer.add(ring(spot, 9 * unit, (lengths.marker + 2 * lengths.edge) * unit), opacity * 0.6);
        layer.paint(frame, inks.edge);
        layer.add(ring(spot, 9 * unit, lengths.marker * unit), opacity);
        layer.paint(frame, inks.body);
      }
      const sprite = words(callout.items, lengths.chip);
      const away = this.side(callout, body, spot);
      const box = findRoom(frame, spot, sprite, away, 46 * unit, taken);
      taken.push(box);
      const end = { x: away > 0 ? box.x : box.x + box.width, y: box.y + box.height / 2 };
      layer.add(capsule(spot, end, 1.1 * unit), opacity * 0.9);
      layer.paint(frame, inks.body);
      drawSprite(frame, sprite, box.x, box.y, opacity);
    }
  }

  private spotOf(callout: Callout, body: Body | null, index: number, time: number): Vector | null {
    const { tracks, place } = this.drawing;
    if ('joint' in callout.anchor) return body ? this.joint(body, callout.anchor.joint, time) : null;
    return place(follow(tracks.camera, callout.anchor, callout.anchor.frame, index));
  }

  private joint(body: Body, which: Landmark, time: number): Vector | null {
    const point = body.at(which, time);
    return point && this.drawing.place(point);
  }

  /** Words stand on the side that is turned from the body, +1 to the right, and stay there once they have appeared. */
  private side(callout: Callout, body: Body | null, spot: Vector): 1 | -1 {
    const known = this.sides.get(callout);
    if (known) return known;
    const hips = body && [landmark.leftHip, landmark.rightHip].map((hip) => this.joint(body, hip, callout.from));
    const [left, right] = hips ?? [];
    const side = !left || !right || spot.x >= (left.x + right.x) / 2 ? 1 : -1;
    this.sides.set(callout, side);
    return side;
  }

  /** The angle as it is now, fading as the joint leaves what it was at its moment. */
  private drawAngle(frame: VideoFrame, body: Body, callout: Callout, joints: AngleJoints, time: number): void {
    const now = this.angleAt(body, joints, time);
    const then = this.angleAt(body, joints, callout.from);
    if (!now || !then) return;
    const likeness = Math.max(
      0,
      Math.min(1, FADING_DEGREES[1] - Math.abs(now.degrees - then.degrees) / FADING_DEGREES[0]),
    );
    const opacity = likeness * opacityAt(time, callout.from, callout.to);
    const { centre, first, second } = now;
    const { layer, inks, unit } = this.drawing;
    const radius = 0.42 * Math.min(first.length, second.length);
    if (opacity === 0 || radius < 4 * unit) return;
    layer.add(slice(centre, radius, first, second), opacity * 0.35);
    layer.paint(frame, inks.accent);
    layer.add(arc(centre, radius, (3 + 2 * lengths.edge) * unit, first, second), opacity * 0.6);
    layer.paint(frame, inks.edge);
    layer.add(arc(centre, radius, 3 * unit, first, second), opacity);
    layer.paint(frame, inks.accent);
  }

  private angleAt(body: Body, joints: AngleJoints, time: number): Angle | null {
    const [a, centre, b] = joints.map((which) => this.joint(body, which, time));
    if (!a || !centre || !b) return null;
    const [first, second] = [towards(centre, a), towards(centre, b)];
    const cosine = Math.max(-1, Math.min(1, first.x * second.x + first.y * second.y));
    return { centre, first, second, degrees: (Math.acos(cosine) * 180) / Math.PI };
  }
}

type AngleJoints = NonNullable<Callout['angle']>;

interface Angle {
  centre: Vector;
  /** Unit vectors along the limbs, and the limbs' lengths, px. */
  first: Direction;
  second: Direction;
  degrees: number;
}

type Direction = Vector & { length: number };

/** An angle is drawn in full up to half of the first number away from its measured one, and not at all past one and a half. */
const FADING_DEGREES = [12, 1.5] as const;

function isInside(frame: VideoFrame, { x, y }: Vector): boolean {
  return x >= 0 && y >= 0 && x < frame.width && y < frame.height;
}

function towards(from: Vector, to: Vector): Direction {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length, length };
}

/** A place for words beside a spot: within the picture, off other words; further down, then up, where it is taken. */
function findRoom(
  frame: VideoFrame,
  spot: Vector,
  size: { width: number; height: number },
  away: 1 | -1,
  distance: number,
  occupied: readonly Rectangle[],
): Rectangle {
  const x = away > 0 ? spot.x + distance : spot.x - distance - size.width;
  const inside = {
    x: Math.max(4, Math.min(frame.width - size.width - 4, x)),
    width: size.width,
    height: size.height,
  };
  const step = size.height * 1.15;
  for (const shift of [0, 1, -1, 2, -2, 3, -3]) {
    const y = spot.y - size.height / 2 + shift * step;
    const box = { ...inside, y: Math.max(4, Math.min(frame.height - size.height - 4, y)) };
    if (occupied.every((other) => !overlap(box, other))) return box;
  }
  return { ...inside, y: Math.max(4, Math.min(frame.height - size.height - 4, spot.y)) };
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

import { landmark as l, type Body, type Hand, type Landmark } from '@shotform/analysis';
import type { VideoFrame } from '@shotform/vision';
import type { Ink } from './colour.ts';
import type { Layer } from './layer.ts';
import { capsule, disc, ring, type Vector } from './shapes.ts';

type Bone = readonly [Landmark, Landmark];

const trunkAndLegs: readonly Bone[] = [
  [l.leftShoulder, l.rightShoulder],
  [l.leftHip, l.rightHip],
  [l.leftShoulder, l.leftHip],
  [l.rightShoulder, l.rightHip],
  [l.leftHip, l.leftKnee],
  [l.leftKnee, l.leftAnkle],
  [l.leftAnkle, l.leftToe],
  [l.rightHip, l.rightKnee],
  [l.rightKnee, l.rightAnkle],
  [l.rightAnkle, l.rightToe],
];
const arms: Record<Hand, readonly Bone[]> = {
  left: [
    [l.leftShoulder, l.leftElbow],
    [l.leftElbow, l.leftWrist],
    [l.leftWrist, l.leftIndex],
  ],
  right: [
    [l.rightShoulder, l.rightElbow],
    [l.rightElbow, l.rightWrist],
    [l.rightWrist, l.rightIndex],
  ],
};

/** A joint less visible than this is not drawn; fully visible above the second. */
const VISIBLE = [0.2, 0.6] as const;

export interface SkeletonStyle {
  /** The shooting arm's side; `null` for somebody who does not shoot. */
  hand: Hand | null;
  body: Ink;
  accent: Ink;
  edge: Ink;
  /** Width of the dark edge, px. */
  edgeWidth: number;
  opacity: number;
}

/** Draws a person at a time; `place` takes points of Tracks to the picture. */
export function drawSkeleton(
  frame: VideoFrame,
  layer: Layer,
  body: Body,
  time: number,
  place: (point: Vector) => Vector,
  scale: number,
  style: SkeletonStyle,
): void {
  const joints = new Joints(body, time, place);
  const radius = Math.max(1.3, Math.min(4.2, body.torso * scale * 0.032));
  const plain = style.hand
    ? [...trunkAndLegs, ...arms[style.hand === 'left' ? 'right' : 'left']]
    : [...trunkAndLegs, ...arms.left, ...arms.right];
  const accented = style.hand ? arms[style.hand] : [];
  const head = joints.head(body.torso * scale);
  const draw = (bones: readonly Bone[], grow: number, withHead: boolean): void => {
    for (const [a, b] of bones) {
      const [from, to] = [joints.at(a), joints.at(b)];
      if (!from || !to) continue;
      const strength = Math.min(from.strength, to.strength) * style.opacity;
      layer.add(capsule(from, to, radius + grow), strength);
      layer.add(disc(to, radius * 1.45 + grow), strength);
      layer.add(disc(from, radius * 1.45 + grow), strength);
    }
    if (withHead && head) layer.add(ring(head, head.radius, radius * 1.3 + 2 * grow), head.strength * style.opacity);
  };
  draw([...plain, ...accented], style.edgeWidth, true);
  layer.paint(frame, style.edge);
  draw(plain, 0, true);
  layer.paint(frame, style.body);
  draw(accented, 0, false);
  layer.paint(frame, style.accent);
}

interface Joint extends Vector {
  strength: number;
}

class Joints {
  private readonly body: Body;
  private readonly time: number;
  private readonly place: (point: Vector) => Vector;

  constructor(body: Body, time: number, place: (point: Vector) => Vector) {
    this.body = body;
    this.time = time;
    this.place = place;
  }

  at(which: Landmark): Joint | null {
    const point = this.body.at(which, this.time);
    const [least, full] = VISIBLE;
    const strength = Math.min(1, (this.body.visibility(which, this.time) - least) / (full - least));
    if (!point || strength <= 0) return null;
    return { ...this.place(point), strength: Math.max(0.35, strength) };
  }

  /** A circle about the ears. */
  head(torso: number): (Joint & { radius: number }) | null {
    const [a, b] = [this.at(l.leftEar), this.at(l.rightEar)];
    if (!a || !b) return null;
    const strength = Math.min(a.strength, b.strength);
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, strength, radius: torso * 0.24 };
  }
}

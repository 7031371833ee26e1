import type { Camera } from '@shotform/contracts';
import { follow, type Pixel } from '@shotform/contracts/display';
import type { Callout, ShotPlan } from './plan.ts';
import type { Joint, PoseTrack } from './pose.ts';

/** The colours of the annotated video: chosen to stand out against wood, walls and sky, each over a dark edge. */
const palette = {
  body: '#f6f8fa',
  accent: '#36e6a8',
  ball: '#ffbe3d',
  edge: 'rgb(10 14 20 / 0.75)',
  panel: 'rgb(13 18 27 / 0.82)',
  muted: '#a8b4c4',
} as const;

const FADE_IN = 0.08;
const FADE_OUT = 0.3;
const TRAIL_STAYS = 0.9;
const TRAIL_AGE = 1.1;

type Bone = readonly [number, number];
const trunkAndLegs: readonly Bone[] = [
  [11, 12],
  [23, 24],
  [11, 23],
  [12, 24],
  [23, 25],
  [25, 27],
  [27, 31],
  [24, 26],
  [26, 28],
  [28, 32],
];
const arms: Record<'left' | 'right', readonly Bone[]> = {
  left: [
    [11, 13],
    [13, 15],
    [15, 19],
  ],
  right: [
    [12, 14],
    [14, 16],
    [16, 20],
  ],
};

export interface Scene {
  context: CanvasRenderingContext2D;
  /** Canvas pixels per pixel of Tracks. */
  scale: number;
  /** 1 at a short side of 720 canvas pixels. */
  unit: number;
  font: string;
  pose: PoseTrack | null;
  camera: Camera;
  plan: ShotPlan;
  frame: number;
  time: number;
  /** Angles to draw besides those of the callouts, as three landmarks. */
  angles?: readonly (readonly [number, number, number])[];
}

/** Draws one frame's overlay on an empty canvas. */
export function drawOverlay(scene: Scene): void {
  // Where words begin is measured here, whichever way the page runs.
  scene.context.direction = 'ltr';
  scene.context.textAlign = 'left';
  drawTrail(scene);
  if (scene.pose) drawSkeleton(scene, scene.pose);
  for (const angle of scene.angles ?? []) drawAngle(scene, angle);
  const taken: Box[] = [];
  for (const callout of scene.plan.callouts) drawCallout(scene, callout, taken);
}

function opacityAt(time: number, from: number, to: number): number {
  return Math.max(0, Math.min(1, (time - from) / FADE_IN + 1, (to + FADE_OUT - time) / FADE_OUT));
}

function joint({ pose, scale }: Scene, frame: number, landmark: number): (Joint & Pixel) | null {
  const found = pose?.at(frame, landmark) ?? null;
  if (!found || found.visibility < 0.2) return null;
  return { x: found.x * scale, y: found.y * scale, visibility: found.visibility };
}

function line(context: CanvasRenderingContext2D, from: Pixel, to: Pixel, width: number, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
}

function drawSkeleton(scene: Scene, pose: PoseTrack): void {
  const { context, frame, plan, scale, unit } = scene;
  const hand = plan.shot.hand;
  const plain = [...trunkAndLegs, ...arms[hand === 'left' ? 'right' : 'left']];
  const shoulder = pose.at(frame, 12);
  const hip = pose.at(frame, 24);
  const torso = shoulder && hip ? Math.hypot(shoulder.x - hip.x, shoulder.y - hip.y) * scale : 120 * unit;
  const width = Math.max(2.4 * unit, Math.min(9 * unit, torso * 0.066));
  context.lineCap = 'round';
  const bones = (list: readonly Bone[], grow: number, colour: string): void => {
    for (const [a, b] of list) {
      const [from, to] = [joint(scene, frame, a), joint(scene, frame, b)];
      if (!from || !to) continue;
      context.globalAlpha = Math.max(0.4, Math.min(1, (Math.min(from.visibility, to.visibility) - 0.2) / 0.4));
      line(context, from, to, width + grow, colour);
      for (const end of [from, to]) dot(context, end, width * 0.74 + grow / 2, colour);
    }
    context.globalAlpha = 1;
  };
  const edge = 3.4 * unit;
  bones([...plain, ...arms[hand]], edge, palette.edge);
  drawHead(scene, torso, width, edge);
  bones(plain, 0, palette.body);
  bones(arms[hand], 0, palette.accent);
}

function dot(context: CanvasRenderingContext2D, { x, y }: Pixel, radius: number, colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

function ring(context: CanvasRenderingContext2D, { x, y }: Pixel, radius: number, width: number, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
}

function drawHead(scene: Scene, torso: number, width: number, edge: number): void {
  const [a, b] = [joint(scene, scene.frame, 7), joint(scene, scene.frame, 8)];
  if (!a || !b) return;
  const centre = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  ring(scene.context, centre, torso * 0.24, width * 0.85 + edge, palette.edge);
  ring(scene.context, centre, torso * 0.24, width * 0.85, palette.body);
}

/** The ball's flight up to now, the older the fainter, and a ring around the ball. */
function drawTrail({ context, camera, frame, plan, scale, time, unit }: Scene): void {
  const last = plan.path.at(-1);
  const overall = last ? opacityAt(time, -Infinity, last.time + TRAIL_STAYS) : 0;
  const points = plan.path.filter((point) => point.frame <= frame);
  if (!last || overall === 0 || points.length === 0) return;
  const spots = points.map((point) => {
    const { x, y } = follow(camera, point, point.frame, frame);
    return { x: x * scale, y: y * scale };
  });
  context.lineCap = 'round';
  const stroke = (width: number, colour: string, part: number): void => {
    for (let i = 1; i < spots.length; i++) {
      const age = Math.min(time, last.time) - points[i]!.time;
      context.globalAlpha = overall * part * Math.max(0.3, 1 - age / TRAIL_AGE) * (points[i]!.seen ? 1 : 0.6);
      line(context, spots[i - 1]!, spots[i]!, width, colour);
    }
    context.globalAlpha = 1;
  };
  stroke(10 * unit, palette.edge, 0.45);
  stroke(6.4 * unit, palette.ball, 1);
  const now = points.find((point) => point.frame === frame);
  if (!now) return;
  const centre = { x: now.x * scale, y: now.y * scale };
  const radius = Math.max(6 * unit, (now.diameter / 2) * scale + 3 * unit);
  ring(context, centre, radius, 6 * unit, palette.edge);
  ring(context, centre, radius, 2.8 * unit, palette.ball);
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

function drawCallout(scene: Scene, callout: Callout, taken: Box[]): void {
  const { context, camera, frame, scale, time, unit } = scene;
  const opacity = opacityAt(time, callout.from, callout.to);
  if (opacity === 0) return;
  const { anchor } = callout;
  const fixed = 'x' in anchor ? follow(camera, anchor, anchor.frame, frame) : null;
  const spot = fixed
    ? { x: fixed.x * scale, y: fixed.y * scale }
    : 'landmark' in anchor
      ? joint(scene, frame, anchor.landmark)
      : null;
  if (!spot) return;
  context.globalAlpha = opacity;
  if (callout.angle) drawAngle(scene, callout.angle);
  const size = 25 * unit;
  const pad = 11 * unit;
  context.font = `500 ${size}px ${scene.font}`;
  const labelWidth = context.measureText(callout.label).width;
  const gap = callout.value ? 8 * unit : 0;
  context.font = `700 ${size}px ${scene.font}`;
  const valueWidth = callout.value ? context.measureText(callout.value).width : 0;
  const box = findRoom(scene, spot, labelWidth + gap + valueWidth + 2 * pad, size * 1.6, taken);
  taken.push(box);
  line(
    context,
    spot,
    { x: box.x > spot.x ? box.x : box.x + box.width, y: box.y + box.height / 2 },
    2.2 * unit,
    palette.body,
  );
  ring(context, spot, 8 * unit, 3 * unit, palette.body);
  context.fillStyle = palette.panel;
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, 9 * unit);
  context.fill();
  context.textBaseline = 'middle';
  const y = box.y + box.height / 2 + unit;
  context.fillStyle = callout.value ? palette.muted : palette.body;
  context.font = `500 ${size}px ${scene.font}`;
  context.fillText(callout.label, box.x + pad, y);
  if (callout.value) {
    context.fillStyle = '#ffffff';
    context.font = `700 ${size}px ${scene.font}`;
    context.fillText(callout.value, box.x + pad + labelWidth + gap, y);
  }
  context.globalAlpha = 1;
}

/** Beside the spot, on the side that has room, off the words that stand there already. */
function findRoom({ context, unit }: Scene, spot: Pixel, width: number, height: number, taken: readonly Box[]): Box {
  const { width: right, height: bottom } = context.canvas;
  const distance = 46 * unit;
  const fits = spot.x + distance + width < right - 8 * unit;
  const x = fits ? spot.x + distance : Math.max(8 * unit, spot.x - distance - width);
  for (const shift of [0, 1, -1, 2, -2]) {
    const y = Math.max(8 * unit, Math.min(bottom - height - 8 * unit, spot.y - height / 2 + shift * height * 1.15));
    const box = { x, y, width, height };
    if (taken.every((other) => !overlap(box, other))) return box;
  }
  return { x, y: spot.y - height / 2, width, height };
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function drawAngle(scene: Scene, [a, middle, b]: readonly [number, number, number]): void {
  const [first, centre, second] = [a, middle, b].map((landmark) => joint(scene, scene.frame, landmark));
  if (!first || !centre || !second) return;
  const { context, unit } = scene;
  const from = Math.atan2(first.y - centre.y, first.x - centre.x);
  let to = Math.atan2(second.y - centre.y, second.x - centre.x);
  if (to - from > Math.PI) to -= 2 * Math.PI;
  if (from - to > Math.PI) to += 2 * Math.PI;
  const length = Math.min(
    Math.hypot(first.x - centre.x, first.y - centre.y),
    Math.hypot(second.x - centre.x, second.y - centre.y),
  );
  const wedge = (radius: number): void => {
    context.beginPath();
    context.moveTo(centre.x, centre.y);
    context.arc(centre.x, centre.y, radius, from, to, to < from);
    context.closePath();
  };
  wedge(length * 0.42);
  context.fillStyle = 'rgb(54 230 168 / 0.38)';
  context.fill();
  context.strokeStyle = palette.accent;
  context.lineWidth = 3 * unit;
  context.beginPath();
  context.arc(centre.x, centre.y, length * 0.42, from, to, to < from);
  context.stroke();
}

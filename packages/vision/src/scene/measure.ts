/** Means over discs and rings, the measurements behind a candidate's confidence. */
import type { CircleFit } from './circle-fit.ts';
import type { Measured } from './candidates.ts';
import type { MotionMap } from './motion.ts';
import type { PersonScale, Spot } from './people.ts';
import type { Level, Plane, Pyramid } from './planes.ts';

/** Full-pixel circle. */
export interface Circle {
  x: number;
  y: number;
  radius: number;
}

const GRID = 5;

/** Mean of `plane` (of `scale` full pixels) over 0.8 of a disc, on a grid of at most about 80 points. */
function discMean(plane: Plane, scale: number, circle: Circle, value: (raw: number) => number): number {
  const offset = (scale - 1) / 2;
  const cx = (circle.x - offset) / scale;
  const cy = (circle.y - offset) / scale;
  const reach = (0.8 * circle.radius) / scale;
  let n = 0;
  let sum = 0;
  for (let j = -GRID; j <= GRID; j++) {
    for (let i = -GRID; i <= GRID; i++) {
      if (i * i + j * j > GRID * GRID) continue;
      const x = Math.round(cx + (i * reach) / GRID);
      const y = Math.round(cy + (j * reach) / GRID);
      if (x < 0 || y < 0 || x >= plane.width || y >= plane.height) continue;
      sum += value(plane.data[y * plane.width + x]!);
      n++;
    }
  }
  return n > 0 ? sum / n : 0;
}

const RING_POINTS = 24;
const RING_ANGLES = Array.from({ length: RING_POINTS }, (_, k) => (2 * Math.PI * (k + 0.5)) / RING_POINTS);
const RING_COS = Float64Array.from(RING_ANGLES, Math.cos);
const RING_SIN = Float64Array.from(RING_ANGLES, Math.sin);
const RING = [1.3, 1.6] as const;

function ringMean(plane: Plane, scale: number, circle: Circle, value: (raw: number) => number): number {
  const offset = (scale - 1) / 2;
  let n = 0;
  let sum = 0;
  for (const factor of RING) {
    const r = Math.max(factor * circle.radius, circle.radius + scale);
    for (let k = 0; k < RING_POINTS; k++) {
      const x = Math.round((circle.x + r * RING_COS[k]! - offset) / scale);
      const y = Math.round((circle.y + r * RING_SIN[k]! - offset) / scale);
      if (x < 0 || y < 0 || x >= plane.width || y >= plane.height) continue;
      sum += value(plane.data[y * plane.width + x]!);
      n++;
    }
  }
  return n > 0 ? sum / n : 0;
}

const asIs = (raw: number): number => raw;
const centred = (raw: number): number => raw - 128;

/** Everything about a circle that its confidence rests on. `motionLevel` is the level the motion map was made at. */
export function measure(
  pyramid: Pyramid,
  motion: MotionMap,
  motionLevel: Level,
  people: readonly PersonScale[],
  circle: Circle,
  edges: Pick<CircleFit, 'support' | 'contrast' | 'agreement'>,
  source: number,
): Measured {
  const over = (raw: number): number => (raw > motion.threshold ? 1 : 0);
  const warmth = motionLevel.warmth!;
  return {
    x: circle.x,
    y: circle.y,
    diameter: 2 * circle.radius,
    support: edges.support,
    contrast: edges.contrast,
    agreement: edges.agreement,
    moving: discMean(motion.both, motionLevel.scale, circle, over),
    movingAround: ringMean(motion.both, motionLevel.scale, circle, over),
    changing: discMean(motion.either, motionLevel.scale, circle, over),
    u: discMean(pyramid.u, pyramid.chromaScale, circle, centred),
    v: discMean(pyramid.v, pyramid.chromaScale, circle, centred),
    luma: discMean(motionLevel.luma, motionLevel.scale, circle, asIs),
    warmer: discMean(warmth, motionLevel.scale, circle, asIs) - ringMean(warmth, motionLevel.scale, circle, asIs),
    ...besidePeople(people, circle),
    seen: NaN,
    source,
  };
}

function besidePeople(
  people: readonly PersonScale[],
  circle: Circle,
): Pick<Measured, 'sizeRatio' | 'handGap' | 'onHead' | 'onJoint'> {
  let handGap = Infinity;
  let onHead = 0;
  let onJoint = 0;
  let sizeRatio = NaN;
  for (const person of people) {
    const ratio = Math.log2((2 * circle.radius) / person.ballDiameter);
    if (!(Math.abs(ratio) >= Math.abs(sizeRatio))) sizeRatio = ratio;
    for (const hand of person.hands) {
      const distance = Math.hypot(hand.x - circle.x, hand.y - circle.y) - circle.radius;
      handGap = Math.min(handGap, distance / person.ballDiameter);
    }
    const near = (spot: Spot): number => Math.hypot(spot.x - circle.x, spot.y - circle.y) / person.ballDiameter;
    if (person.head) onHead = Math.max(onHead, fall(near(person.head), 0.45, 0.9));
    for (const joint of person.joints) onJoint = Math.max(onJoint, fall(near(joint), 0.2, 0.6));
  }
  return { sizeRatio, handGap: Number.isFinite(handGap) ? handGap : NaN, onHead, onJoint };
}

/** 1 up to `from`, 0 from `to` on, a line between. */
function fall(distance: number, from: number, to: number): number {
  return Math.max(0, Math.min(1, (to - distance) / (to - from)));
}

import { landmark, type Body, type Hand, type Landmark, type Point } from '../model.ts';

/** One side's landmarks. */
export interface Side {
  shoulder: Landmark;
  elbow: Landmark;
  wrist: Landmark;
  fingers: readonly Landmark[];
  hip: Landmark;
  knee: Landmark;
  ankle: Landmark;
  heel: Landmark;
  toe: Landmark;
  ear: Landmark;
  eye: Landmark;
}

export const side: Record<Hand, Side> = {
  left: {
    shoulder: landmark.leftShoulder,
    elbow: landmark.leftElbow,
    wrist: landmark.leftWrist,
    fingers: [landmark.leftPinky, landmark.leftIndex, landmark.leftThumb],
    hip: landmark.leftHip,
    knee: landmark.leftKnee,
    ankle: landmark.leftAnkle,
    heel: landmark.leftHeel,
    toe: landmark.leftToe,
    ear: landmark.leftEar,
    eye: landmark.leftEye,
  },
  right: {
    shoulder: landmark.rightShoulder,
    elbow: landmark.rightElbow,
    wrist: landmark.rightWrist,
    fingers: [landmark.rightPinky, landmark.rightIndex, landmark.rightThumb],
    hip: landmark.rightHip,
    knee: landmark.rightKnee,
    ankle: landmark.rightAnkle,
    heel: landmark.rightHeel,
    toe: landmark.rightToe,
    ear: landmark.rightEar,
    eye: landmark.rightEye,
  },
};

export const hands: readonly Hand[] = ['left', 'right'];

export function otherHand(hand: Hand): Hand {
  return hand === 'left' ? 'right' : 'left';
}

/** Interior angle at `b` in degrees, 180 straight, of points in two or three dimensions. */
export function interiorAngle(a: readonly number[], b: readonly number[], c: readonly number[]): number {
  let dot = 0;
  let aa = 0;
  let cc = 0;
  b.forEach((origin, i) => {
    const u = a[i]! - origin;
    const v = c[i]! - origin;
    dot += u * v;
    aa += u * u;
    cc += v * v;
  });
  return (Math.acos(Math.max(-1, Math.min(1, dot / Math.sqrt(aa * cc)))) * 180) / Math.PI;
}

/** Mean of some landmarks in the image; `null` where one of them was not seen. */
export function middle(body: Body, which: readonly Landmark[], time: number): Point | null {
  let x = 0;
  let y = 0;
  let variance = 0;
  for (const w of which) {
    const p = body.at(w, time);
    if (!p) return null;
    x += p.x / which.length;
    y += p.y / which.length;
    variance += (p.sd / which.length) ** 2;
  }
  return { x, y, sd: Math.sqrt(variance) };
}

/** Angle at the middle one of three landmarks, in the image and in the model's metric space. */
export function jointAngles(
  body: Body,
  joints: readonly [Landmark, Landmark, Landmark],
  time: number,
): { image: number; world: number } | null {
  const image = joints.map((j) => body.at(j, time));
  const world = joints.map((j) => body.worldAt(j, time));
  const flat = image.flatMap((p) => (p ? [[p.x, p.y]] : []));
  const deep = world.flatMap((p) => (p ? [[p.x, p.y, p.z]] : []));
  if (flat.length < 3 || deep.length < 3) return null;
  return { image: interiorAngle(flat[0]!, flat[1]!, flat[2]!), world: interiorAngle(deep[0]!, deep[1]!, deep[2]!) };
}

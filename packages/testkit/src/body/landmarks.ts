/** The 33 landmarks of BlazePose on a body. */
import { add, along, cross, fromAxes, type Vec3 } from '../geometry/vec.ts';
import { type Body } from './pose.ts';
import { signOf, type Side } from './side.ts';

export const landmark = {
  nose: 0,
  leftEyeInner: 1,
  leftEye: 2,
  leftEyeOuter: 3,
  rightEyeInner: 4,
  rightEye: 5,
  rightEyeOuter: 6,
  leftEar: 7,
  rightEar: 8,
  mouthLeft: 9,
  mouthRight: 10,
  leftShoulder: 11,
  rightShoulder: 12,
  leftElbow: 13,
  rightElbow: 14,
  leftWrist: 15,
  rightWrist: 16,
  leftPinky: 17,
  rightPinky: 18,
  leftIndex: 19,
  rightIndex: 20,
  leftThumb: 21,
  rightThumb: 22,
  leftHip: 23,
  rightHip: 24,
  leftKnee: 25,
  rightKnee: 26,
  leftAnkle: 27,
  rightAnkle: 28,
  leftHeel: 29,
  rightHeel: 30,
  leftFootIndex: 31,
  rightFootIndex: 32,
} as const;
export type LandmarkName = keyof typeof landmark;
export const landmarkNames = Object.keys(landmark) as LandmarkName[];

/** Places on the head in halves of its depth, width and height: ahead, to the left, up from its centre. */
export const face = {
  nose: [1.14, 0, -0.1],
  eyeInner: [0.93, 0.22, 0.13],
  eye: [0.88, 0.4, 0.13],
  eyeOuter: [0.78, 0.58, 0.13],
  ear: [0.04, 1, -0.02],
  mouth: [0.92, 0.3, -0.5],
} as const satisfies Record<string, Vec3>;

/** A place of `face` on the court, on one side. */
export function onHead(body: Body, place: Vec3, side: Side): Vec3 {
  const { depth, width, height } = body.skeleton.headHalf;
  const { head } = body.trunk;
  return add(head.centre, fromAxes(head, [place[0] * depth, signOf(side) * place[1] * width, place[2] * height]));
}

/** First knuckles of the little and the index finger, and the thumb's second: where the model puts its hand landmarks. */
export function knuckles(body: Body, side: Side): { pinky: Vec3; index: Vec3; thumb: Vec3 } {
  const { wrist, fingers, palm } = body.arm[side];
  const { palm: length } = body.skeleton;
  const thumbwards = side === 'left' ? cross(palm, fingers) : cross(fingers, palm);
  const at = (ahead: number, aside: number, out: number): Vec3 =>
    along(along(along(wrist, fingers, ahead * length), thumbwards, aside * length), palm, out * length);
  return { pinky: at(0.92, -0.36, 0), index: at(1, 0.32, 0), thumb: at(0.55, 0.6, 0.25) };
}

/** The 33 landmarks in the model's order, metres on the court. */
export function landmarksOf(body: Body): Vec3[] {
  const points: Vec3[] = new Array<Vec3>(33);
  points[landmark.nose] = onHead(body, face.nose, 'left');
  const put = (side: Side, name: string, point: Vec3) => {
    points[landmark[`${side}${name}` as LandmarkName]] = point;
  };
  for (const side of ['left', 'right'] as const) {
    const [arm, leg, hand] = [body.arm[side], body.leg[side], knuckles(body, side)];
    points[side === 'left' ? landmark.mouthLeft : landmark.mouthRight] = onHead(body, face.mouth, side);
    put(side, 'EyeInner', onHead(body, face.eyeInner, side));
    put(side, 'Eye', onHead(body, face.eye, side));
    put(side, 'EyeOuter', onHead(body, face.eyeOuter, side));
    put(side, 'Ear', onHead(body, face.ear, side));
    put(side, 'Shoulder', arm.shoulder);
    put(side, 'Elbow', arm.elbow);
    put(side, 'Wrist', arm.wrist);
    put(side, 'Pinky', hand.pinky);
    put(side, 'Index', hand.index);
    put(side, 'Thumb', hand.thumb);
    put(side, 'Hip', leg.hip);
    put(side, 'Knee', leg.knee);
    put(side, 'Ankle', leg.ankle);
    put(side, 'Heel', leg.heel);
    put(side, 'FootIndex', leg.toe);
  }
  return points;
}

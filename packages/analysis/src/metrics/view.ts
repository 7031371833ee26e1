import type { Plane, View } from '@shotform/contracts';
import type { Hand } from '../model.ts';
import { gradeAt, type GradedTable } from './grade.ts';

/** Under this nothing is said: view validity x landmark quality x frame-rate factor. */
export const LEAST_CREDIBILITY = 0.3;

/** What a view makes of a metric, by degrees from the plane's best view, and how far it may be trusted there. */
export interface ViewRule {
  plane: Plane;
  /** Forearms go with the throw, against which the trunk is turned; everything else goes with the trunk. */
  of: 'throw' | 'trunk';
  /** One standard error of the picture against the truth in space, in the metric's own unit. */
  error: GradedTable;
  /**
   * One standard error that the pose model makes of it in the best view, same unit. A view that adds as much is withheld:
   * there it, and no longer the model, decides what is read.
   */
  model: number;
  /** Factor where the shooting arm is on the far side, behind the trunk and the head. */
  farArm: number;
}

const FAR_ARM = 0.6;
/**
 * What looking up or down does to an angle, degrees, as a standard error: heights are stretched by 1 / cos(pitch) against
 * widths, which turns an arm or leg by up to half of that and an angle between two by up to all of it.
 */
export function pitchBias({ pitchDegrees }: View): number {
  const stretch = 1 / Math.cos(((pitchDegrees ?? 0) * Math.PI) / 180) - 1;
  return (stretch * 180) / Math.PI / 2;
}

/**
 * What a right-hander's yaw as it is read (of the trunk) exceeds the yaw of the throw by, degrees by that yaw: the trunk is
 * turned towards the guide hand, and the pose model turns what it sees from aside towards the camera; from the near side the
 * two cancel. Of drawn shooters (`scripts/eval/derive/yaw.ts`).
 */
const TURNED: GradedTable = [
  [-180, 10],
  [-135, 20],
  [-45, 19],
  [0, 15],
  [45, 14],
  [90, 2],
  [135, -4],
  [180, 10],
];
/** A moment is read from pictures: at 60 a second one is this long, seconds. */
const PICTURE = 1 / 60;

/**
 * All numbers are those of `scripts/eval/derive/view.ts`: 100 synthetic shooters who differ as people do, from cameras all
 * around, the deviation read from the trunk as the engine does (a trunk is turned against the throw, so the best view is
 * not free of error); `model` is what joints that are off by `MODEL_OFFSET` make of it. Angles are taken in the image: where
 * a view fails, the depth of the pose model's world landmarks fails as well (at the knee -14 +- 15 degrees over yaws 45 to
 * 90, Cosoli 2026), so they are no way out.
 */
export const viewRules = {
  knee: {
    plane: 'sagittal',
    of: 'trunk',
    error: [
      [0, 2.6],
      [10, 2.2],
      [20, 2.9],
      [30, 6.9],
      [40, 13],
      [50, 21],
      [60, 32],
      [75, 50],
      [90, 63],
    ],
    model: 5.8,
    farArm: 1,
  },
  hip: {
    plane: 'sagittal',
    of: 'trunk',
    error: [
      [0, 2.6],
      [10, 3.8],
      [20, 6.2],
      [30, 9.7],
      [40, 14],
      [50, 19],
      [60, 25],
      [75, 30],
      [90, 28],
    ],
    model: 5.2,
    farArm: 1,
  },
  elbowFlexed: {
    plane: 'sagittal',
    of: 'throw',
    error: [
      [0, 3.4],
      [10, 4.3],
      [20, 6.4],
      [30, 9.2],
      [40, 13],
      [50, 17],
      [60, 24],
      [75, 37],
      [90, 41],
    ],
    model: 7.8,
    farArm: FAR_ARM,
  },
  elbowExtending: {
    plane: 'sagittal',
    of: 'throw',
    error: [
      [0, 3.4],
      [10, 4.2],
      [20, 6.0],
      [30, 8.7],
      [40, 12],
      [50, 17],
      [60, 21],
      [75, 27],
      [90, 29],
    ],
    model: 9.4,
    farArm: FAR_ARM,
  },
  // A straight arm stays straight from wherever one looks.
  elbowStraight: {
    plane: 'sagittal',
    of: 'trunk',
    error: [
      [0, 0.67],
      [10, 0.81],
      [20, 1.4],
      [30, 2.5],
      [40, 4.2],
      [50, 6.2],
      [60, 8.6],
      [75, 12],
      [90, 13],
    ],
    model: 8.9,
    farArm: FAR_ARM,
  },
  shoulder: {
    plane: 'sagittal',
    of: 'trunk',
    error: [
      [0, 2.1],
      [10, 2.6],
      [20, 4.0],
      [30, 6.4],
      [40, 9.7],
      [50, 15],
      [60, 22],
      [75, 37],
      [90, 46],
    ],
    model: 5.7,
    farArm: FAR_ARM,
  },
  trunkSagittal: {
    plane: 'sagittal',
    of: 'trunk',
    error: [
      [0, 1.5],
      [10, 1.5],
      [20, 1.4],
      [30, 1.3],
      [40, 1.3],
      [50, 1.5],
      [60, 1.9],
      [75, 2.8],
      [90, 3.8],
    ],
    model: 2.2,
    farArm: 1,
  },
  trunkFrontal: {
    plane: 'frontal',
    of: 'trunk',
    error: [
      [0, 1.4],
      [10, 1.6],
      [20, 2.0],
      [30, 2.6],
      [40, 3.1],
      [50, 3.5],
      [60, 3.7],
      [75, 3.6],
      [90, 3.4],
    ],
    model: 2.1,
    farArm: 1,
  },
  // What the forearm leans towards the rim shows up as flare from aside.
  forearmFrontal: {
    plane: 'frontal',
    of: 'throw',
    error: [
      [0, 4.5],
      [10, 6.3],
      [20, 9.8],
      [30, 14],
      [40, 17],
      [50, 20],
      [60, 23],
      [75, 26],
      [90, 28],
    ],
    model: 7.7,
    farArm: 1,
  },
  widthFrontal: {
    plane: 'frontal',
    of: 'trunk',
    error: [
      [0, 0.051],
      [10, 0.063],
      [20, 0.094],
      [30, 0.14],
      [40, 0.19],
      [50, 0.27],
      [60, 0.38],
      [75, 0.79],
    ],
    model: 0.11,
    farArm: 1,
  },
  // Joints that are off stay off by the same: what is left is the length of a picture.
  legTiming: {
    plane: 'sagittal',
    of: 'trunk',
    error: [
      [0, 0.0031],
      [10, 0.0029],
      [20, 0.0031],
      [30, 0.0038],
      [40, 0.0061],
      [50, 0.013],
      [60, 0.022],
      [75, 0.055],
      [90, 0.037],
    ],
    model: PICTURE,
    farArm: 1,
  },
  armTiming: {
    plane: 'sagittal',
    of: 'trunk',
    error: [
      [0, 0.053],
      [10, 0.044],
      [20, 0.057],
      [30, 0.071],
      [40, 0.082],
      [50, 0.1],
      [60, 0.14],
      [75, 0.16],
      [90, 0.17],
    ],
    model: 0.038,
    farArm: FAR_ARM,
  },
  any: { plane: 'any', of: 'trunk', error: [[0, 0]], model: 1, farArm: 1 },
} as const satisfies Record<string, ViewRule>;

export type ViewRuleName = keyof typeof viewRules;

/** Taken where the yaw is known without its error. */
const UNSTATED_YAW_SD = 10;
/** Gauss-Hermite of five nodes (Abramowitz and Stegun 25.4.46): places in standard errors, and their weights. */
const nodes = [-1, 1].flatMap((side) =>
  [-1, 1].map((inner) => [side * Math.sqrt(5 + inner * Math.sqrt(10)), (7 - inner * 2 * Math.sqrt(10)) / 60]),
);
const MIDDLE_NODE = 8 / 15;

/** What the view does to a metric of a shooter with this hand: a factor of its credibility and one standard error. */
export function judgeView(rule: ViewRule, view: View, hand: Hand): { validity: number; bias: number } {
  if (rule.plane === 'any') return { validity: 1, bias: 0 };
  const { yawDegrees, uncertaintyDegrees: sd } = view;
  if (yawDegrees === null) return { validity: 0, bias: 0 };
  const yaw = rule.of === 'throw' ? throwYaw(yawDegrees, hand) : yawDegrees;
  const square = (at: number) => gradeAt(rule.error, deviationFrom(rule.plane, at)) ** 2;
  const expected = nodes.reduce(
    (sum, [place, weight]) => sum + weight! * square(yaw + place! * (sd ?? UNSTATED_YAW_SD)),
    MIDDLE_NODE * square(yaw),
  );
  // An uncertain yaw must not make a bad view better.
  const error = Math.sqrt(Math.max(expected, square(yaw)));
  const arm = view.shootingArm === 'far' ? rule.farArm : 1;
  return { validity: arm * validityOf(rule, error), bias: error };
}

/** The yaw of the throw of somebody whose trunk has this yaw, degrees. */
export function throwYaw(yawDegrees: number, hand: Hand): number {
  const shooter = hand === 'right' ? 1 : -1;
  return yawDegrees - shooter * gradeAt(TURNED, shooter * yawDegrees);
}

/** 1 for the best view's error, the least credibility where the view has added as much as the model makes by itself. */
export function validityOf({ error: [best], model }: ViewRule, error: number): number {
  const added = Math.max(0, error ** 2 - best![1] ** 2);
  return 1 / (1 + ((1 / LEAST_CREDIBILITY - 1) * added) / model ** 2);
}

/** Degrees from the nearest view square on the plane, 0-90. */
export function deviationFrom(plane: Plane, yawDegrees: number): number {
  const turned = Math.abs(yawDegrees - 360 * Math.round(yawDegrees / 360));
  if (plane === 'sagittal') return Math.abs(turned - 90);
  return plane === 'frontal' ? Math.min(turned, 180 - turned) : 0;
}

import type { Plane, View } from '@shotform/contracts';
import { gradeAt, type GradedTable } from './grade.ts';

/** How far a view may be trusted for a metric, and what it gets wrong, by degrees from the plane's best view. */
export interface ViewRule {
  plane: Plane;
  validity: GradedTable;
  /** One standard error of the picture against the truth in space, in the metric's own unit. */
  bias: GradedTable;
  /** Factor where the shooting arm is on the far side, behind the trunk and the head. */
  farArm: number;
}

const legValidity: GradedTable = [
  [0, 1],
  [15, 1],
  [30, 0.5],
  [36, 0],
];
// Full within 10 degrees and gone at 25; nothing is said from 18 on, for the trunk's yaw is not quite the arm's.
const armValidity: GradedTable = [
  [0, 1],
  [10, 1],
  [18, 0.3],
  [25, 0],
];
const frontalValidity: GradedTable = [
  [0, 1],
  [15, 1],
  [30, 0.5],
  [36, 0],
];
/** Seconds: a shortened angle opens fastest at nearly the same time. */
const timingBias: GradedTable = [
  [0, 0],
  [30, 0.02],
  [45, 0.04],
];
const FAR_ARM = 0.6;

/**
 * The ranges and errors are those of angles measured in space and through cameras at known yaws (domain notes, section
 * 3); the trunk's and the stance's follow from the size of what is seen edge-on. Angles are taken in the image: where a
 * view fails, the depth of the pose model's world landmarks fails as well (at the knee -14 +- 15 degrees over yaws 45 to
 * 90, Cosoli 2026), so they are no way out.
 */
export const viewRules = {
  knee: {
    plane: 'sagittal',
    validity: legValidity,
    bias: [
      [0, 0.7],
      [15, 1],
      [30, 3],
      [45, 10],
    ],
    farArm: 1,
  },
  hip: {
    plane: 'sagittal',
    validity: legValidity,
    bias: [
      [0, 0.3],
      [15, 1.2],
      [30, 5],
      [45, 12],
    ],
    farArm: 1,
  },
  elbowFlexed: {
    plane: 'sagittal',
    validity: armValidity,
    bias: [
      [0, 0.1],
      [15, 10],
      [30, 15],
    ],
    farArm: FAR_ARM,
  },
  elbowExtending: {
    plane: 'sagittal',
    validity: armValidity,
    bias: [
      [0, 0.9],
      [15, 6],
      [30, 13],
    ],
    farArm: FAR_ARM,
  },
  shoulder: {
    plane: 'sagittal',
    validity: legValidity,
    bias: [
      [0, 0],
      [15, 1],
      [30, 5],
      [45, 11],
    ],
    farArm: FAR_ARM,
  },
  trunkSagittal: {
    plane: 'sagittal',
    validity: legValidity,
    bias: [
      [0, 0.5],
      [30, 2],
      [45, 4],
    ],
    farArm: 1,
  },
  trunkFrontal: {
    plane: 'frontal',
    validity: frontalValidity,
    bias: [
      [0, 1],
      [30, 6],
      [45, 9],
    ],
    farArm: 1,
  },
  // What the forearm leans towards the rim shows up as flare from aside: about 10 degrees times the yaw's sine.
  forearmFrontal: {
    plane: 'frontal',
    validity: frontalValidity,
    bias: [
      [0, 0.5],
      [30, 5],
      [45, 7],
    ],
    farArm: 1,
  },
  widthFrontal: {
    plane: 'frontal',
    validity: frontalValidity,
    bias: [
      [0, 0.03],
      [30, 0.2],
      [45, 0.4],
    ],
    farArm: 1,
  },
  legTiming: {
    plane: 'sagittal',
    validity: legValidity,
    bias: timingBias,
    farArm: 1,
  },
  armTiming: {
    plane: 'sagittal',
    validity: legValidity,
    bias: timingBias,
    farArm: FAR_ARM,
  },
  any: { plane: 'any', validity: [[0, 1]], bias: [[0, 0]], farArm: 1 },
} as const satisfies Record<string, ViewRule>;

export type ViewRuleName = keyof typeof viewRules;

/** Taken where the yaw is known without its error. */
const UNSTATED_YAW_SD = 10;
/** Gauss-Hermite of five nodes: places in standard errors, and their weights. */
const nodes = [
  [0, 8 / 15],
  [1.3556, 0.2221],
  [-1.3556, 0.2221],
  [2.857, 0.01126],
  [-2.857, 0.01126],
] as const;

/** What the view does to a metric: a factor of its credibility and one standard error, averaged over the yaw's error. */
export function judgeView(rule: ViewRule, view: View): { validity: number; bias: number } {
  if (rule.plane === 'any') return { validity: 1, bias: 0 };
  const { yawDegrees: yaw, uncertaintyDegrees: sd } = view;
  if (yaw === null) return { validity: 0, bias: 0 };
  const deviation = (at: number) => deviationFrom(rule.plane, at);
  const spread = nodes.map(([place, weight]) => [deviation(yaw + place * (sd ?? UNSTATED_YAW_SD)), weight] as const);
  const mean = (value: (deviation: number) => number) =>
    spread.reduce((sum, [at, weight]) => sum + weight * value(at), 0);
  const arm = view.shootingArm === 'far' ? rule.farArm : 1;
  // An uncertain yaw must not make a bad view better.
  const validity = Math.min(
    gradeAt(rule.validity, deviation(yaw)),
    mean((at) => gradeAt(rule.validity, at)),
  );
  return { validity: arm * validity, bias: Math.sqrt(mean((at) => gradeAt(rule.bias, at) ** 2)) };
}

/** Degrees from the nearest view square on the plane, 0-90. */
export function deviationFrom(plane: Plane, yawDegrees: number): number {
  const turned = Math.abs(yawDegrees - 360 * Math.round(yawDegrees / 360));
  if (plane === 'sagittal') return Math.abs(turned - 90);
  return plane === 'frontal' ? Math.min(turned, 180 - turned) : 0;
}

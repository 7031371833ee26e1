import type { EventName, Measured, Plane, ScoreGroup, Unit, WithheldReason } from '@shotform/contracts';
import type { Role, ShotContext } from './context.ts';
import type { Estimate } from './estimate.ts';
import type { GradedTable } from './grade.ts';
import type { ViewRuleName } from './view.ts';

export type Band = readonly [lo: number, hi: number];

/** What a definition found: the estimate, the frame to show for it, and the times at which its joints had to be seen. */
export interface Sample {
  estimate: Estimate;
  frame: Measured['frame'];
  times: readonly number[];
}
export type Measure = (context: ShotContext) => Sample | WithheldReason;

/** How a metric enters Form. */
export interface Scoring {
  /** The typical range of proficient shooters; `null`: the player's own baseline, give or take `margin`. */
  band: Band | null;
  margin?: number;
  /** Where the band's other end is no fault: a follow-through may be held for as long as one likes. */
  penalised: 'outside' | 'below' | 'above';
  /** Distance from the band at which half of the score is left, in the metric's unit. */
  halfDistance: number;
  /** Part of the metric's group. */
  weight: number;
  source: string;
}

/** One row of the dictionary. */
export interface MetricDefinition {
  id: string;
  group: ScoreGroup;
  plane: Plane;
  event: EventName | null;
  unit: Unit;
  /** What is measured, for people. */
  definition: string;
  measure: Measure;
  /** The joints that must be seen. */
  landmarks: readonly Role[];
  view: ViewRuleName;
  /** Credibility factor by new pictures per second. */
  frameRate: GradedTable;
  /** Whether places in the picture are compared over time, which a moving camera spoils. */
  needsStillCamera?: boolean;
  /** Whether its sign is that of the shooting side. (What looks at one side's joints alone needs the hand anyway.) */
  needsHand?: boolean;
  /** Values that can exist; the interval does not reach beyond. */
  limits: Band;
  /** `null`: shown, never scored. */
  scoring: Scoring | null;
}

/** The shooting side's joints, and their counterparts: with both of them it does not matter which is which. */
const counterparts: Partial<Record<Role, Role | null>> = {
  shoulder: 'offShoulder',
  elbow: null,
  wrist: 'offWrist',
  pinky: null,
  index: null,
  hip: 'offHip',
  ankle: 'offAnkle',
  toe: 'offToe',
};

/** Whether a metric would be another one if the other hand shot. */
export function dependsOnHand({ landmarks, needsHand }: MetricDefinition): boolean {
  const isAlone = (role: Role) => {
    const other = counterparts[role];
    return other !== undefined && (other === null || !landmarks.includes(other));
  };
  return needsHand === true || landmarks.some(isAlone);
}

/** Frame-rate factors. Trunk and legs live under 6 Hz, the arm under 12 (two and a half pictures a cycle at the least). */
export const frameRates = {
  body: [
    [12, 0],
    [24, 1],
  ],
  arm: [
    [15, 0],
    [28, 1],
  ],
  // The elbow opens by 340 degrees a second at the release: 12 degrees from one picture to the next at 30.
  fastArm: [
    [58, 0],
    [59, 0.7],
    [120, 1],
  ],
  peak: [
    [15, 0],
    [45, 1],
  ],
  hand: [
    [117, 0],
    [118, 0.7],
    [240, 1],
  ],
} as const satisfies Record<string, GradedTable>;

export const limits = {
  interior: [0, 180],
  lean: [-180, 180],
  positive: [0, Infinity],
  any: [-Infinity, Infinity],
} as const satisfies Record<string, Band>;

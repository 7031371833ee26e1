/** Shooters as they differ from each other: what constants of the analysis are derived from, instead of from real clips. */
import { clamp } from '../geometry/curve.ts';
import { random } from '../geometry/random.ts';
import { defaultForm } from './defaults.ts';
import type { FormSpec, ShooterOptions } from './spec.ts';

/**
 * Mean and standard deviation between shooters. Knee, hip and elbow: proficient and less proficient two- and three-point
 * shooters (Cabarkapa 2021, 2022); release angle: 54.2 +- 7.9 with what is physically possible (same). The others are
 * wide guesses of ours: nobody's measured values, so that no one shooter's form is built in.
 */
const spreads = {
  kneeAtDip: [110, 11],
  hipAtDip: [136, 11],
  elbowAtSet: [62, 9.4],
  upperArmAtSet: [82, 10],
  flareAtSet: [16, 10],
  flareAtRelease: [10, 7],
  elbowAtRelease: [140, 8],
  elbowSpeed: [340, 40],
  elbowExtension: [166, 5],
  trunkLeanAtRelease: [0, 4],
  stanceWidth: [1, 0.2],
  stagger: [0.08, 0.05],
  turn: [12, 10],
  jumpHeight: [0.18, 0.12],
  dipSeconds: [0.45, 0.07],
  releaseAngle: [52, 3],
  guideElbowOut: [45, 20],
  guideAhead: [0.1, 0.25],
  guideBelow: [0.5, 0.2],
  guideLeaves: [0.12, 0.03],
  guideStays: [0.22, 0.03],
} as const satisfies Partial<Record<keyof FormSpec, readonly [mean: number, sd: number]>>;
/** No further than this from the mean, in standard deviations: beyond it the motion is no shot any more. */
const FURTHEST = 2;

/** A shooter, and a camera about as far and as high as phones are put. Everything hangs on the seed; a yaw is to be given. */
export function variedShooter(seed: number): ShooterOptions {
  const source = random(seed).fork('varied');
  const form: Partial<FormSpec> = {};
  for (const [name, [mean, sd]] of Object.entries(spreads) as [keyof typeof spreads, readonly [number, number]][]) {
    form[name] = mean + sd * clamp(source.normal(), -FURTHEST, FURTHEST);
  }
  form.jumpHeight = Math.max(0, form.jumpHeight ?? 0);
  form.guideLeaves = Math.max(0, form.guideLeaves ?? 0);
  form.followThroughSeconds = defaultForm.followThroughSeconds * source.range(0.4, 1.2);
  return {
    seed,
    shooter: { stature: source.range(1.55, 2.05), form },
    camera: {
      height: source.range(0.9, 1.9),
      distance: source.range(4, 8),
      focal: source.range(0.7, 0.95),
      aim: source.next() < 0.5 ? 'shooter' : 'shot',
    },
    shots: [{ holdSeconds: source.range(0.2, 0.6) }],
  };
}

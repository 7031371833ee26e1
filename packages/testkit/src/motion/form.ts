/** How a good player's form differs from shot to shot. */
import type { Random } from '../geometry/random.ts';
import type { FormSpec, ShooterSpec } from '../spec/spec.ts';

const spread: Partial<FormSpec> = {
  kneeAtDip: 2,
  hipAtDip: 2.5,
  elbowAtSet: 2,
  upperArmAtSet: 2.5,
  flareAtSet: 1.5,
  flareAtRelease: 1.5,
  elbowAtRelease: 3,
  elbowSpeed: 12,
  elbowExtension: 1.5,
  trunkLeanAtRelease: 1,
  releaseBeforeApex: 0.01,
  dipSeconds: 0.02,
  followThroughSeconds: 0.08,
  drift: 0.02,
  releaseAngle: 1,
};

/** The form of every shot; what a shot names itself does not vary. */
export function formsOf(spec: ShooterSpec, source: Random): FormSpec[] {
  return spec.shots.map((shot) => {
    const form = { ...spec.shooter.form };
    for (const key of Object.keys(spread) as (keyof FormSpec)[]) {
      const by = Math.min(2, Math.max(-2, source.normal())) * spread[key]! * spec.variation;
      form[key] += by;
    }
    form.releaseBeforeApex = Math.max(0, form.releaseBeforeApex);
    return { ...form, ...shot.form };
  });
}

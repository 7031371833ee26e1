import type {
  Appearance,
  BystanderSpec,
  FormSpec,
  LooseBallSpec,
  ShooterOptions,
  ShooterSpec,
  ShotSpec,
  VideoSpec,
} from './spec.ts';

/** The form of a proficient shooter: angles and times as `docs/domain.md` reports them. */
export const defaultForm: FormSpec = {
  kneeAtDip: 114,
  hipAtDip: 134,
  elbowAtSet: 68,
  upperArmAtSet: 80,
  flareAtSet: 14,
  flareAtRelease: 9,
  elbowAtRelease: 140,
  elbowSpeed: 340,
  elbowExtension: 167,
  trunkLeanAtRelease: -2,
  stanceWidth: 0.95,
  stagger: 0.05,
  turn: 0,
  jumpHeight: 0.18,
  releaseBeforeApex: 0.05,
  dipSeconds: 0.45,
  followThroughSeconds: 1,
  drift: 0.03,
  releaseAngle: 52,
  guideElbowOut: 45,
  guideAhead: 0.12,
  guideBelow: 0.5,
  guideLeaves: 0.12,
  guideStays: 0.22,
};

const appearance: Appearance = {
  skin: '#d6a27a',
  hair: '#221a17',
  shirt: '#e9e9ea',
  shorts: '#a02032',
  socks: '#dfdfe2',
  shoes: '#f0f0f0',
};

const defaultVideo: VideoSpec = {
  width: 1280,
  height: 720,
  fps: 30,
  durationSeconds: null,
  timing: 'constant',
  letterbox: { left: 0, top: 0, right: 0, bottom: 0 },
  rotationDegrees: 0,
  shutterSeconds: 1 / 125,
  noise: 2,
};

const defaultShot: ShotSpec = { start: 'hold', dribbles: 0, holdSeconds: 0.6, outcome: 'made', form: {} };

const defaultBystander: BystanderSpec = {
  does: 'stand',
  x: 1.5,
  y: 2.5,
  facing: 180,
  stature: 1.8,
  speed: 1.2,
  appearance: {
    ...appearance,
    skin: '#d8a57e',
    hair: '#4a3524',
    shirt: '#5b6d4f',
    shorts: '#6b2f3a',
    shoes: '#e6e2da',
  },
};

const defaultLooseBall: LooseBallSpec = { x: 3, y: 2, velocityX: 0, velocityY: 0 };

/** From the line to the point under the rim's centre, m. */
const FREE_THROW = 4.19;

/** Fills what `options` leaves out. */
export function shooterSpec(options: ShooterOptions = {}): ShooterSpec {
  const { shooter = {} } = options;
  return {
    seed: options.seed ?? 1,
    video: { ...defaultVideo, ...options.video },
    camera: {
      yawDegrees: 90,
      distance: 3.8 + (options.court?.distance ?? FREE_THROW),
      height: 1.5,
      focal: 0.9,
      rollDegrees: 0,
      aim: 'shot',
      shakeDegrees: 0,
      panDegreesPerSecond: 0,
      ...options.camera,
    },
    court: { distance: FREE_THROW, ballDiameter: 0.243, basket: true, ...options.court },
    shooter: {
      hand: shooter.hand ?? 'right',
      stature: shooter.stature ?? 1.88,
      form: { ...defaultForm, ...shooter.form },
      appearance: { ...appearance, ...shooter.appearance },
    },
    shots: (options.shots ?? [{}]).map((shot) => ({ ...defaultShot, ...shot })),
    variation: options.variation ?? 1,
    walkIn: options.walkIn ?? 0,
    pauseSeconds: options.pauseSeconds ?? 0.8,
    people: (options.people ?? []).map((person) => ({ ...defaultBystander, ...person })),
    balls: (options.balls ?? []).map((ball) => ({ ...defaultLooseBall, ...ball })),
  };
}

const otherMiss = { made: 'made', short: 'short', long: 'long', left: 'right', right: 'left' } as const;

/** The same clip seen in a mirror: every hand and side swaps, times stay. */
export function mirrorSpec(spec: ShooterSpec): ShooterSpec {
  const { letterbox } = spec.video;
  const { aim } = spec.camera;
  return {
    ...spec,
    video: { ...spec.video, letterbox: { ...letterbox, left: letterbox.right, right: letterbox.left } },
    camera: {
      ...spec.camera,
      yawDegrees: spec.camera.yawDegrees === 180 ? 180 : -spec.camera.yawDegrees,
      rollDegrees: -spec.camera.rollDegrees,
      panDegreesPerSecond: -spec.camera.panDegreesPerSecond,
      aim: typeof aim === 'string' ? aim : { ...aim, y: -aim.y },
    },
    shooter: { ...spec.shooter, hand: spec.shooter.hand === 'right' ? 'left' : 'right' },
    shots: spec.shots.map((shot) => ({ ...shot, outcome: otherMiss[shot.outcome] })),
    people: spec.people.map((person) => ({ ...person, y: -person.y, facing: -person.facing })),
    balls: spec.balls.map((ball) => ({ ...ball, y: -ball.y, velocityY: -ball.velocityY })),
  };
}

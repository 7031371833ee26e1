/**
 * What a synthetic clip shows. Everything has a default (`shooterSpec`), so that a test names only what it is about.
 *
 * Places are metres on the court: the shooter's spot is the origin, +x points at the basket, +y to the shooter's left, z up.
 */

export type Hand = 'left' | 'right';
/** Where a missed ball would have crossed the rim's plane, seen by the shooter. */
export type Miss = 'short' | 'long' | 'left' | 'right';

export interface VideoSpec {
  /** Displayed size, px, letterbox included. */
  width: number;
  height: number;
  fps: number;
  /** `null`: until two seconds after the last release. */
  durationSeconds: number | null;
  /** `variable`: presentation times wander by a third of a frame and every 40 frames one frame's time is skipped. */
  timing: 'constant' | 'variable';
  /** Black bars inside the picture, px. */
  letterbox: { left: number; top: number; right: number; bottom: number };
  /** Degrees clockwise that a player must turn the stored picture by; the displayed picture is the same. */
  rotationDegrees: 0 | 90 | 180 | 270;
  /** How long the shutter is open, seconds: the blur of the ball. */
  shutterSeconds: number;
  /** Standard deviation of the sensor's noise, 0-255. */
  noise: number;
}

export interface CameraSpec {
  /** Where it stands around the shooter: 0 in front, +90 it sees the right side, -90 the left, 180 the back. */
  yawDegrees: number;
  /** From the shooter's spot along the floor, m. Where left out: far enough to see the basket too. */
  distance: number;
  /** Above the floor, m. */
  height: number;
  /** Focal length over the longer side of the picture (a phone's main camera: about 0.75). */
  focal: number;
  /** + leans the picture's content clockwise. */
  rollDegrees: number;
  /** What is put in the middle: the shooter and the whole way of the ball, the shooter alone, or a place. */
  aim: 'shot' | 'shooter' | { x: number; y: number; z: number };
  /** Standard deviation of a hand's trembling, degrees. 0: a tripod. */
  shakeDegrees: number;
  /** Steady turning, degrees per second, + to the right. */
  panDegreesPerSecond: number;
}

export interface CourtSpec {
  /** From the spot to the point under the rim's centre, m. Free throw: 4.19, three points: 6.75. */
  distance: number;
  /** m. Size 7: 0.243, 6: 0.235, 5: 0.225. */
  ballDiameter: number;
  /** Whether there is a basket at all. The ball flies to where it would be. */
  basket: boolean;
}

/** How the shot is made. Angles are interior, 180 = straight; the truth says what came of it exactly. */
export interface FormSpec {
  /** Hip-knee-ankle at the deepest point. */
  kneeAtDip: number;
  /** Shoulder-hip-knee there. */
  hipAtDip: number;
  /** Shoulder-elbow-wrist at the set point. */
  elbowAtSet: number;
  /** Hip-shoulder-elbow at the set point. */
  upperArmAtSet: number;
  /** The forearm's tilt inwards from the vertical in the frontal plane at the set point. */
  flareAtSet: number;
  flareAtRelease: number;
  /** Elbow at release, degrees, and how fast it opens there, degrees per second. */
  elbowAtRelease: number;
  elbowSpeed: number;
  /** Largest extension in the follow-through. */
  elbowExtension: number;
  /** Forward from the vertical at release. */
  trunkLeanAtRelease: number;
  /** Between the ankles over shoulder width. */
  stanceWidth: number;
  /** How far the shooting side's foot stands ahead, m. */
  stagger: number;
  /** The body's turn away from the basket towards the guide hand, degrees. */
  turn: number;
  /** Rise of the hips between take-off and apex, m; 0: a set shot. */
  jumpHeight: number;
  /** From release to apex, seconds; never before take-off. */
  releaseBeforeApex: number;
  /** From the start of bending to the deepest point, seconds. */
  dipSeconds: number;
  /** From release until the arm begins to come down, seconds. */
  followThroughSeconds: number;
  /** How far ahead the shooter lands, m. */
  drift: number;
  /** Of the ball at release, above the horizontal. */
  releaseAngle: number;
  /** How far out the guide elbow points, degrees. */
  guideElbowOut: number;
  /** At the set point the guide wrist is this far ahead of the ball's centre and below it, in parts of the way to the wrist. */
  guideAhead: number;
  guideBelow: number;
  /** The guide hand lets go this long before the release, seconds. */
  guideLeaves: number;
  /** Height of the guide wrist above its shoulder after the release, in parts of stature. */
  guideStays: number;
}

export interface ShotSpec {
  /** How it begins: with the ball in the hands, with dribbles on the spot, or with a pass that is caught. */
  start: 'hold' | 'dribble' | 'catch';
  /** Dribbles before it; also after a catch. `dribble` has at least one. */
  dribbles: number;
  /** How long the ball is held before the shot's own motion, seconds. */
  holdSeconds: number;
  outcome: 'made' | Miss;
  form: Partial<FormSpec>;
}

export interface Appearance {
  skin: string;
  hair: string;
  shirt: string;
  shorts: string;
  socks: string;
  shoes: string;
}

export interface BodySpec {
  hand: Hand;
  /** m */
  stature: number;
  form: FormSpec;
  appearance: Appearance;
}

export interface BystanderSpec {
  does: 'stand' | 'walk' | 'dribble';
  x: number;
  y: number;
  /** Which way they look, degrees counter-clockwise from the direction of the basket. */
  facing: number;
  stature: number;
  /** Of one who walks, m/s. */
  speed: number;
  appearance: Appearance;
}

/** A ball that has nothing to do with the shots: it lies still, or rolls. */
export interface LooseBallSpec {
  x: number;
  y: number;
  /** m/s */
  velocityX: number;
  velocityY: number;
}

export interface ShooterSpec {
  /** Everything that varies by chance hangs on it. */
  seed: number;
  video: VideoSpec;
  camera: CameraSpec;
  court: CourtSpec;
  shooter: BodySpec;
  shots: ShotSpec[];
  /** How far from shot to shot the form differs by chance: 0 never, 1 as a good player's. */
  variation: number;
  /** Metres walked before the first shot, the ball in the hands. */
  walkIn: number;
  /** Between the end of one follow-through and the beginning of the next shot, seconds. */
  pauseSeconds: number;
  people: BystanderSpec[];
  balls: LooseBallSpec[];
}

/** A spec with anything left out. `shots`, `people` and `balls` may be given as partial items. */
export interface ShooterOptions {
  seed?: number;
  video?: Partial<VideoSpec>;
  camera?: Partial<CameraSpec>;
  court?: Partial<CourtSpec>;
  shooter?: Partial<Omit<BodySpec, 'form' | 'appearance'>> & {
    form?: Partial<FormSpec>;
    appearance?: Partial<Appearance>;
  };
  shots?: Partial<ShotSpec>[];
  variation?: number;
  walkIn?: number;
  pauseSeconds?: number;
  people?: Partial<BystanderSpec>[];
  balls?: Partial<LooseBallSpec>[];
}

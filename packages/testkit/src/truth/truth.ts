/** What is true of a synthetic clip, told exactly. */
import type { EventName } from '@shotform/contracts';
import type { Ellipse } from '../camera/ellipse.ts';
import type { Vec3 } from '../geometry/vec.ts';
import type { Hand, Miss } from '../spec/spec.ts';

export interface FrameTruth {
  timeSeconds: number;
  /** The shooter's 33 landmarks: x, y px of the displayed frame and depth in metres from the camera. */
  landmarks: Vec3[];
  /** The same on the court, m. */
  world: Vec3[];
  /** Whether something stands before the landmark. */
  hidden: boolean[];
  /** Balls that are there, the present shot's included. */
  balls: BallTruth[];
  rim: Ellipse | null;
  /** Whether the rim's centre is in the picture. */
  rimInView: boolean;
  /** How strongly the net moves, 0-1. */
  netMotion: number;
}

export interface BallTruth {
  /** Index of the shot it belongs to; `null`: another ball. */
  shot: number | null;
  centre: Vec3;
  x: number;
  y: number;
  /** px */
  diameter: number;
  /** m from the camera */
  depth: number;
  /** The part of it that somebody's body covers, 0-1. */
  hiddenPart: number;
  /** Whether its centre is in the picture. */
  inView: boolean;
}

/** Interior angles of one side of the body: on the court, and in the plane in which the ball is thrown. */
export interface AngleTruth {
  value: number;
  sagittal: number;
}

export interface ShotMetrics {
  kneeAtDip: AngleTruth;
  hipAtDip: AngleTruth;
  elbowAtSet: AngleTruth;
  /** Hip-shoulder-elbow. */
  upperArmAtSet: AngleTruth;
  elbowAtRelease: AngleTruth;
  upperArmAtRelease: AngleTruth;
  maxElbowExtension: AngleTruth;
  /** Forearm against the vertical in the sagittal plane, + forward, degrees. */
  forearmAtSet: number;
  /** Forearm's tilt inwards (towards the guide hand) in the frontal plane, degrees from the vertical. */
  flareAtSet: number;
  flareAtRelease: number;
  /** The elbow outside the vertical plane through the ball and the rim's centre, over shoulder width. */
  elbowOffsetAtSet: number;
  elbowOffsetAtRelease: number;
  /** Mid-hip to mid-shoulder against the vertical in the sagittal plane, + forward, degrees. */
  trunkLeanAtDip: number;
  trunkLeanAtRelease: number;
  /** The ball's centre at release, m above the floor. */
  releaseHeight: number;
  /** Degrees above the horizontal, m/s. */
  releaseAngle: number;
  releaseSpeed: number;
  /** Highest ball centre, m. */
  apexHeight: number;
  /** Degrees below the horizontal where the free flight crosses the rim's plane. */
  entryAngle: number;
  /** There, + to the shooter's right of the rim's centre; and past the front of the rim, m. */
  lateral: number;
  depth: number;
  /** From release to the follow-through's end, seconds. */
  followThroughHold: number;
  /** Between the ankles over between the shoulders, at the dip. */
  stanceWidth: number;
  /** The middle of the hips: apex over take-off, m; 0 for a set shot. */
  jumpHeight: number;
  /** Level distance the middle of the hips moves from dip to landing over shoulder width. */
  drift: number;
  /** From the ball in the hands to release, seconds; `null`: it always was. */
  releaseTime: number | null;
  /** Between the wrists at release, m. */
  guideHandAtRelease: number;
}

export interface FlightSample {
  timeSeconds: number;
  position: Vec3;
}

export interface ShotTruth {
  index: number;
  hand: Hand;
  release: {
    /** When the fingertips lose the ball. */
    timeSeconds: number;
    /** The first frame with a visible gap between ball and hand; `null`: after the clip. */
    frame: number | null;
  };
  /** Exact times, seconds; `null`: it does not happen (a set shot's take-off), or after the clip. */
  events: Record<EventName, number | null>;
  outcome: {
    result: 'made' | 'missed';
    miss: Miss | null;
    /** When the free flight crosses the rim's plane. */
    rimTimeSeconds: number;
  };
  /** Degrees: of the camera around the shooter as he stands to the basket, and as his hips are turned. In (-180, 180]. */
  yawDegrees: number;
  bodyYawDegrees: number;
  metrics: ShotMetrics;
  /** The flight from the release to the first touch of rim or board or the rim's plane, every 5 ms. */
  flight: FlightSample[];
}

export interface Truth {
  video: { width: number; height: number; fps: number; timesSeconds: number[] };
  /** The shooter's `person` in Tracks. */
  person: number;
  /** Those whose release is in the clip. */
  shots: ShotTruth[];
  frames: FrameTruth[];
}

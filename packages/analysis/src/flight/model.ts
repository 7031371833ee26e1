import { along, dot, flown, FlightStates, levelled, upOf, type Moving, type Vector } from './space.ts';

/** Numbers of the parameters of a flight, its camera and what stands beside it. */
export const parameter = {
  /** Of the ball at the reference time: px from the picture's middle, and the logarithm of its distance ahead, metres. */
  x: 0,
  y: 1,
  lnDepth: 2,
  /** m/s in the camera's axes. */
  right: 3,
  down: 4,
  ahead: 5,
  /** Of the focal length, px. */
  lnFocal: 6,
  /** Radians. */
  pitch: 7,
  roll: 8,
  /** Seconds of the footage that a second of life takes, inverted: 1 as it happened, 0.5 at half speed. */
  lnPace: 9,
  /** The ball as it is seen over a ball of size 7. */
  lnBall: 10,
  /** The ring's centre, px from the picture's middle, and its distance, metres. */
  ringX: 11,
  ringY: 12,
  lnRingDepth: 13,
  /** Row of the floor under the shooter's toes, px from the picture's middle, and how far the ball is ahead of them, metres. */
  floor: 14,
  lead: 15,
  /** Of the release, seconds of the footage from the reference time. */
  release: 16,
} as const;
export type Parameters = readonly number[];

/** What follows from one set of parameters. */
export interface FlightModel {
  focal: number;
  up: Vector;
  pace: number;
  /** Diameter of the ball as it is seen over that of a ball of size 7. */
  ball: number;
  states: FlightStates;
  /** At the release. */
  leaves: Moving;
  /** Of the ball at the release over the floor, metres. */
  height: number;
  ring: Vector;
  /** When the ball comes down through the ring's level, real seconds from the reference time; `null` where it does not. */
  arrives: number | null;
}

/** Flights are followed for so long, real seconds. */
const LONGEST = 2.6;

export function flightModel(p: Parameters): FlightModel {
  const focal = Math.exp(p[parameter.lnFocal]!);
  const up = upOf(p[parameter.pitch]!, p[parameter.roll]!);
  const pace = Math.exp(p[parameter.lnPace]!);
  const from: Moving = {
    place: placeAt(p[parameter.x]!, p[parameter.y]!, Math.exp(p[parameter.lnDepth]!), focal),
    velocity: [p[parameter.right]!, p[parameter.down]!, p[parameter.ahead]!],
  };
  const states = new FlightStates(from, LONGEST, up);
  const leaves = flown(from, p[parameter.release]! * pace, up);
  const ring = placeAt(p[parameter.ringX]!, p[parameter.ringY]!, Math.exp(p[parameter.lnRingDepth]!), focal);
  return {
    focal,
    up,
    pace,
    ball: Math.exp(p[parameter.lnBall]!),
    states,
    leaves,
    height: heightOver(p[parameter.floor]!, p[parameter.lead]!, leaves, focal, up),
    ring,
    arrives: states.fallsThrough(ring, up),
  };
}

function placeAt(x: number, y: number, depth: number, focal: number): Vector {
  return [(x * depth) / focal, (y * depth) / focal, depth];
}

/** The way of the throw along the floor. */
export function heading({ velocity }: Moving, up: Vector): Vector {
  const level = levelled(velocity, up);
  const speed = Math.hypot(...level);
  return along([0, 0, 0], level, speed > 0 ? 1 / speed : 0);
}

/** How far straight under the ball, and back by the lead, the floor lies whose picture is in that row. */
function heightOver(row: number, lead: number, leaves: Moving, focal: number, up: Vector): number {
  const from = along(leaves.place, heading(leaves, up), -lead);
  return (focal * from[1] - row * from[2]) / (focal * up[1] - row * up[2]);
}

/**
 * Yaw of the throw: 0 towards the camera, +90 to the right of the picture, radians. Against the line of sight to where
 * the ball leaves, as people's yaws are.
 */
export function yawOfThrow({ leaves, up }: FlightModel): number {
  const sight = levelled(leaves.place, up);
  const right: Vector = [
    sight[1] * up[2] - sight[2] * up[1],
    sight[2] * up[0] - sight[0] * up[2],
    sight[0] * up[1] - sight[1] * up[0],
  ];
  return Math.atan2(dot(leaves.velocity, right), -dot(leaves.velocity, sight));
}

/** What a trial's joints in space say of the shot: the truth that simulated cameras are held against. */
import type { SplTrial, Vector } from './trials.ts';

export interface SplTruth {
  releaseFrame: number;
  releaseSeconds: number;
  /** Degrees, by the metric's id. */
  angles: Record<'kneeAtDip' | 'elbowAtSet' | 'elbowFlareAtSet' | 'elbowFlareAtRelease', number>;
}

/** The ball is let go where it is first this far from the hand's centre, metres. */
const LET_GO = 0.2;
const DIP_WINDOW = 1;
const SET_WINDOW = 0.6;

/** @returns `null` where the ball was not tracked about the release */
export function splTruth(trial: SplTrial): SplTruth | null {
  const release = releaseFrame(trial);
  if (release === null) return null;
  const at = (name: string, frame: number): Vector => trial.joints.get(name)?.[frame] ?? [NaN, NaN, NaN];
  const angle = (a: string, b: string, c: string, frame: number) =>
    interiorAngle(at(a, frame), at(b, frame), at(c, frame));
  const before = (seconds: number) =>
    trial.timesSeconds.flatMap((time, frame) =>
      frame <= release && time >= trial.timesSeconds[release]! - seconds ? [frame] : [],
    );
  const lowest = (frames: readonly number[], value: (frame: number) => number) =>
    frames.reduce((best, frame) => (value(frame) < value(best) ? frame : best), frames.at(-1) ?? release);
  const knee = (frame: number) => angle('R_HIP', 'R_KNEE', 'R_ANKLE', frame);
  const elbow = (frame: number) => angle('R_SHOULDER', 'R_ELBOW', 'R_WRIST', frame);
  const set = lowest(
    before(SET_WINDOW).filter((frame) => at('R_WRIST', frame)[2] > at('R_SHOULDER', frame)[2]),
    elbow,
  );
  // + where the elbow stands outside, to the right, of the wrist.
  const flare = (frame: number) => {
    const [wrist, joint] = [at('R_WRIST', frame), at('R_ELBOW', frame)];
    return (Math.atan2(wrist[1] - joint[1], wrist[2] - joint[2]) * 180) / Math.PI;
  };
  return {
    releaseFrame: release,
    releaseSeconds: trial.timesSeconds[release]!,
    angles: {
      kneeAtDip: knee(lowest(before(DIP_WINDOW), knee)),
      elbowAtSet: elbow(set),
      elbowFlareAtSet: flare(set),
      elbowFlareAtRelease: flare(release),
    },
  };
}

/** Backwards from the ball's highest point to where it was last in the hand, and one on. */
function releaseFrame(trial: SplTrial): number | null {
  let highest: number | null = null;
  trial.ball.forEach((ball, frame) => {
    if (ball && ball[2] > (highest === null ? -Infinity : trial.ball[highest]![2])) highest = frame;
  });
  if (highest === null) return null;
  for (let frame: number = highest; frame > 0; frame--) {
    const [ball, index, pinky] = [
      trial.ball[frame],
      trial.joints.get('R_1STFINGER')?.[frame],
      trial.joints.get('R_5THFINGER')?.[frame],
    ];
    if (!ball || !index || !pinky) continue;
    const away = Math.hypot(...ball.map((value, axis) => value - (index[axis]! + pinky[axis]!) / 2));
    if (away < LET_GO) return frame + 1;
  }
  return null;
}

function interiorAngle(a: Vector, vertex: Vector, c: Vector): number {
  const [one, two] = [a, c].map((end) => end.map((value, axis) => value - vertex[axis]!));
  const dot = one!.reduce((sum, value, axis) => sum + value * two![axis]!, 0);
  return (Math.acos(dot / (Math.hypot(...one!) * Math.hypot(...two!))) * 180) / Math.PI;
}

import type { Report, Tracks } from '@shotform/contracts';

const LANDMARKS = 33;
const STRIDE = 5;
/** Wrists and hands move too fast for the wider kernel. */
const FIRST_OF_ARM = 13;
const LAST_OF_ARM = 22;
const body = [1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16];
const arm = [0, 1 / 4, 2 / 4, 1 / 4, 0];

export interface Joint {
  x: number;
  y: number;
  /** 0-1. */
  visibility: number;
}

/** The shooter's joints over the clip, lightly smoothed for the eye; nothing is measured on them. */
export interface PoseTrack {
  /** `null` where the shooter was not seen in that frame. */
  at(frame: number, landmark: number): Joint | null;
}

/** Keeps of all people in Tracks only who shoots, and of all numbers only what is drawn. */
export function shooterOf(tracks: Tracks, report: Report): PoseTrack {
  const points = new Float32Array(tracks.frames.length * LANDMARKS * 3).fill(NaN);
  const people = shooters(tracks, report);
  tracks.frames.forEach((frame, i) => {
    const pose = frame.pose.find(({ person }) => person === people[i]);
    if (!pose) return;
    for (let k = 0; k < LANDMARKS; k++) {
      const out = (i * LANDMARKS + k) * 3;
      points[out] = pose.landmarks[k * STRIDE]!;
      points[out + 1] = pose.landmarks[k * STRIDE + 1]!;
      points[out + 2] = Math.min(pose.landmarks[k * STRIDE + 3]!, pose.landmarks[k * STRIDE + 4]!);
    }
  });
  return { at: (frame, landmark) => smoothed(points, frame, landmark) };
}

/** Whose shot a frame belongs to: the next one's, from where the last one has ended. */
function shooters(tracks: Tracks, report: Report): (number | undefined)[] {
  const { shots } = report;
  const ends = shots.map((shot) =>
    Math.max(shot.events.landing?.frame ?? 0, shot.outcome.frame ?? 0, shot.release.frame),
  );
  return tracks.frames.map((_, i) => shots.find((__, k) => i <= ends[k]!)?.person ?? shots.at(-1)?.person);
}

function smoothed(points: Float32Array, frame: number, landmark: number): Joint | null {
  const centre = (frame * LANDMARKS + landmark) * 3;
  if (Number.isNaN(points[centre] ?? NaN)) return null;
  const kernel = landmark >= FIRST_OF_ARM && landmark <= LAST_OF_ARM ? arm : body;
  let [x, y, total] = [0, 0, 0];
  for (let k = -2; k <= 2; k++) {
    const at = ((frame + k) * LANDMARKS + landmark) * 3;
    const weight = kernel[k + 2]!;
    if (weight === 0 || Number.isNaN(points[at] ?? NaN)) continue;
    x += weight * points[at]!;
    y += weight * points[at + 1]!;
    total += weight;
  }
  return { x: x / total, y: y / total, visibility: points[centre + 2]! };
}

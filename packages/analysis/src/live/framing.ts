import type { Framing, PersonPose } from '@shotform/contracts';
import { landmark, type Landmark } from '../model.ts';
import { LANDMARK_STRIDE } from '../signals/layout.ts';

/** A person less high than this part of the picture is measured roughly: a joint is then off by degrees, not parts of one. */
const LEAST_HEIGHT = 0.3;
/** The model guesses joints outside the picture and says so by their visibility. */
const LEAST_VISIBILITY = 0.5;

const head = [landmark.nose] as const;
const feet = [landmark.leftAnkle, landmark.rightAnkle] as const;

/** How well the largest person stands in a picture: the whole body, near enough. */
export function framingOf(poses: readonly PersonPose[], width: number, height: number): Framing {
  const heights = poses.map(heightOf);
  const tallest = Math.max(...heights);
  const pose = poses[heights.indexOf(tallest)];
  if (!pose) return 'nobody';
  const isIn = (which: Landmark): boolean => {
    const [x, y, , visibility] = Array.from(
      { length: LANDMARK_STRIDE },
      (_, i) => pose.landmarks[which * LANDMARK_STRIDE + i]!,
    );
    return x! >= 0 && x! <= width && y! >= 0 && y! <= height && visibility! >= LEAST_VISIBILITY;
  };
  // From the side one foot hides the other.
  if (!head.every(isIn) || !feet.some(isIn)) return 'cut_off';
  return tallest < LEAST_HEIGHT * height ? 'too_far' : 'good';
}

/** From the nose to the lower ankle, px. */
function heightOf({ landmarks }: PersonPose): number {
  const y = (which: Landmark) => landmarks[which * LANDMARK_STRIDE + 1]!;
  return Math.max(...feet.map(y)) - y(landmark.nose);
}

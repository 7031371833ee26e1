import type { Region } from './picture.ts';

/** How much larger than the circle around the body the landmark model's square is. */
const MARGIN = 1.25;

/**
 * The square the landmark model looks at, from the middle of the hips and the point that marks the circle around the
 * body, turned so that the person stands upright in it (MediaPipe's AlignmentPointsRectsCalculator and
 * RectTransformationCalculator).
 */
export function bodyRegion(hipX: number, hipY: number, pointX: number, pointY: number): Region {
  const dx = pointX - hipX;
  const dy = pointY - hipY;
  const turn = Math.PI / 2 - Math.atan2(-dy, dx);
  return {
    x: hipX,
    y: hipY,
    size: 2 * Math.hypot(dx, dy) * MARGIN,
    rotation: turn - 2 * Math.PI * Math.floor((turn + Math.PI) / (2 * Math.PI)),
  };
}

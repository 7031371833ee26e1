/** Whether the camera moved, and how, in the words of Tracks. */
import type { Camera } from '@shotform/contracts';
import type { Registration } from './camera.ts';
import { largestShift } from './transform.ts';

/** Of the picture's larger side: less than this and a resting camera could not be told from it. */
const MOVING_SHARE = 0.0025;
const MOVING_PX = 1.5;

/** Registrations of every frame, in order. Transforms lead to the first frame's view; frames of another chain have none. */
export function cameraOf(
  registrations: readonly (Registration | null)[],
  size: { width: number; height: number },
): Camera {
  const first = registrations.find((registration) => registration !== null)?.chain;
  const transforms = registrations.map((registration) => {
    return registration && registration.chain === first ? [...registration.toReference] : null;
  });
  const limit = Math.max(MOVING_PX, MOVING_SHARE * Math.max(size.width, size.height));
  const moving = registrations.some((registration) => {
    return (
      registration &&
      (registration.chain !== first || largestShift(registration.toReference, size.width, size.height) > limit)
    );
  });
  return moving ? { moving, transforms } : { moving, transforms: null };
}

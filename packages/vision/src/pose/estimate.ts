import type { Inference } from '../inference.ts';
import { detectedRegion } from './body.ts';
import { PersonDetector } from './detector.ts';
import { Landmarker, type BodyPose } from './landmarker.ts';
import { wholePicture, type Picture } from './picture.ts';
import { PRESENCE_MIN } from './track.ts';

/** The two models of BlazePose. */
export interface PoseModels {
  /** image [n, 3, 224, 224] in [-1, 1] -> boxes [n, 2254, 12], scores [n, 2254, 1] (logits). */
  detector: Inference;
  /** image [n, 3, 256, 256] in [0, 1] -> landmarks [n, 195], presence [n, 1], heatmap [n, 39, 64, 64], world [n, 117]. */
  landmarker: Inference;
}

/**
 * The people in one picture, with nothing known before: what MediaPipe's IMAGE mode does. The surest first, at most
 * `maxPeople`.
 */
export async function estimatePoses(picture: Picture, models: PoseModels, maxPeople = 1): Promise<BodyPose[]> {
  const landmarker = new Landmarker(models.landmarker);
  const detections = await new PersonDetector(models.detector).detect(picture, wholePicture(picture));
  const poses: BodyPose[] = [];
  for (const detection of detections.slice(0, maxPeople)) {
    const pose = await landmarker.locate(picture, detectedRegion(detection));
    if (pose.score >= PRESENCE_MIN) poses.push(pose);
  }
  return poses;
}

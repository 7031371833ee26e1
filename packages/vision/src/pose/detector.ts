/**
 * The person detector: where in a picture people are, and how they stand. After MediaPipe's pose detection graph
 * (SsdAnchorsCalculator, TensorsToDetectionsCalculator, NonMaxSuppressionCalculator).
 */
import type { Inference } from '../inference.ts';
import type { Picture, Region } from './picture.ts';
import { Sampler } from './sample.ts';

/** One person found: px of the picture. */
export interface Detection {
  /** 0-1. */
  score: number;
  /** Around the face and the torso. */
  box: { left: number; top: number; right: number; bottom: number };
  /** x, y of: middle of the hips; a point whose distance from it is the radius of the circle around the whole body;
   *  middle of the shoulders; the same kind of point for the upper body. */
  keypoints: Float64Array;
}

const INPUT_SIZE = 224;
/** [stride, anchors in a cell] of the feature maps. */
const FEATURE_MAPS = [
  [8, 2],
  [16, 2],
  [32, 6],
] as const;
const BOX_NUMBERS = 12;
const KEYPOINT_NUMBERS = 8;
/** A score of 0.5. */
const LOGIT_MIN = 0;
/** Detections that overlap more than this (intersection over union) are one person. */
const SAME_PERSON_OVERLAP = 0.3;

export class PersonDetector {
  private readonly inference: Inference;
  private readonly sampler = new Sampler(INPUT_SIZE, 'black', { low: -1, high: 1 });
  private readonly anchors = anchorCentres();

  constructor(inference: Inference) {
    this.inference = inference;
  }

  /** People in the upright square `region` of the picture, the surest first. */
  async detect(picture: Picture, region: Region): Promise<Detection[]> {
    const { boxes, scores } = await this.inference.run({
      image: { data: this.sampler.sample(picture, region), dims: [1, 3, INPUT_SIZE, INPUT_SIZE] },
    });
    if (!boxes || !scores) throw new Error('the detector gave no boxes or scores');
    return mergeOverlapping(this.decode(boxes.data, scores.data, region));
  }

  private decode(boxes: Float32Array, scores: Float32Array, region: Region): Detection[] {
    const found: Detection[] = [];
    const left = region.x - region.size / 2;
    const top = region.y - region.size / 2;
    for (let i = 0; i < scores.length; i++) {
      if (scores[i]! < LOGIT_MIN) continue;
      const score = 1 / (1 + Math.exp(-scores[i]!));
      const at = i * BOX_NUMBERS;
      const x = (k: number): number => left + (boxes[at + k]! / INPUT_SIZE + this.anchors[2 * i]!) * region.size;
      const y = (k: number): number => top + (boxes[at + k]! / INPUT_SIZE + this.anchors[2 * i + 1]!) * region.size;
      const halfWidth = (boxes[at + 2]! / INPUT_SIZE) * region.size * 0.5;
      const halfHeight = (boxes[at + 3]! / INPUT_SIZE) * region.size * 0.5;
      const keypoints = new Float64Array(KEYPOINT_NUMBERS);
      for (let k = 0; k < KEYPOINT_NUMBERS; k += 2) {
        keypoints[k] = x(4 + k);
        keypoints[k + 1] = y(5 + k);
      }
      found.push({
        score,
        box: { left: x(0) - halfWidth, top: y(1) - halfHeight, right: x(0) + halfWidth, bottom: y(1) + halfHeight },
        keypoints,
      });
    }
    return found;
  }
}

/** x, y of every anchor's centre, as parts of the input's side. */
function anchorCentres(): Float64Array {
  const centres: number[] = [];
  for (const [stride, perCell] of FEATURE_MAPS) {
    const cells = INPUT_SIZE / stride;
    for (let row = 0; row < cells; row++) {
      for (let column = 0; column < cells; column++) {
        for (let i = 0; i < perCell; i++) centres.push((column + 0.5) / cells, (row + 0.5) / cells);
      }
    }
  }
  return Float64Array.from(centres);
}

/** Weighted non-maximum suppression: what overlaps the surest is averaged with it, weighted by score. */
export function mergeOverlapping(detections: Detection[]): Detection[] {
  const merged: Detection[] = [];
  let rest = detections.toSorted((a, b) => b.score - a.score);
  while (rest.length > 0) {
    const best = rest[0]!;
    const group = rest.filter((other) => other === best || overlap(best.box, other.box) > SAME_PERSON_OVERLAP);
    merged.push(weightedMean(group));
    rest = rest.filter((other) => !group.includes(other));
  }
  return merged;
}

function weightedMean(group: Detection[]): Detection {
  const total = group.reduce((sum, { score }) => sum + score, 0);
  const mean = (value: (detection: Detection) => number): number =>
    group.reduce((sum, detection) => sum + value(detection) * detection.score, 0) / total;
  return {
    score: group[0]!.score,
    box: {
      left: mean(({ box }) => box.left),
      top: mean(({ box }) => box.top),
      right: mean(({ box }) => box.right),
      bottom: mean(({ box }) => box.bottom),
    },
    keypoints: Float64Array.from({ length: KEYPOINT_NUMBERS }, (_, k) => mean(({ keypoints }) => keypoints[k]!)),
  };
}

/** Intersection over union. */
function overlap(a: Detection['box'], b: Detection['box']): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const area = (box: Detection['box']): number => (box.right - box.left) * (box.bottom - box.top);
  return (width * height) / (area(a) + area(b) - width * height);
}

/**
 * The landmark model: 33 points of one person in a region that holds them. After MediaPipe's pose landmark graph
 * (TensorsToLandmarksCalculator, RefineLandmarksFromHeatmapCalculator, LandmarkProjectionCalculator,
 * WorldLandmarkProjectionCalculator).
 */
import type * as contracts from '@shotform/contracts';
import type { Inference } from '../inference.ts';
import type { Picture, Region } from './picture.ts';
import { bodyRegion } from './region.ts';
import { Sampler } from './sample.ts';

/** One person's landmarks, in px of the picture and in metres; formats as in contracts' `personPoseSchema`. */
export interface BodyPose {
  /** The model's belief that a person is in the region, 0-1. */
  score: number;
  landmarks: Float32Array;
  world: Float32Array;
  /** Where to look for the same person in the next frame. */
  next: Region;
}

/** The contract's numbers, repeated so that only its types are imported: a browser need not load the schemas. */
export const LANDMARK_COUNT: typeof contracts.LANDMARK_COUNT = 33;
export const LANDMARK_STRIDE: typeof contracts.LANDMARK_STRIDE = 5;
export const WORLD_STRIDE: typeof contracts.WORLD_STRIDE = 3;

const INPUT_SIZE = 256;
/** The model's points: the 33 landmarks, then two that give the next region, then four that nobody uses. */
const HIP_CENTRE = 33;
const BODY_CIRCLE = 34;
const POINTS = 35;
const POINT_NUMBERS = 5;
const HEATMAP_SIZE = 64;
/** Half of the 7 x 7 cells around a point that are averaged. */
const REACH = 3;
/** The heat a cell must have for the heatmap to be believed. */
const HEAT_MIN = 0.5;

export class Landmarker {
  private readonly inference: Inference;
  private readonly sampler = new Sampler(INPUT_SIZE, 'replicate', { low: 0, high: 1 });
  /** x, y, z per point, as parts of the region's side. */
  private readonly points = new Float64Array(POINTS * 3);

  constructor(inference: Inference) {
    this.inference = inference;
  }

  /** The person in the region, or what the model makes of it where nobody is: the score tells. */
  async locate(picture: Picture, region: Region): Promise<BodyPose> {
    const { landmarks, presence, heatmap, world } = await this.inference.run({
      image: { data: this.sampler.sample(picture, region), dims: [1, 3, INPUT_SIZE, INPUT_SIZE] },
    });
    if (!landmarks || !presence || !heatmap || !world) throw new Error('the landmark model lacks an output');
    this.refine(landmarks.data, heatmap.data);
    return this.project(landmarks.data, world.data, presence.data[0]!, region);
  }

  /** Points as parts of the side, moved to the centre of the heat around them where there is enough of it. */
  private refine(raw: Float32Array, heatmap: Float32Array): void {
    const { points } = this;
    for (let i = 0; i < POINTS; i++) {
      const at = i * POINT_NUMBERS;
      points[3 * i] = raw[at]! / INPUT_SIZE;
      points[3 * i + 1] = raw[at + 1]! / INPUT_SIZE;
      points[3 * i + 2] = raw[at + 2]! / INPUT_SIZE;
      this.refinePoint(i, heatmap);
    }
  }

  private refinePoint(i: number, heatmap: Float32Array): void {
    const { points } = this;
    const column = Math.trunc(points[3 * i]! * HEATMAP_SIZE);
    const row = Math.trunc(points[3 * i + 1]! * HEATMAP_SIZE);
    if (column < 0 || column >= HEATMAP_SIZE || row < 0 || row >= HEATMAP_SIZE) return;
    let sum = 0;
    let sumX = 0;
    let sumY = 0;
    let hottest = 0;
    for (let y = Math.max(0, row - REACH); y <= Math.min(HEATMAP_SIZE - 1, row + REACH); y++) {
      for (let x = Math.max(0, column - REACH); x <= Math.min(HEATMAP_SIZE - 1, column + REACH); x++) {
        const heat = sigmoid(heatmap[(i * HEATMAP_SIZE + y) * HEATMAP_SIZE + x]!);
        sum += heat;
        sumX += heat * x;
        sumY += heat * y;
        if (heat > hottest) hottest = heat;
      }
    }
    if (hottest < HEAT_MIN) return;
    points[3 * i] = sumX / sum / HEATMAP_SIZE;
    points[3 * i + 1] = sumY / sum / HEATMAP_SIZE;
  }

  /** From the region back to the picture. */
  private project(raw: Float32Array, rawWorld: Float32Array, score: number, region: Region): BodyPose {
    const { points } = this;
    const cos = Math.cos(region.rotation);
    const sin = Math.sin(region.rotation);
    const x = (i: number): number =>
      region.x + region.size * (cos * (points[3 * i]! - 0.5) - sin * (points[3 * i + 1]! - 0.5));
    const y = (i: number): number =>
      region.y + region.size * (sin * (points[3 * i]! - 0.5) + cos * (points[3 * i + 1]! - 0.5));
    const landmarks = new Float32Array(LANDMARK_COUNT * LANDMARK_STRIDE);
    const world = new Float32Array(LANDMARK_COUNT * WORLD_STRIDE);
    for (let i = 0; i < LANDMARK_COUNT; i++) {
      const to = i * LANDMARK_STRIDE;
      landmarks[to] = x(i);
      landmarks[to + 1] = y(i);
      landmarks[to + 2] = points[3 * i + 2]! * region.size;
      landmarks[to + 3] = sigmoid(raw[i * POINT_NUMBERS + 3]!);
      landmarks[to + 4] = sigmoid(raw[i * POINT_NUMBERS + 4]!);
      const w = i * WORLD_STRIDE;
      world[w] = cos * rawWorld[w]! - sin * rawWorld[w + 1]!;
      world[w + 1] = sin * rawWorld[w]! + cos * rawWorld[w + 1]!;
      world[w + 2] = rawWorld[w + 2]!;
    }
    const next = bodyRegion(x(HIP_CENTRE), y(HIP_CENTRE), x(BODY_CIRCLE), y(BODY_CIRCLE));
    return { score, landmarks, world, next };
  }
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

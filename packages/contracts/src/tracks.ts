/**
 * Tracks: what was seen in every frame of a clip, before anything is concluded from it. It is what `vision` produces and
 * `analysis` consumes, and it is kept beside the report (`tracks.json.gz`) so that a clip can be scored again without
 * its video.
 *
 * Pixels are those of the displayed frame (after rotation), origin top left, x right, y down, at pixel centres of the
 * full resolution. What was not seen is `null`, or an absent element of a list, never a default.
 */
import { z } from 'zod';

export const TRACKS_SCHEMA_VERSION = '1.0';

/** BlazePose's landmarks per person. */
export const LANDMARK_COUNT = 33;
/** Numbers per landmark in `landmarks`: x px, y px, z px, visibility 0-1, presence 0-1. */
export const LANDMARK_STRIDE = 5;
/** Numbers per landmark in `world`: x, y, z in metres, origin between the hips, axes as the image's. */
export const WORLD_STRIDE = 3;

const finite = z.number();
const unit = z.number().min(0).max(1);

/** One person in one frame. Flat arrays: a clip has millions of these numbers. */
export const personPoseSchema = z.strictObject({
  /** Stable while the person is followed; a person lost and found again may get a new one. */
  person: z.int().min(0),
  /** The model's own belief that a person is in the region, 0-1. */
  score: unit,
  /** 33 x [x px, y px, z px, visibility, presence]. */
  landmarks: z.array(finite).length(LANDMARK_COUNT * LANDMARK_STRIDE),
  /** 33 x [x, y, z] in metres. */
  world: z.array(finite).length(LANDMARK_COUNT * WORLD_STRIDE),
});

/** How much of a line shows where it crosses a ball: 1 all of it, so that it is before the ball, 0 none; with its standard error. */
export const shownLineSchema = z.strictObject({ part: unit, error: z.number().positive() });

export const ballCandidateSchema = z.strictObject({
  x: finite,
  y: finite,
  /** Diameter, px. */
  diameter: z.number().positive(),
  confidence: unit,
  /** What found it: `colour`, `motion`, `appearance`, `detector`, or several joined by `+`. */
  source: z.string().min(1),
  /**
   * What shows before the ball of the rim's upper and lower line (the halves of its ellipse); `null` where that does not
   * cross the ball or cannot be told from it, absent where neither does. Seen from below the upper one is the nearer.
   */
  ring: z.strictObject({ upper: shownLineSchema.nullable(), lower: shownLineSchema.nullable() }).optional(),
});

/** The rim's ring as an ellipse in the image. */
export const rimSchema = z.strictObject({
  x: finite,
  y: finite,
  /** Semi-axes, px: `a` along `angleDegrees`, `b` across it. */
  a: z.number().positive(),
  b: z.number().min(0),
  /** The major axis against the image's x axis, degrees, clockwise on the screen. */
  angleDegrees: finite,
  confidence: unit,
});

export const trackFrameSchema = z.strictObject({
  /** Everybody followed in this frame; which of them shoots is for `analysis` to say. */
  pose: z.array(personPoseSchema),
  ball: z.array(ballCandidateSchema),
  rim: rimSchema.nullable(),
  /** Movement in the net's region under the rim, 0-1; `null` where no rim was seen. */
  netMotion: z.number().min(0).nullable(),
});

export const modelVersionSchema = z.strictObject({
  name: z.string().min(1),
  version: z.string().min(1),
  /** Of the file, hexadecimal; `null` where the thing is code and not a file. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});

export const tracksVideoSchema = z.strictObject({
  /** Display size after rotation, px. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** Decoded frames. */
  frames: z.int().min(0),
  /** Presentation time of every decoded frame, seconds, never decreasing; the first is 0 or later. */
  timesSeconds: z.array(finite),
  /** The rotation that was applied to get the displayed frame: degrees clockwise. */
  rotationDegrees: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  /** Black bars inside the picture, px from each edge. */
  letterbox: z.strictObject({
    left: z.int().min(0),
    top: z.int().min(0),
    right: z.int().min(0),
    bottom: z.int().min(0),
  }),
});

export const cameraSchema = z.strictObject({
  moving: z.boolean(),
  /**
   * Where the camera moves, per frame [a, b, c, d, e, f]: a pixel (x, y) of the frame lies at
   * (a x + c y + e, b x + d y + f) of frame 0's view. `null` where the camera stands, and for a frame that could not
   * be related to the others.
   */
  transforms: z.array(z.array(finite).length(6).nullable()).nullable(),
});

export const tracksSchema = z
  .strictObject({
    schemaVersion: z.literal(TRACKS_SCHEMA_VERSION),
    video: tracksVideoSchema,
    frames: z.array(trackFrameSchema),
    camera: cameraSchema,
    models: z.array(modelVersionSchema),
  })
  .superRefine((tracks, context) => {
    const { frames, timesSeconds } = tracks.video;
    if (tracks.frames.length !== frames || timesSeconds.length !== frames) {
      context.addIssue({ code: 'custom', message: 'frames, video.frames and video.timesSeconds differ in length' });
    }
    if (tracks.camera.transforms && tracks.camera.transforms.length !== frames) {
      context.addIssue({ code: 'custom', message: 'camera.transforms and frames differ in length' });
    }
    for (let i = 1; i < timesSeconds.length; i++) {
      if (timesSeconds[i]! < timesSeconds[i - 1]!) {
        context.addIssue({ code: 'custom', message: `video.timesSeconds decreases at frame ${i}` });
        break;
      }
    }
  });

/** In memory the numbers of a pose may be typed arrays: a five-minute clip has 2.4 million of them. */
export interface PersonPose {
  person: number;
  score: number;
  landmarks: ArrayLike<number>;
  world: ArrayLike<number>;
}
export type ShownLine = z.infer<typeof shownLineSchema>;
export type BallCandidate = z.infer<typeof ballCandidateSchema>;
export type Rim = z.infer<typeof rimSchema>;
export type Camera = z.infer<typeof cameraSchema>;
export type ModelVersion = z.infer<typeof modelVersionSchema>;
export type TracksVideo = z.infer<typeof tracksVideoSchema>;
export interface TrackFrame {
  pose: PersonPose[];
  ball: BallCandidate[];
  rim: Rim | null;
  netMotion: number | null;
}
export interface Tracks {
  schemaVersion: typeof TRACKS_SCHEMA_VERSION;
  video: TracksVideo;
  frames: TrackFrame[];
  camera: Camera;
  models: ModelVersion[];
}

/**
 * The report: what was concluded from a clip. JSON in camelCase, SI units and degrees, additive changes only within a
 * major version. No number without its uncertainty, none that was not measured, and the reason where it cannot be.
 */
import { z } from 'zod';
import { modelVersionSchema } from './tracks.ts';

export const REPORT_SCHEMA_VERSION = '1.0';

const unit = z.number().min(0).max(1);
const frame = z.int().min(0);
const interval = z.tuple([z.number(), z.number()]);

/** Why a thing is not said. Stable codes; the words for them belong to whoever shows them. */
export const withheldReasonSchema = z.enum([
  'view_not_valid', // the camera's view does not allow it
  'landmarks_unreliable', // the joints were hidden or uncertain
  'frame_rate_too_low',
  'not_in_clip', // the clip begins after it or ends before it
  'no_ball', // the ball was not seen well enough
  'no_rim', // the rim was not seen well enough
  'no_flight', // too little of the ball's flight was seen
  'event_not_found', // the moment at which it is measured was not found
  'scale_unknown', // pixels could not be turned into metres
  'not_applicable', // a set shot has no jump
  'not_scored', // shown, never scored
  'too_few_shots',
  'coverage_too_low', // too few metrics could be measured for a score
]);

/** Anything measured. `interval` is a 90 % interval in the same unit; all `null`, with a reason, where not measurable. */
export const measuredSchema = z
  .strictObject({
    value: z.number().nullable(),
    unit: z.enum(['deg', 's', 'm', 'm/s', 'ratio', 'px', 'deg/s']),
    interval: interval.nullable(),
    /** The frame it was measured at (decoded frames from 0); `null` where it belongs to a span of time. */
    frame: frame.nullable(),
    measurable: z.boolean(),
    reason: withheldReasonSchema.optional(),
  })
  .refine((m) => m.measurable === (m.value !== null && m.interval !== null), 'value and interval go with measurable')
  .refine((m) => m.measurable || m.reason !== undefined, 'what cannot be measured carries its reason');

/** A moment: a decoded frame, its presentation time (sub-frame where it could be refined) and one standard error. */
export const momentSchema = z.strictObject({
  frame,
  timeSeconds: z.number(),
  uncertaintySeconds: z.number().min(0),
});

export const eventNames = [
  'preparation',
  'dip',
  'ballLow',
  'setPoint',
  'liftStart',
  'takeOff',
  'release',
  'jumpApex',
  'followThroughEnd',
  'landing',
] as const;
export const eventNameSchema = z.enum(eventNames);

/** The events of `docs/domain.md`; `null` where it was not found or did not happen. */
export const eventsSchema = z.record(eventNameSchema, momentSchema.nullable());

export const outcomeSchema = z.strictObject({
  result: z.enum(['made', 'missed', 'unknown']),
  /** Belief in `result`, 0-1; 0 where unknown. */
  confidence: unit,
  miss: z.enum(['short', 'long', 'left', 'right']).optional(),
  /** When the ball reached the rim. */
  frame: frame.nullable(),
});

/** Where the ball was seen (`seen`) or must have been (by the fit) in a frame. Displayed pixels. */
export const pathPointSchema = z.strictObject({
  frame,
  x: z.number(),
  y: z.number(),
  diameter: z.number().positive(),
  seen: z.boolean(),
});

export const flightSchema = z.strictObject({
  releaseAngle: measuredSchema,
  releaseSpeed: measuredSchema,
  releaseHeight: measuredSchema,
  apexHeight: measuredSchema,
  entryAngle: measuredSchema,
  /** Across the rim plane, + to the shooter's right of the rim's centre, metres. */
  lateral: measuredSchema,
  /** Past the front of the rim, metres. */
  depth: measuredSchema,
  /** What the ball's size alone, and the ring's width alone, say of the scale, over that of the whole fit: 1 where they agree. */
  scaleByBall: measuredSchema,
  scaleByRing: measuredSchema,
  path: z.array(pathPointSchema),
});

export const planeSchema = z.enum(['sagittal', 'frontal', 'any']);

/** Whose range a band is: typical of proficient shooters, or the player's own, from their earlier shots. */
export const bandOfSchema = z.enum(['shooters', 'player']);

export const metricSchema = z.strictObject({
  ...measuredSchema.shape,
  /** The event at which it is measured. */
  event: eventNameSchema.nullable(),
  plane: planeSchema,
  /** The range that is aimed at; `null` where the metric is shown but not scored. */
  band: interval.nullable(),
  bandOf: bandOfSchema.nullable(),
  /** 0-1: view validity x landmark quality x frame-rate factor. */
  credibility: unit,
});

export const scoreGroupSchema = z.enum(['load', 'alignment', 'release', 'followThrough', 'balance', 'rhythm']);

/** A score that may be withheld: `value` is then `null` and `reason` says why. 0-100. */
export const scoreSchema = z.strictObject({
  value: z.number().min(0).max(100).nullable(),
  interval: interval.nullable(),
  reason: withheldReasonSchema.optional(),
});

/** One metric's part in Form. The `pointsLost` add up to 100 - Form exactly. */
export const contributionSchema = z.strictObject({
  metric: z.string(),
  group: scoreGroupSchema,
  /** The metric's own score, 0-100. */
  score: z.number().min(0).max(100),
  /** Its weight in this shot's Form, after credibility; all of them add up to 1. */
  weight: unit,
  pointsLost: z.number().min(0),
});

export const scoresSchema = z.strictObject({
  form: z.strictObject({
    ...scoreSchema.shape,
    /** The part of the whole weight that could be measured, 0-1. Under 0.5 Form is withheld. */
    coverage: unit,
    contributions: z.array(contributionSchema),
    groups: z.record(scoreGroupSchema, scoreSchema),
  }),
  result: scoreSchema,
  consistency: scoreSchema,
  /** What customers already know by name. `overall` is Form. */
  named: z.strictObject({
    overall: scoreSchema,
    elbowFlare: scoreSchema,
    kneeBend: scoreSchema,
    followThrough: scoreSchema,
  }),
});

export const viewSchema = z.strictObject({
  /** In (-180, 180]: 0 the shooter faces the camera, +90 the camera sees the right side, -90 the left, 180 the back. */
  yawDegrees: z.number().gt(-180).lte(180).nullable(),
  /** One standard error of the yaw. */
  uncertaintyDegrees: z.number().min(0).nullable(),
  /** Whether the shooting arm is on the camera's side of the body. */
  shootingArm: z.enum(['near', 'far', 'level']).nullable(),
  /** Camera roll: + where the picture's content leans clockwise, degrees. */
  rollDegrees: z.number().nullable(),
  /** One standard error of the roll. */
  rollUncertaintyDegrees: z.number().min(0).nullable(),
  /** Camera pitch: + where it looks up, degrees. Rough: told where a flight shows more than how phones are held. */
  pitchDegrees: z.number().nullable(),
  /** One standard error of the pitch. */
  pitchUncertaintyDegrees: z.number().min(0).nullable(),
  camera: z.enum(['still', 'moving']),
  reason: withheldReasonSchema.optional(),
});

/** Where the camera would have shown what it could not show from where it stood. */
export const betterViewSchema = z.strictObject({
  plane: z.enum(['sagittal', 'frontal']),
  /** The yaw of that view: the shooting side, or the nearer of front and back. */
  yawDegrees: viewSchema.shape.yawDegrees.unwrap(),
  /** How far to carry the camera around the shooter, in (-180, 180], + to the left as one faces them; `null` where it is not known. */
  turnDegrees: z.number().gt(-180).lte(180).nullable(),
  /** What it would show. */
  metrics: z.array(z.string()).min(1),
});

export const shotSchema = z.strictObject({
  index: z.int().min(0),
  /** The shooter's `person` in Tracks at the release. */
  person: z.int().min(0),
  hand: z.enum(['left', 'right']),
  handConfidence: unit,
  /** Belief that this is a shot at all, 0-1. */
  confidence: unit,
  view: viewSchema,
  release: z.strictObject({
    ...momentSchema.shape,
    /** What told it: the ball leaving the hand, the flight traced back, or the arm alone. */
    source: z.enum(['ball', 'flight', 'pose']),
  }),
  events: eventsSchema,
  outcome: outcomeSchema,
  flight: flightSchema,
  metrics: z.record(z.string(), metricSchema),
  scores: scoresSchema,
});

export const feedbackSchema = z.strictObject({
  priority: z.enum(['primary', 'secondary']),
  metric: z.string(),
  /** Which way the value lies outside its band. */
  direction: z.enum(['low', 'high']),
  value: z.number(),
  unit: measuredSchema.shape.unit,
  interval,
  band: interval,
  bandOf: bandOfSchema,
  /** Probability that the value lies outside the band. */
  probability: unit,
  /** Key of the message in a locale's catalogue, and the same in the report's locale. */
  key: z.string(),
  text: z.string(),
  tip: z.string(),
  drill: z.string(),
  evidence: z.strictObject({ shot: z.int().min(0), frame, timeSeconds: z.number() }),
});

export const aggregateSchema = z.strictObject({
  unit: measuredSchema.shape.unit,
  n: z.int().min(1),
  mean: z.number(),
  /** Standard deviation over shots; `null` for one shot. */
  sd: z.number().min(0).nullable(),
});

export const sessionSchema = z.strictObject({
  shots: z.int().min(0),
  made: z.int().min(0),
  missed: z.int().min(0),
  unknown: z.int().min(0),
  form: scoreSchema,
  result: scoreSchema,
  consistency: scoreSchema,
  metrics: z.record(z.string(), aggregateSchema),
});

export const reportSchema = z.strictObject({
  schemaVersion: z.literal(REPORT_SCHEMA_VERSION),
  engine: z.strictObject({
    version: z.string(),
    /** Version of the bands, weights and thresholds in force. */
    configuration: z.string(),
  }),
  models: z.array(modelVersionSchema),
  video: z.strictObject({
    width: z.int().positive(),
    height: z.int().positive(),
    /** Decoded frames over the span of their presentation times. */
    fps: z.number().min(0).nullable(),
    frames: z.int().min(0),
    durationSeconds: z.number().min(0),
  }),
  view: viewSchema,
  /** Those that would show the most first; none where nothing was withheld for the view. */
  betterViews: z.array(betterViewSchema),
  pose: z.strictObject({
    model: z.string(),
    /** The part of all frames in which somebody's pose could be used, 0-1. */
    usableFrameRate: unit,
  }),
  /** The rim in the frame where it was seen best; `null` where it was not. */
  rim: z
    .strictObject({
      x: z.number(),
      y: z.number(),
      a: z.number().positive(),
      b: z.number().min(0),
      angleDegrees: z.number(),
      confidence: unit,
      frame,
    })
    .nullable(),
  shots: z.array(shotSchema),
  session: sessionSchema,
  feedback: z.array(feedbackSchema),
  /** Wall seconds a stage took; stages are named by whoever ran them. Not part of what was concluded. */
  timings: z.record(z.string(), z.number().min(0)),
});

export type WithheldReason = z.infer<typeof withheldReasonSchema>;
export type Measured = z.infer<typeof measuredSchema>;
export type Unit = Measured['unit'];
export type Moment = z.infer<typeof momentSchema>;
export type EventName = z.infer<typeof eventNameSchema>;
export type Events = z.infer<typeof eventsSchema>;
export type Outcome = z.infer<typeof outcomeSchema>;
export type PathPoint = z.infer<typeof pathPointSchema>;
export type Flight = z.infer<typeof flightSchema>;
export type Plane = z.infer<typeof planeSchema>;
export type Metric = z.infer<typeof metricSchema>;
export type ScoreGroup = z.infer<typeof scoreGroupSchema>;
export type Score = z.infer<typeof scoreSchema>;
export type Contribution = z.infer<typeof contributionSchema>;
export type Scores = z.infer<typeof scoresSchema>;
export type BetterView = z.infer<typeof betterViewSchema>;
export type View = z.infer<typeof viewSchema>;
export type Shot = z.infer<typeof shotSchema>;
export type Feedback = z.infer<typeof feedbackSchema>;
export type Aggregate = z.infer<typeof aggregateSchema>;
export type Session = z.infer<typeof sessionSchema>;
export type Report = z.infer<typeof reportSchema>;

import type { Baseline, Metric, WithheldReason } from '@shotform/contracts';
import type { ShotDraft } from '../model.ts';
import type { Steady } from '../signals/camera.ts';
import { clamp } from '../signals/statistics.ts';
import { bandInForce } from './baseline.ts';
import { LEAST_HAND_CONFIDENCE } from '../people/hand.ts';
import { contextOf, type ShotContext } from './context.ts';
import { dependsOnHand, type Band, type MetricDefinition } from './definition.ts';
import { dictionary } from './dictionary/index.ts';
import { intervalOf, scaled, widened, type Estimate } from './estimate.ts';
import { gradeAt, type GradedTable } from './grade.ts';
import { judgeView, LEAST_CREDIBILITY, pitchBias, viewRules } from './view.ts';

/** A metric of one shot: as reported, and with its errors kept apart. `estimate` goes with `metric.measurable`. */
export interface Measurement {
  definition: MetricDefinition;
  metric: Metric;
  estimate: Estimate | null;
  band: Band | null;
}

/** Landmark-quality factor by the model's visibility x presence of the worst joint that is needed. */
const quality: GradedTable = [
  [0.2, 0],
  [0.8, 1],
];
/** Visibility is averaged over this much to either side, seconds. */
const AROUND = 0.05;

export interface MeasureOptions {
  /** What the player's earlier shots were like. */
  baseline?: Baseline | undefined;
  /** Undoes the camera's motion. Without it nothing is said of what a moving camera spoils. */
  steady?: Steady | undefined;
}

/** The whole dictionary for one shot. */
export function measureShot(draft: ShotDraft, { baseline, steady }: MeasureOptions = {}): Measurement[] {
  const context = contextOf(draft, steady);
  const isSteady = draft.view.camera === 'still' || steady !== undefined;
  return dictionary.map((definition) => {
    const { band, of } = bandInForce(definition.id, definition.scoring, baseline);
    const found = hindrance(definition, draft, isSteady) ?? measureMetric(definition, context);
    const { unit, event, plane } = definition;
    const { estimate, ...measured } = found;
    const scored = measured.measurable && !band ? { reason: 'not_scored' as const } : {};
    const metric = {
      ...measured,
      ...scored,
      unit,
      event,
      plane,
      band: band && ([...band] as [number, number]),
      bandOf: of,
    };
    return { definition, band, estimate, metric };
  });
}

/** Why a metric is not even tried: places in a moving picture, or an arm of which it is not known that it shoots. */
function hindrance(definition: MetricDefinition, draft: ShotDraft, isSteady: boolean): Found | null {
  if (definition.needsStillCamera && !isSteady) return withheld('view_not_valid');
  const unsure = draft.handConfidence < LEAST_HAND_CONFIDENCE && dependsOnHand(definition);
  return unsure ? withheld('landmarks_unreliable') : null;
}

type Found = Pick<Measurement, 'estimate'> & Omit<Metric, 'unit' | 'event' | 'plane' | 'band' | 'bandOf'>;

function measureMetric(definition: MetricDefinition, context: ShotContext): Found {
  const { view, hand, pace } = context.draft;
  const judged = judgeView(viewRules[definition.view], view, hand);
  // Slow motion has more pictures to a second of real life.
  const rate = gradeAt(definition.frameRate, context.body.effectiveFps / pace);
  const possible = judged.validity * rate;
  if (possible < LEAST_CREDIBILITY) return withheld(weakest(judged.validity, rate, 1), possible);
  const sample = definition.measure(context);
  if (typeof sample === 'string') return withheld(sample);
  const seen = gradeAt(quality, worstVisibility(definition, context, sample.times));
  const credibility = possible * seen;
  if (credibility < LEAST_CREDIBILITY) return withheld(weakest(judged.validity, rate, seen), credibility);
  const real = definition.unit === 's' ? scaled(sample.estimate, pace) : sample.estimate;
  const estimate = widened(real, 0, definition.unit === 'deg' ? Math.hypot(judged.bias, pitchBias(view)) : judged.bias);
  const interval = clipped(intervalOf(estimate), definition.limits);
  const { value } = estimate;
  const isSound =
    [value, ...interval, credibility].every(Number.isFinite) && value >= interval[0] && value <= interval[1];
  if (!isSound) return withheld('landmarks_unreliable');
  return { estimate, value, interval, frame: sample.frame, measurable: true, credibility };
}

function withheld(reason: WithheldReason, credibility = 0): Found {
  return { estimate: null, value: null, interval: null, frame: null, measurable: false, reason, credibility };
}

function worstVisibility(definition: MetricDefinition, context: ShotContext, times: readonly number[]): number {
  const [start, end] = [context.body.times[0] ?? 0, context.body.times.at(-1) ?? 0];
  const filmed = times.flatMap((time) => [time - AROUND, time, time + AROUND].map((at) => clamp(at, start, end)));
  const seen = definition.landmarks.map(
    (role) => filmed.reduce((sum, time) => sum + context.visibility(role, time), 0) / filmed.length,
  );
  return Math.min(...seen);
}

/** Which of the factors is most to blame. */
function weakest(view: number, rate: number, seen: number): WithheldReason {
  if (seen <= Math.min(view, rate)) return 'landmarks_unreliable';
  return view <= rate ? 'view_not_valid' : 'frame_rate_too_low';
}

function clipped([lo, hi]: [number, number], [least, most]: Band): [number, number] {
  return [Math.max(lo, least), Math.min(hi, most)];
}

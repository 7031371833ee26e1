import type { Metric, WithheldReason } from '@shotform/contracts';
import type { ShotDraft } from '../model.ts';
import { clamp } from '../signals/statistics.ts';
import { bandInForce, type Baseline } from './baseline.ts';
import { contextOf, type ShotContext } from './context.ts';
import type { Band, MetricDefinition } from './definition.ts';
import { dictionary } from './dictionary/index.ts';
import { intervalOf, widened, type Estimate } from './estimate.ts';
import { gradeAt, type GradedTable } from './grade.ts';
import { judgeView, viewRules } from './view.ts';

/** Under this nothing is said: view validity x landmark quality x frame-rate factor. */
export const LEAST_CREDIBILITY = 0.3;

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

/** The whole dictionary for one shot. */
export function measureShot(draft: ShotDraft, baseline?: Baseline): Measurement[] {
  const context = contextOf(draft);
  return dictionary.map((definition) => measureMetric(definition, context, baseline));
}

function measureMetric(definition: MetricDefinition, context: ShotContext, baseline?: Baseline): Measurement {
  const band = bandInForce(definition.id, definition.scoring, baseline);
  const withheld = (reason: WithheldReason, credibility = 0): Measurement => ({
    definition,
    band,
    estimate: null,
    metric: {
      ...describe(definition, band),
      value: null,
      interval: null,
      frame: null,
      measurable: false,
      reason,
      credibility,
    },
  });
  const { view } = context.draft;
  const judged = judgeView(viewRules[definition.view], view);
  const rate = gradeAt(definition.frameRate, context.body.effectiveFps);
  if (definition.needsStillCamera && view.camera === 'moving') return withheld('view_not_valid');
  if (judged.validity < LEAST_CREDIBILITY) return withheld('view_not_valid', judged.validity * rate);
  if (rate < LEAST_CREDIBILITY) return withheld('frame_rate_too_low', judged.validity * rate);
  const sample = definition.measure(context);
  if (typeof sample === 'string') return withheld(sample);
  const seen = gradeAt(quality, worstVisibility(definition, context, sample.times));
  const credibility = judged.validity * rate * seen;
  if (credibility < LEAST_CREDIBILITY) return withheld(weakest(judged.validity, rate, seen), credibility);
  const estimate = widened(sample.estimate, 0, judged.bias);
  const interval = clipped(intervalOf(estimate), definition.limits);
  const finite = [estimate.value, ...interval, credibility].every(Number.isFinite);
  if (!finite || estimate.value < interval[0] || estimate.value > interval[1]) return withheld('landmarks_unreliable');
  return {
    definition,
    band,
    estimate,
    metric: {
      ...describe(definition, band),
      value: estimate.value,
      interval,
      frame: sample.frame,
      measurable: true,
      ...(band ? {} : { reason: 'not_scored' }),
      credibility,
    },
  };
}

function describe(definition: MetricDefinition, band: Band | null): Pick<Metric, 'unit' | 'event' | 'plane' | 'band'> {
  const { unit, event, plane } = definition;
  return { unit, event, plane, band: band && [...band] };
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

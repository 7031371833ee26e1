import type { Feedback, ScoreGroup } from '@shotform/contracts';
import type { Band, MetricDefinition } from '../metrics/definition.ts';
import { standardError } from '../metrics/estimate.ts';
import { groupWeights } from '../metrics/dictionary/index.ts';
import type { Measurement } from '../metrics/measure.ts';
import type { ShotDraft } from '../model.ts';
import { subScore } from '../scores/subscore.ts';
import { feedbackKey, fillIn, formatValue, type Catalogue, type Message } from './catalogue.ts';
import { normalBelow } from './normal.ts';

/** A shot counts against a metric where the value lies outside its band with at least this probability. */
export const FLAG_PROBABILITY = 0.8;
/** A cue needs this many such shots, or this part of all shots. */
export const FLAG_SHOTS = 3;
export const FLAG_PART = 0.6;
export const MOST_SECONDARY = 2;

type Direction = Feedback['direction'];

/** A shot as the rules see it. */
export interface ShotForFeedback {
  draft: ShotDraft;
  measurements: readonly Measurement[];
}

/** One metric outside its band in one shot. */
interface Flag {
  key: string;
  direction: Direction;
  shot: number;
  definition: MetricDefinition;
  value: number;
  interval: [number, number];
  band: Band;
  bandOf: Feedback['bandOf'];
  /** The frame to show: the metric's, else that of its event, else the release. */
  frame: number;
  probability: number;
  /** Points of Form that it costs, before the weights are credited. */
  cost: number;
}

interface Cue {
  /** The shot to show is the typical one of those flagged, not the worst. */
  typical: Flag;
  cost: number;
}

/**
 * What to say of a session: at most one primary and two secondary cues, the most costly first, one a group. Only metrics
 * that were measured and that are scored can be flagged.
 *
 * @param timeOf presentation time of a decoded frame, seconds
 */
export function giveFeedback(
  shots: readonly ShotForFeedback[],
  catalogue: Catalogue,
  timeOf: (frame: number) => number,
): Feedback[] {
  const groups = new Set<ScoreGroup>();
  return cuesOf(shots)
    .sort((a, b) => b.cost - a.cost)
    .filter(({ typical: { definition } }) => {
      const isNew = !groups.has(definition.group);
      groups.add(definition.group);
      return isNew;
    })
    .slice(0, 1 + MOST_SECONDARY)
    .map(({ typical }, i) => wordsFor(typical, i === 0 ? 'primary' : 'secondary', catalogue, timeOf));
}

/** Probability that a metric lies outside its band on one penalised side; 0 where it was not measured or is not scored. */
export function probabilityOutside({ definition, estimate, band }: Measurement, direction: Direction): number {
  const { scoring } = definition;
  if (!estimate || !band || !scoring) return 0;
  if (scoring.penalised === (direction === 'low' ? 'above' : 'below')) return 0;
  const beyond = direction === 'low' ? band[0] - estimate.value : estimate.value - band[1];
  const sd = standardError(estimate);
  if (sd === 0) return beyond > 0 ? 1 : 0;
  return normalBelow(beyond / sd);
}

function cuesOf(shots: readonly ShotForFeedback[]): Cue[] {
  const flags = shots.flatMap(({ draft, measurements }, shot) =>
    measurements.flatMap((measurement) => flagsOf(shot, draft, measurement)),
  );
  return [...Map.groupBy(flags, ({ key }) => key).values()]
    .filter((group) => group.length >= FLAG_SHOTS || group.length >= FLAG_PART * shots.length)
    .map((group) => ({ typical: middle(group), cost: group.reduce((sum, flag) => sum + flag.cost, 0) }));
}

function flagsOf(shot: number, draft: ShotDraft, measurement: Measurement): Flag[] {
  const { definition, metric, band } = measurement;
  const { scoring, group, id, event } = definition;
  const { value, interval, bandOf } = metric;
  if (value === null || interval === null || !band || !bandOf || !scoring) return [];
  const cost =
    groupWeights[group] * scoring.weight * metric.credibility * (100 - subScore(value, { ...scoring, band }));
  const frame = metric.frame ?? (event && draft.events[event]?.frame) ?? draft.release.frame;
  return (['low', 'high'] as const).flatMap((direction) => {
    const probability = probabilityOutside(measurement, direction);
    if (probability < FLAG_PROBABILITY) return [];
    const key = feedbackKey(id, direction);
    return [{ key, direction, shot, definition, value, interval, band, bandOf, frame, probability, cost }];
  });
}

function middle(flags: readonly Flag[]): Flag {
  const sorted = [...flags].sort((a, b) => a.value - b.value);
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}

function wordsFor(
  { key, direction, shot, definition, value, interval, band, bandOf, frame, probability }: Flag,
  priority: Feedback['priority'],
  catalogue: Catalogue,
  timeOf: (frame: number) => number,
): Feedback {
  const { id: metric, unit } = definition;
  const { text, tip, drill } = messageFor(catalogue, key);
  const format = (number: number) => formatValue(number, unit, catalogue);
  return {
    priority,
    metric,
    direction,
    value,
    unit,
    interval,
    band: [...band],
    bandOf,
    probability,
    key,
    text: fillIn(text, { value: format(value), lo: format(band[0]), hi: format(band[1]) }),
    tip,
    drill,
    evidence: { shot, frame, timeSeconds: timeOf(frame) },
  };
}

function messageFor({ feedback }: Catalogue, key: string): Message {
  const message = feedback[key];
  if (!message) throw new Error(`the catalogue has no ${key}`);
  return message;
}

import { describe, expect, it } from 'vitest';
import { dictionary } from '../metrics/dictionary/index.ts';
import type { Measurement } from '../metrics/measure.ts';
import { figureDraft } from '../testing/figure.ts';
import { measurement, withheldMeasurement } from '../testing/measurements.ts';
import { catalogueFor, catalogues, feedbackKey, formatValue } from './catalogue.ts';
import { normalBelow } from './normal.ts';
import { giveFeedback, probabilityOutside } from './rules.ts';

const draft = figureDraft();
const timeOf = (frame: number) => frame / 60;
const give = (shots: Measurement[][]) =>
  giveFeedback(
    shots.map((measurements) => ({ draft, measurements })),
    catalogues.en,
    timeOf,
  );

const good = measurement('kneeAtDip', 110, { sd: 2 });
const straight = (value = 145) => measurement('kneeAtDip', value, { sd: 5 });

describe('when a cue is given', () => {
  it('of one shot if that shot is out, of two if both are', () => {
    expect(give([[straight()]])).toHaveLength(1);
    expect(give([[straight()], [good]])).toHaveLength(0);
    expect(give([[straight()], [straight()]])).toHaveLength(1);
  });

  it('of many shots from three on, or from 60 %', () => {
    const shots = (out: number, all: number) => Array.from({ length: all }, (_, i) => [i < out ? straight() : good]);
    expect(give(shots(2, 10))).toHaveLength(0);
    expect(give(shots(3, 10))).toHaveLength(1);
    expect(give(shots(2, 3))).toHaveLength(1);
    expect(give(shots(1, 2))).toHaveLength(0);
  });

  it('only where the value is out with a probability of 0.8', () => {
    const [lo, hi] = good.definition.scoring!.band!;
    const at = (sds: number) => [measurement('kneeAtDip', hi + sds * 6, { sd: 6 })];
    expect(give([at(0.8)])).toHaveLength(0);
    expect(give([at(0.9)])).toHaveLength(1);
    const low = give([[measurement('kneeAtDip', lo - 12, { sd: 6 })]]);
    expect(low[0]).toMatchObject({ direction: 'low', key: 'feedback.kneeAtDip.low' });
    expect(low[0]!.probability).toBeCloseTo(0.97725, 4);
  });

  it('does not mix shots that are out on different sides', () => {
    const deep = measurement('kneeAtDip', 70, { sd: 5 });
    expect(give([[straight()], [straight()], [deep], [deep]])).toHaveLength(0);
  });

  it('never of what was withheld, is not scored, or lies out on the side that is no fault', () => {
    expect(give([[withheldMeasurement('kneeAtDip', 'view_not_valid')]])).toEqual([]);
    expect(give([[measurement('jumpHeight', 9)]])).toEqual([]);
    expect(give([[measurement('elbowFlareAtSet', 80)]])).toEqual([]);
    expect(give([[measurement('followThroughHold', 9, { sd: 0.05 })]])).toEqual([]);
    expect(probabilityOutside(measurement('followThroughHold', 0.1, { sd: 0.05 }), 'high')).toBe(0);
    expect(give([])).toEqual([]);
  });
});

describe('what is said', () => {
  it('is one primary and at most two more, the most costly first, one of a group', () => {
    const cues = give([
      [
        measurement('kneeAtDip', 160, { sd: 3 }),
        measurement('hipAtDip', 178, { sd: 1 }),
        measurement('elbowAtSet', 110, { sd: 3 }),
        measurement('maxElbowExtension', 120, { sd: 3 }),
        measurement('followThroughHold', 0.1, { sd: 0.05 }),
        measurement('drift', 3, { sd: 0.1 }),
      ],
    ]);
    expect(cues.map(({ priority }) => priority)).toEqual(['primary', 'secondary', 'secondary']);
    expect(cues.map(({ metric }) => metric)).toEqual(['kneeAtDip', 'maxElbowExtension', 'followThroughHold']);
  });

  it('carries value, range, interval, words and the frame to look at, of the typical shot', () => {
    const shots = [[straight(140)], [straight(150)], [straight(144)], [good]];
    const [cue] = give(shots);
    expect(cue).toMatchObject({
      metric: 'kneeAtDip',
      direction: 'high',
      value: 144,
      unit: 'deg',
      band: [93, 126],
      evidence: { shot: 2, frame: 10, timeSeconds: 10 / 60 },
    });
    expect(cue!.text).toContain('144°');
    expect(cue!.text).toContain('93° to 126°');
    expect(cue!.interval[0]).toBeLessThan(144);
  });

  it('points at the moment of the event where the metric belongs to a span', () => {
    const hold = measurement('followThroughHold', 0.1, { sd: 0.05 });
    const span = { ...hold, metric: { ...hold.metric, frame: null } };
    expect(give([[span]])[0]!.evidence.frame).toBe(draft.events.followThroughEnd!.frame);
  });
});

describe('the catalogues', () => {
  it('have words for every metric, and for each side that can be a fault', () => {
    const keys = dictionary.flatMap(({ id, scoring }) => {
      if (!scoring) return [];
      const low = scoring.penalised === 'above' ? [] : [feedbackKey(id, 'low')];
      const high = scoring.penalised === 'below' ? [] : [feedbackKey(id, 'high')];
      return [...low, ...high];
    });
    for (const catalogue of Object.values(catalogues)) {
      expect(Object.keys(catalogue.feedback).sort()).toEqual([...keys].sort());
      expect(Object.keys(catalogue.metrics).sort()).toEqual(dictionary.map(({ id }) => id).sort());
      for (const [key, { text, tip, drill }] of Object.entries(catalogue.feedback)) {
        expect(text, key).toContain('{value}');
        for (const words of [text, tip, drill]) {
          expect(words.length, key).toBeGreaterThan(15);
          expect(words, key).not.toMatch(/\b(correct|wrong|bad|must|correcto|mal|malo|debes)\b/i);
        }
      }
    }
  });

  it('say the same in every language: each sentence with the same numbers in it', () => {
    const numbers = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([found]) => found).sort();
    for (const [name, { feedback, units }] of Object.entries(catalogues)) {
      for (const [key, { text }] of Object.entries(catalogues.en.feedback)) {
        expect(numbers(feedback[key]!.text), `${name} ${key}`).toEqual(numbers(text));
      }
      for (const unit of Object.values(units)) expect(numbers(unit)).toEqual(['{n}']);
    }
  });

  it('are found by language, English where there is none', () => {
    expect(catalogueFor('en-GB')).toBe(catalogues.en);
    expect(catalogueFor('es-MX')).toBe(catalogues.es);
    expect(catalogueFor('xx')).toBe(catalogues.en);
    expect(catalogueFor(undefined)).toBe(catalogues.en);
  });

  it('write numbers as people read them', () => {
    expect(formatValue(-0.2, 'deg', catalogues.en)).toBe('0°');
    expect(formatValue(109.6, 'deg', catalogues.en)).toBe('110°');
    expect(formatValue(0.456, 's', catalogues.es)).toBe('0,46 s');
  });
});

it('the normal distribution is that of the tables', () => {
  expect(normalBelow(0)).toBeCloseTo(0.5, 6);
  expect(normalBelow(1.644854)).toBeCloseTo(0.95, 6);
  expect(normalBelow(-0.841621)).toBeCloseTo(0.2, 6);
  expect(normalBelow(-40)).toBe(0);
});

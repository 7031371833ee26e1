import type { Score, Shot } from '@shotform/contracts';
import { describe, expect, it } from 'vitest';
import { scoreForm } from '../scores/form.ts';
import { scoreShot } from '../scores/shot.ts';
import { measureShot } from '../metrics/measure.ts';
import { withheldScore } from '../scores/subscore.ts';
import { figureDraft, type FigureOptions } from '../testing/figure.ts';
import { summarise } from './session.ts';

function shot(index: number, options: FigureOptions = {}, result: Shot['outcome']['result'] = 'unknown'): Shot {
  const { body, hand, handConfidence, confidence, view, release, events, flight } = figureDraft(options);
  const measurements = measureShot(figureDraft(options));
  const outcome = { result, confidence: result === 'unknown' ? 0 : 0.9, frame: null };
  const whole = { flight, outcome, measurements };
  return {
    index,
    person: body.person,
    hand,
    handConfidence,
    confidence,
    view,
    release,
    events,
    outcome,
    flight,
    metrics: Object.fromEntries(measurements.map(({ definition, metric }) => [definition.id, metric])),
    scores: scoreShot(whole, [whole]),
  };
}
const consistency: Score = withheldScore('too_few_shots');

describe('a session', () => {
  it('counts its shots and takes the mean of what was measured', () => {
    const shots = [shot(0, { knee: 100 }, 'made'), shot(1, { knee: 110 }, 'missed'), shot(2, { yawDegrees: 0 })];
    const session = summarise(shots, consistency);
    expect(session).toMatchObject({ shots: 3, made: 1, missed: 1, unknown: 1, consistency });
    const knee = session.metrics['kneeAtDip']!;
    expect(knee).toMatchObject({ unit: 'deg', n: 2 });
    expect(knee.mean).toBeCloseTo(105, 0);
    expect(knee.sd).toBeCloseTo(Math.sqrt(50), 1);
    expect(session.metrics['elbowFlareAtSet']).toMatchObject({ n: 1, sd: null });
    expect(session.metrics['wristFlexion']).toBeUndefined();
    const forms = shots.slice(0, 2).map(({ scores }) => scores.form.value!);
    expect(session.form.value).toBeCloseTo((forms[0]! + forms[1]!) / 2, 9);
    expect(session.result.value).toBeCloseTo(50, 9);
  });

  it('is uncertain by what its shots differ by, or each of them is uncertain by', () => {
    const differing = summarise([shot(0, { knee: 110 }), shot(1, { knee: 170 })], consistency).form;
    const alike = summarise([shot(0, { knee: 110 }), shot(1, { knee: 110 })], consistency).form;
    const single = scoreForm(measureShot(figureDraft({ knee: 110 })));
    expect(differing.interval![1] - differing.interval![0]).toBeGreaterThan(alike.interval![1] - alike.interval![0]);
    expect(alike.value! - alike.interval![0]).toBeCloseTo((single.value! - single.interval![0]) / Math.SQRT2, 6);
  });

  it('without shots, or with none that could be scored, says why', () => {
    expect(summarise([], consistency)).toEqual({
      shots: 0,
      made: 0,
      missed: 0,
      unknown: 0,
      form: withheldScore('too_few_shots'),
      result: withheldScore('too_few_shots'),
      consistency,
      metrics: {},
    });
    expect(summarise([shot(0, { yawDegrees: 0 })], consistency).form.reason).toBe('coverage_too_low');
  });
});

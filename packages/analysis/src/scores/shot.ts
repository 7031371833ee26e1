import type { Outcome, Scores } from '@shotform/contracts';
import { scoreShotConsistency, type ShotForConsistency } from './consistency.ts';
import { scoreForm, scoreNamed } from './form.ts';
import { scoreResult } from './result.ts';

/** What a shot's scores are made from. */
export interface ShotForScores extends ShotForConsistency {
  outcome: Outcome;
}

/** All scores of one shot; `shots` is the whole session, the shot among them. */
export function scoreShot(shot: ShotForScores, shots: readonly ShotForConsistency[]): Scores {
  const { measurements, outcome, flight } = shot;
  const form = scoreForm(measurements);
  const { value, interval, reason } = form;
  return {
    form,
    result: scoreResult(outcome, flight),
    consistency: scoreShotConsistency(shot, shots),
    named: {
      overall: { value, interval, ...(reason && { reason }) },
      elbowFlare: scoreNamed(measurements, ['elbowFlareAtSet', 'elbowFlareAtRelease']),
      kneeBend: scoreNamed(measurements, ['kneeAtDip']),
      followThrough: scoreNamed(measurements, ['followThroughHold']),
    },
  };
}

/** Which of the rim candidates is the rim, seen over the whole clip. */
import type { BallCandidate, Rim } from '@shotform/contracts';
import type { Registration } from './camera.ts';
import type { Ellipse } from './rim-finder.ts';
import type { RimHypothesis } from './rim-tracker.ts';
import { transformEllipse } from './rim-tracker.ts';
import { applyX, applyY, invert, scaleOf } from './transform.ts';

const MIN_CONFIDENCE = 0.1;

export interface ChosenRim {
  rims: (Rim | null)[];
  netMotion: (number | null)[];
}

/** `balls` and `registrations` are by result row. */
export function chooseRim(
  hypotheses: readonly RimHypothesis[],
  balls: readonly (readonly BallCandidate[])[],
  registrations: readonly (Registration | null)[],
): ChosenRim {
  let best: { hypothesis: RimHypothesis; ellipse: Ellipse; confidence: number } | null = null;
  for (const hypothesis of hypotheses) {
    const ellipse = typical(hypothesis.sightings);
    const confidence = judge(hypothesis, ellipse, balls, registrations);
    if (confidence >= MIN_CONFIDENCE && (!best || confidence > best.confidence))
      best = { hypothesis, ellipse, confidence };
  }
  if (!best) return { rims: balls.map(() => null), netMotion: balls.map(() => null) };
  const { hypothesis, ellipse, confidence } = best;
  return {
    rims: registrations.map((registration) => {
      if (registration?.chain !== hypothesis.chain) return null;
      return toRim(transformEllipse(ellipse, invert(registration.toReference)), confidence);
    }),
    netMotion: balls.map((_, row) => hypothesis.motion.get(row) ?? null),
  };
}

function toRim(e: Ellipse, confidence: number): Rim {
  return { x: e.x, y: e.y, a: e.a, b: e.b, angleDegrees: (e.angle * 180) / Math.PI, confidence };
}

function typical(sightings: readonly Ellipse[]): Ellipse {
  const middle = (pick: (e: Ellipse) => number): number => {
    const sorted = sightings.map(pick).sort((p, q) => p - q);
    return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
  };
  return {
    x: middle((e) => e.x),
    y: middle((e) => e.y),
    a: middle((e) => e.a),
    b: middle((e) => e.b),
    angle: middle((e) => e.angle),
  };
}

function judge(
  hypothesis: RimHypothesis,
  ellipse: Ellipse,
  balls: readonly (readonly BallCandidate[])[],
  registrations: readonly (Registration | null)[],
): number {
  const { sightings, looks } = hypothesis;
  const mean = (pick: (s: (typeof sightings)[number]) => number): number =>
    sightings.reduce((sum, s) => sum + pick(s), 0) / sightings.length;
  const seen = sightings.length / Math.max(looks, 3);
  const redness = Math.min(2, mean((s) => s.redness) / 10);
  const net = mean((s) => s.net);
  const visits = Math.min(2, ballVisits(hypothesis, ellipse, balls, registrations) / 3);
  const z = -4 + 2 * seen + redness + 3 * (net - 0.4) + 1.5 * visits;
  return 1 / (1 + Math.exp(-z));
}

/** Weighted frames with a ball of the right size just over or under the ring. */
function ballVisits(
  hypothesis: RimHypothesis,
  ellipse: Ellipse,
  balls: readonly (readonly BallCandidate[])[],
  registrations: readonly (Registration | null)[],
): number {
  let visits = 0;
  for (const [row, candidates] of balls.entries()) {
    const registration = registrations[row];
    if (registration?.chain !== hypothesis.chain) continue;
    let best = 0;
    for (const ball of candidates) {
      const t = registration.toReference;
      const dx = Math.abs(applyX(t, ball.x, ball.y) - ellipse.x) / ellipse.a;
      const dy = (applyY(t, ball.x, ball.y) - ellipse.y) / ellipse.a;
      const ratio = (2 * ellipse.a) / (ball.diameter * scaleOf(t));
      // The ring is 1.9 balls wide.
      if (dx < 1.2 && dy > -3 && dy < 2.5 && ratio > 1.3 && ratio < 2.7) best = Math.max(best, ball.confidence);
    }
    visits += best > 0.6 ? best : 0;
  }
  return visits;
}

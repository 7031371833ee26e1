/** What a whole clip says of each frame's candidates. */
import type { BallCandidate } from '@shotform/contracts';
import type { Registration } from './camera.ts';
import type { CandidateTable, Measured } from './candidates.ts';

const PER_FRAME = 6;

export function rankBalls(
  table: CandidateTable,
  times: readonly number[],
  registrations: readonly (Registration | null)[],
): BallCandidate[][] {
  void times;
  void registrations;
  const result: BallCandidate[][] = [];
  for (let n = 0; n < table.frames; n++) {
    const list = table.frame(n).map((c) => ({ c, confidence: alone(c) }));
    list.sort((a, b) => b.confidence - a.confidence);
    result.push(list.slice(0, PER_FRAME).map(({ c, confidence }) => toCandidate(c, confidence)));
  }
  return result;
}

function alone(c: Measured): number {
  const size = Number.isNaN(c.sizeRatio) ? 0.3 : Math.min(2, c.sizeRatio * c.sizeRatio);
  const isolated = Math.max(0, c.moving - c.movingAround);
  const z = -3 + 4 * c.support + 2 * isolated + Math.max(-1, Math.min(2, c.warmer / 10)) - 1.5 * size - 2 * c.onHead;
  return 1 / (1 + Math.exp(-z));
}

function toCandidate(c: Measured, confidence: number): BallCandidate {
  const names = [c.source & 1 ? 'appearance' : '', c.source & 2 ? 'motion' : ''].filter((name) => name !== '');
  return { x: c.x, y: c.y, diameter: c.diameter, confidence, source: names.join('+') };
}

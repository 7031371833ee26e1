/** What a whole clip says of each frame's candidates. */
import type { BallCandidate } from '@shotform/contracts';
import { colourEvidence } from './ball-colour.ts';
import { ownEvidence } from './ball-evidence.ts';
import type { Registration } from './camera.ts';
import { FOUND_BY, type CandidateTable } from './candidates.ts';
import { chainSupport, place } from './chains.ts';

const PER_FRAME = 6;
const MIN_CONFIDENCE = 0.02;
/** Diameters travelled from which a chain is surely no clutter. */
const SURE_TRAVEL = 2;

/** The best candidates of every frame of the table with their confidence, best first. `times` and `registrations` are by row. */
export function rankBalls(
  table: CandidateTable,
  times: readonly number[],
  registrations: readonly (Registration | null)[],
): BallCandidate[][] {
  const own = new Float32Array(table.count).map((_, n) => ownEvidence(table, n));
  const placed = place(table, registrations);
  const first = chainSupport(table, placed, times, own.map(probability));
  const chained = own.map((z, n) => z + chainEvidence(first.support[n]!, first.travel[n]!));
  const sure = chained.map((z, n) => probability(z) * (first.travel[n]! >= SURE_TRAVEL ? 1 : 0) * (z > 1 ? 1 : 0));
  const other = chained.map((z) => 1 - probability(z));
  const colour = colourEvidence(table, sure, other);
  const second = chainSupport(
    table,
    placed,
    times,
    own.map((z, n) => probability(z + colour[n]!)),
  );
  const evidence = own.map((z, n) => z + colour[n]! + chainEvidence(second.support[n]!, second.travel[n]!));
  return Array.from({ length: table.frames }, (_, row) => best(table, evidence, row));
}

/** A chain of sure candidates that goes somewhere is worth much, one that stays where it is little, none at all is suspicious. */
function chainEvidence(support: number, travel: number): number {
  return 2.5 * support * Math.min(1, 0.3 + travel / SURE_TRAVEL) - 1;
}

function probability(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

function best(table: CandidateTable, evidence: Float32Array, row: number): BallCandidate[] {
  const start = table.starts[row]!;
  const order = Array.from({ length: table.starts[row + 1]! - start }, (_, k) => start + k);
  order.sort((a, b) => evidence[b]! - evidence[a]!);
  const { x, y, diameter, source } = table.columns;
  return order
    .slice(0, PER_FRAME)
    .map((n) => {
      const confidence = probability(evidence[n]!);
      return { x: x[n]!, y: y[n]!, diameter: diameter[n]!, confidence, source: sourceName(source[n]!) };
    })
    .filter(({ confidence }) => confidence >= MIN_CONFIDENCE);
}

function sourceName(bits: number): string {
  const names = { appearance: FOUND_BY.edges, motion: FOUND_BY.motion, detector: FOUND_BY.network };
  return Object.entries(names)
    .flatMap(([name, bit]) => (bits & bit ? [name] : []))
    .join('+');
}

import type { AnalysisStage } from '@shotform/contracts';

/** Where each stage begins, in percent of the whole; the widths are about each stage's share of the time on a CPU. */
const begins: Record<AnalysisStage, number> = {
  download: 0,
  probe: 3,
  vision: 5,
  analysis: 70,
  annotate: 72,
  store: 96,
};
const ends = [...Object.values(begins).slice(1), 100];

/** `part` of a stage, 0-1, in percent of all the work. */
export function percentAt(stage: AnalysisStage, part: number): number {
  const begin = begins[stage];
  const end = ends[Object.keys(begins).indexOf(stage)] ?? 100;
  return begin + (end - begin) * Math.min(1, Math.max(0, part));
}

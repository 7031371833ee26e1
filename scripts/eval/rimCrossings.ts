/** Made or missed on clips that show a hoop, one shot each and nobody in view; beside it what needs no look at the ball. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome, Tracks } from '@shotform/contracts';
import { analyzeVideo } from '@shotform/gpu-worker';
import { makeScene } from '../../packages/analysis/src/ball/scene.ts';
import { flightAlone } from '../../packages/analysis/src/outcome/alone.ts';
import { outcomeCues } from '../../packages/analysis/src/outcome/cues.ts';
import { judgeOutcome, unknownOutcome } from '../../packages/analysis/src/outcome/outcome.ts';
import { count } from './statistics.ts';
import { markdownTable } from './tables.ts';

export interface Crossing {
  file: string;
  truth: 'made' | 'missed';
  outcome: Outcome;
  /** Why nothing is said; `null` where something is. */
  silence: Silence | null;
  /** Number of the run of file numbers with one label that this file lies in: the labels were recorded in blocks. */
  block: number;
  /** What is known without looking: width, height, frames a second, frames. */
  metadata: readonly number[];
}

const SILENCES = [
  'no ball flies freely to the ring',
  'no ring is believed',
  'ball and ring are of sizes that do not go together',
  'what is seen tells too little',
] as const;
type Silence = (typeof SILENCES)[number];

/** Shares of the clips for which risk is shown against coverage. */
const LEVELS = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2] as const;

/** @param folder with `make/` and `miss/` */
export async function evaluateRimCrossings(
  folder: string,
  onClip: (crossing: Crossing, tracks: Tracks) => void = () => {},
): Promise<Crossing[]> {
  const files = (await Promise.all((['make', 'miss'] as const).map((label) => filesOf(folder, label)))).flat();
  files.sort((a, b) => numberOf(a.file) - numberOf(b.file));
  const crossings: Crossing[] = [];
  for (const { file, truth, path } of files) {
    const last = crossings.at(-1);
    const block = last ? last.block + Number(last.truth !== truth) : 0;
    const { media, tracks } = await analyzeVideo(path);
    const metadata = [media.width, media.height, media.framesPerSecond ?? 0, tracks.video.frames];
    const crossing = { file, truth, ...judged(tracks), block, metadata };
    crossings.push(crossing);
    onClip(crossing, tracks);
  }
  return crossings;
}

async function filesOf(folder: string, label: 'make' | 'miss') {
  const truth = label === 'make' ? ('made' as const) : ('missed' as const);
  const names = await readdir(join(folder, label));
  return names.map((file) => ({ file, truth, path: join(folder, label, file) }));
}

function numberOf(file: string): number {
  return Number(/\d+/.exec(file)?.[0] ?? NaN);
}

/** What analysis says of the flight in view: here no shooter tells which one is meant. */
function judged(tracks: Tracks): Pick<Crossing, 'outcome' | 'silence'> {
  const evidence = flightAlone(makeScene(tracks));
  if (!evidence) return { outcome: unknownOutcome, silence: SILENCES[0] };
  const outcome = judgeOutcome(evidence);
  if (outcome.result !== 'unknown') return { outcome, silence: null };
  if (!evidence.ring) return { outcome, silence: SILENCES[1] };
  return { outcome, silence: outcomeCues(evidence) ? SILENCES[3] : SILENCES[2] };
}

/** The tables of docs/accuracy.md. */
export function crossingTables(crossings: readonly Crossing[]): string[] {
  const answered = crossings.filter(({ outcome }) => outcome.result !== 'unknown');
  const right = (of: readonly Crossing[]) => count(of.filter(isRight).length, of.length);
  const blocks = [...new Set(crossings.map(({ block }) => block))];
  const inBlock = (of: readonly Crossing[], block: number) => of.filter((c) => c.block === block);
  return [
    markdownTable(
      ['', 'target', 'value'],
      [
        against(0.97, 'right where it answers', answered.filter(isRight).length, answered.length),
        against(0.85, 'answers', answered.length, crossings.length),
        ['always the majority of the other blocks', '', baseline(crossings, majority)],
        ['nearest in size, frame rate and length among the other blocks', '', baseline(crossings, nearest)],
      ],
    ),
    'Nothing in the engine is fitted to these clips; the two baselines are, leaving one block of file numbers out at a time.',
    markdownTable(
      ['block', 'truth', 'answers', 'right where it answers'],
      blocks.map((block) => {
        const here = inBlock(answered, block);
        const all = inBlock(crossings, block);
        return [String(block + 1), all[0]!.truth, count(here.length, all.length), right(here)];
      }),
    ),
    markdownTable(['answers, the surest first', 'right'], riskCoverage(crossings, right)),
    markdownTable(
      ['why nothing is said', 'clips'],
      SILENCES.map((reason) => [reason, String(crossings.filter(({ silence }) => silence === reason).length)]),
    ),
  ];
}

function isRight({ outcome, truth }: Crossing): boolean {
  return outcome.result === truth;
}

/** A row with its target; what misses is bold. */
function against(target: number, name: string, successes: number, n: number): string[] {
  const value = count(successes, n);
  return [name, `${Math.round(100 * target)} %`, successes >= target * n ? value : `**${value}**`];
}

function riskCoverage(crossings: readonly Crossing[], right: (of: readonly Crossing[]) => string): string[][] {
  const surest = crossings
    .filter(({ outcome }) => outcome.result !== 'unknown')
    .toSorted((a, b) => b.outcome.confidence - a.outcome.confidence);
  return LEVELS.flatMap((level) => {
    const n = Math.round(level * crossings.length);
    return n <= surest.length ? [[`${Math.round(100 * level)} %`, right(surest.slice(0, n))]] : [];
  });
}

type Guess = (crossing: Crossing, others: readonly Crossing[]) => Crossing['truth'];

function baseline(crossings: readonly Crossing[], guess: Guess): string {
  const right = crossings.filter((crossing) => {
    const others = crossings.filter(({ block }) => block !== crossing.block);
    return guess(crossing, others) === crossing.truth;
  });
  return count(right.length, crossings.length);
}

const majority: Guess = (_, others) => {
  const made = others.filter(({ truth }) => truth === 'made').length;
  return 2 * made >= others.length ? 'made' : 'missed';
};

const nearest: Guess = ({ metadata }, others) => {
  const away = (other: Crossing) =>
    Math.hypot(...metadata.map((value, i) => Math.log((value + 1) / (other.metadata[i]! + 1))));
  return others.reduce((best, other) => (away(other) < away(best) ? other : best)).truth;
};

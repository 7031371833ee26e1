/** Made or missed on clips that show a hoop, one shot each and nobody in view; beside it what needs no look at the ball. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome, Tracks } from '@shotform/contracts';
import { analyzeVideo } from '@shotform/gpu-worker';
import { fitArc } from '../../packages/analysis/src/ball/arc.ts';
import type { Launch } from '../../packages/analysis/src/ball/launch.ts';
import { makeScene } from '../../packages/analysis/src/ball/scene.ts';
import type { Tracklet } from '../../packages/analysis/src/ball/tracklets.ts';
import { judgeOutcome, unknownOutcome } from '../../packages/analysis/src/outcome/outcome.ts';
import { followBall } from '../../packages/analysis/src/outcome/path.ts';
import { ringAt } from '../../packages/analysis/src/rim/rim.ts';
import { count } from './statistics.ts';
import { markdownTable } from './tables.ts';

export interface Crossing {
  file: string;
  truth: 'made' | 'missed';
  outcome: Outcome;
  /** Number of the run of file numbers with one label that this file lies in: the labels were recorded in blocks. */
  block: number;
  /** What is known without looking: width, height, frames a second, frames. */
  metadata: readonly number[];
}

/** A piece of a flight ends where the ball is this far off it, in diameters. */
const MOST_RESIDUAL = 0.2;
const FEWEST_SIGHTINGS = 4;
const LEVELS = [1, 0.95, 0.9, 0.85, 0.8, 0.7, 0.5] as const;

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
    const crossing = { file, truth, outcome: outcomeOf(tracks), block, metadata };
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

/** What analysis says of the likeliest flight in view: here no shooter tells which one is meant. */
export function outcomeOf(tracks: Tracks): Outcome {
  const { tracklets, steady, centre } = makeScene(tracks);
  const flights = tracklets.flatMap((tracklet) => flightOf(tracklet, centre) ?? []);
  const launch = flights.toSorted((a, b) => b.support - a.support)[0];
  if (!launch) return unknownOutcome;
  const path = followBall(launch, tracklets);
  const ring = ringAt(tracks, steady, launch.sightings.at(-1)!.time);
  return judgeOutcome({ tracks, launch, path, ring, pace: 1, yawDegrees: null });
}

/** The longest beginning of a tracklet that is a free flight. */
function flightOf(tracklet: Tracklet, centre: { x: number; y: number }): Launch | null {
  let best: Launch | null = null;
  for (let n = FEWEST_SIGHTINGS; n <= tracklet.length; n++) {
    const sightings = tracklet.slice(0, n);
    const arc = fitArc(sightings, centre);
    if (!arc || arc.residual > MOST_RESIDUAL) break;
    const travel = Math.hypot(sightings.at(-1)!.x - sightings[0]!.x, sightings.at(-1)!.y - sightings[0]!.y);
    if (travel < arc.diameter) continue;
    const support = sightings.reduce((sum, s) => sum + s.confidence, 0);
    best = { arc, leaves: sightings[0]!.time, sightings, free: n, support };
  }
  return best;
}

/** The tables of docs/accuracy.md. */
export function crossingTables(crossings: readonly Crossing[]): string[] {
  const answered = crossings.filter(({ outcome }) => outcome.result !== 'unknown');
  const right = (of: readonly Crossing[]) => count(of.filter((c) => c.outcome.result === c.truth).length, of.length);
  const blocks = [...new Set(crossings.map(({ block }) => block))];
  const inBlock = (of: readonly Crossing[], block: number) => of.filter((c) => c.block === block);
  return [
    markdownTable(
      ['', 'target', 'value'],
      [
        ['right where it answers', '97 %', right(answered)],
        ['answers', '85 %', count(answered.length, crossings.length)],
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
  ];
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

/** Evaluation on real clips with truth, and on the same clips mirrored. The data's README says what the truth means. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report, Shot, Tracks } from '@shotform/contracts';
import { analyzeVideo } from '@shotform/gpu-worker';
import { refilmed } from './refilm.ts';
import { rimResult, type RimResult } from './rims.ts';

/** A shot and its truth further apart than this are not the same shot, seconds. */
const MATCH_SECONDS = 0.5;
/** What a release may be off by beyond the truth's own uncertainty, seconds. */
export const RELEASE_TOLERANCE = 0.067;

interface ShotTruth {
  release_frame: number;
  release_uncertainty_frames: number;
  release_time_s: number;
  shooting_hand: 'left' | 'right';
  outcome: 'made' | 'missed' | 'unknown';
}
interface ClipTruth {
  fps_container: number;
  decoded_frames: number;
  rim_bbox_xyxy_px: [number, number, number, number] | null;
  shots: ShotTruth[];
}

export interface ShotResult {
  clip: string;
  mirrored: boolean;
  truth: ShotTruth;
  /** `null` where the shot was not found. */
  found: Shot | null;
  /** Found minus true release, seconds. */
  error: number | null;
  /** The truth's uncertainty, seconds. */
  uncertainty: number;
  hand: 'left' | 'right';
}

export interface ClipResult {
  clip: string;
  mirrored: boolean;
  frames: number;
  expectedFrames: number;
  /** Whether the rim's truth lies in the picture at all. */
  rimKnown: boolean;
  /** Of a known rim, which is only known where the camera stands; `null` elsewhere. */
  rim: RimResult | null;
  shots: ShotResult[];
  /** Shots that are in no truth. */
  falseShots: Shot[];
  report: Report;
}

export function isReleaseRight(shot: ShotResult): boolean {
  return shot.error !== null && Math.abs(shot.error) <= shot.uncertainty + RELEASE_TOLERANCE;
}

/** Analyses every clip of a folder that has a truth beside it, as it is and mirrored. */
export async function evaluateClips(
  folder: string,
  onClip: (result: ClipResult) => void = () => {},
): Promise<ClipResult[]> {
  const results: ClipResult[] = [];
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.truth.json')).sort()) {
    const clip = name.replace('.truth.json', '');
    const truth = JSON.parse(await readFile(join(folder, name), 'utf8')) as ClipTruth;
    const file = join(folder, `${clip}.mp4`);
    const evaluate = async (video: string, mirrored: boolean): Promise<void> => {
      const { report, tracks } = await analyzeVideo(video);
      const result = compare(clip, mirrored, truth, report, tracks);
      results.push(result);
      onClip(result);
    };
    await evaluate(file, false);
    await refilmed(file, 'hflip', (video) => evaluate(video, true));
  }
  return results;
}

function compare(clip: string, mirrored: boolean, truth: ClipTruth, report: Report, tracks: Tracks): ClipResult {
  const left = new Set(report.shots);
  const shots = truth.shots.map((shotTruth): ShotResult => {
    // The truth is a frame; its time is that frame's in this very file, whatever its time stamps start at.
    const trueTime = tracks.video.timesSeconds[shotTruth.release_frame] ?? shotTruth.release_time_s;
    const found = nearest(left, trueTime);
    if (found) left.delete(found);
    const hand = mirrored ? other(shotTruth.shooting_hand) : shotTruth.shooting_hand;
    return {
      clip,
      mirrored,
      truth: shotTruth,
      found,
      error: found ? found.release.timeSeconds - trueTime : null,
      uncertainty: shotTruth.release_uncertainty_frames / truth.fps_container,
      hand,
    };
  });
  return {
    clip,
    mirrored,
    frames: report.video.frames,
    expectedFrames: truth.decoded_frames,
    rimKnown: truth.rim_bbox_xyxy_px !== null,
    rim: truth.rim_bbox_xyxy_px && rimResult(truth.rim_bbox_xyxy_px, mirrored, tracks),
    shots,
    falseShots: [...left],
    report,
  };
}

export interface MirrorResult {
  shot: ShotResult;
  handFlips: boolean;
  releaseStays: boolean;
  outcomeAgrees: boolean;
}

/** What each shot that was found in the clip became in its mirror: the hand must flip, release stay within one frame. */
export function compareMirrors(results: readonly ClipResult[]): MirrorResult[] {
  return results
    .filter((result) => !result.mirrored)
    .flatMap((result) => {
      const mirror = results.find((other) => other.mirrored && other.clip === result.clip);
      return result.shots.flatMap((shot, i): MirrorResult[] => {
        const [a, b] = [shot.found, mirror?.shots[i]?.found];
        if (!a) return [];
        return [
          {
            shot,
            handFlips: !!b && a.hand !== b.hand,
            releaseStays: !!b && Math.abs(a.release.frame - b.release.frame) <= 1,
            outcomeAgrees: a.outcome.result === b?.outcome.result,
          },
        ];
      });
    });
}

function nearest(shots: Iterable<Shot>, timeSeconds: number): Shot | null {
  let best: Shot | null = null;
  let distance = MATCH_SECONDS;
  for (const shot of shots) {
    const d = Math.abs(shot.release.timeSeconds - timeSeconds);
    if (d <= distance) [best, distance] = [shot, d];
  }
  return best;
}

function other(hand: 'left' | 'right'): 'left' | 'right' {
  return hand === 'left' ? 'right' : 'left';
}

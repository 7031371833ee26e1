/** The tables of docs/accuracy.md. */
import { compareMirrors, isReleaseRight, type ClipResult, type ShotResult } from './clips.ts';
import { count, quantile } from './statistics.ts';

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** One line a quantity, the clips as they are beside the same clips mirrored. */
export function clipSummary(results: readonly ClipResult[]): string {
  const sides = [results.filter((r) => !r.mirrored), results.filter((r) => r.mirrored)];
  const row = (
    name: string,
    value: (clips: readonly ClipResult[], shots: readonly ShotResult[]) => string,
  ): string[] => [
    name,
    ...sides.map((clips) =>
      value(
        clips,
        clips.flatMap((clip) => clip.shots),
      ),
    ),
  ];
  return markdownTable(
    ['', 'as recorded', 'mirrored'],
    [
      row('shots found', (_, shots) => count(shots.filter((s) => s.found).length, shots.length)),
      row('false shots', (clips) => String(clips.reduce((sum, clip) => sum + clip.falseShots.length, 0))),
      row("release within the truth's bounds + 0.067 s", (_, shots) =>
        count(shots.filter(isReleaseRight).length, shots.length),
      ),
      row('release error, median / 90 % / worst (s)', (_, shots) => releaseErrors(shots)),
      row('shooting hand right', (_, shots) => {
        const found = shots.filter((s) => s.found);
        return count(found.filter((s) => s.found?.hand === s.hand).length, found.length);
      }),
      row('outcome right, where it is known and the rim is in view', (clips) => outcomes(clips)),
    ],
  );
}

function releaseErrors(shots: readonly ShotResult[]): string {
  const errors = shots.flatMap((s) => (s.error === null ? [] : [Math.abs(s.error)]));
  return [0.5, 0.9, 1].map((q) => quantile(errors, q)?.toFixed(3) ?? '-').join(' / ');
}

function outcomes(clips: readonly ClipResult[]): string {
  const known = clips
    .filter((clip) => clip.rimKnown)
    .flatMap((clip) => clip.shots)
    .filter((s) => s.truth.outcome !== 'unknown' && s.found);
  const unknown = known.filter((s) => s.found?.outcome.result === 'unknown').length;
  const right = known.filter((s) => s.found?.outcome.result === s.truth.outcome).length;
  return `${count(right, known.length)}, ${unknown} unknown, ${known.length - right - unknown} wrong`;
}

/** One line a shot; what is wrong is marked. */
export function shotTable(results: readonly ClipResult[]): string {
  const rows = results.flatMap((clip) => [
    ...clip.shots.map((shot) => shotRow(shot)),
    ...clip.falseShots.map((shot) => [
      nameOf(clip),
      '-',
      `**false at ${shot.release.timeSeconds.toFixed(2)}**`,
      '',
      shot.hand,
      shot.outcome.result,
      '',
    ]),
    ...(clip.shots.length + clip.falseShots.length === 0 ? [[nameOf(clip), 'none', 'none', '', '', '', '']] : []),
  ]);
  return markdownTable(['clip', 'true release (s)', 'found (s)', 'error (s)', 'hand', 'outcome', 'source'], rows);
}

function shotRow(shot: ShotResult): string[] {
  const { found, truth } = shot;
  const time = truth.release_time_s.toFixed(3);
  if (!found) return [nameOf(shot), time, '**not found**', '', '', '', ''];
  const error = (shot.error ?? 0).toFixed(3);
  const outcome = found.outcome.result;
  const outcomeWrong = truth.outcome !== 'unknown' && outcome !== truth.outcome;
  return [
    nameOf(shot),
    time,
    found.release.timeSeconds.toFixed(3),
    isReleaseRight(shot) ? error : `**${error}**`,
    found.hand === shot.hand ? found.hand : `**${found.hand}**`,
    outcomeWrong ? `**${outcome}** (${truth.outcome})` : outcome,
    found.release.source,
  ];
}

function nameOf({ clip, mirrored }: { clip: string; mirrored: boolean }): string {
  return mirrored ? `${clip}, mirrored` : clip;
}

/** How alike a clip and its mirror are. */
export function mirrorSummary(results: readonly ClipResult[]): string {
  const mirrors = compareMirrors(results);
  const of = (right: (mirror: (typeof mirrors)[number]) => boolean): string =>
    count(mirrors.filter(right).length, mirrors.length);
  return markdownTable(
    ['the same shot, mirrored', ''],
    [
      ['the hand flips', of((m) => m.handFlips)],
      ['the release stays within one frame', of((m) => m.releaseStays)],
      ['the outcome agrees', of((m) => m.outcomeAgrees)],
    ],
  );
}

/** A quantity against its target. */
export interface TargetRow {
  test: string;
  target: string;
  value: string;
  n: number;
  pass: boolean;
}

export function targetTable(rows: readonly TargetRow[]): string {
  return markdownTable(
    ['test', 'target', 'value', 'n', ''],
    rows.map((row) => [
      row.test,
      row.target,
      row.pass ? row.value : `**${row.value}**`,
      String(row.n),
      row.pass ? 'reached' : '**missed**',
    ]),
  );
}

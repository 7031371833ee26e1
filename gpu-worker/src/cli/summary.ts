import { basename, relative } from 'node:path';
import type { Feedback, Measured, Report, Score, Shot, WithheldReason } from '@shotform/contracts';
import { metricWord, quantity, reasonWords } from '../words.ts';

/** What is said of a clip on a terminal: the shots, what could not be measured and why, what to work on, where the files are. */
export function summary(
  report: Report,
  about: { file: string; out: string | null; written: readonly string[]; cwd: string },
): string {
  const blocks = [clipLines(report, about.file)];
  if (report.shots.length === 0) blocks.push(['No shot was found in this clip.']);
  else {
    const lost = [...withheldLines(report.shots), ...betterViewLines(report)];
    blocks.push(table(report.shots), sessionLines(report), lost, cueLines(report));
  }
  if (about.out) {
    const folder = relative(about.cwd, about.out) || '.';
    blocks.push([`Written to ${folder}: ${about.written.join(', ')}`]);
  }
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function clipLines({ video, view, pose }: Report, file: string): string[] {
  const { width, height, fps, durationSeconds } = video;
  const rate = fps === null ? '' : `, ${Number(fps.toFixed(2))} fps`;
  const side = view.yawDegrees === null ? 'View not known' : `Seen ${direction(view.yawDegrees)}`;
  const camera = view.camera === 'moving' ? 'the camera moves' : 'the camera stands still';
  return [
    `${printable(basename(file))}: ${width}x${height}${rate}, ${durationSeconds.toFixed(1)} s`,
    `${side}, ${camera}; a person could be measured in ${Math.round(pose.usableFrameRate * 100)} % of the frames.`,
  ];
}

/** A file's name may hold control characters; a terminal must not act on them. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '?');
}

function direction(yaw: number): string {
  const names = ['from the front', 'from the front right', 'from the right', 'from behind on the right', 'from behind'];
  const name = names[Math.round(Math.abs(yaw) / 45)] ?? 'from behind';
  return `${yaw < 0 ? name.replace('right', 'left') : name} (${Math.round(yaw)}°)`;
}

const columns: readonly [title: string, cell: (shot: Shot) => string][] = [
  ['Shot', (shot) => String(shot.index + 1)],
  ['Release at', (shot) => clock(shot.release.timeSeconds)],
  ['Hand', (shot) => shot.hand],
  ['Outcome', outcome],
  ['Form', (shot) => score(shot.scores.form)],
  ['Knee at dip', (shot) => measured(shot.metrics['kneeAtDip'])],
  ['Elbow at set', (shot) => measured(shot.metrics['elbowAtSet'])],
  ['Release angle', (shot) => measured(shot.flight.releaseAngle)],
  ['Entry angle', (shot) => measured(shot.flight.entryAngle)],
];

function table(shots: readonly Shot[]): string[] {
  const rows = [columns.map(([title]) => title), ...shots.map((shot) => columns.map(([, cell]) => cell(shot)))];
  const widths = columns.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  );
  return [lines[0]!, widths.map((width) => '─'.repeat(width)).join('  '), ...lines.slice(1)];
}

function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${(seconds - 60 * minutes).toFixed(2).padStart(5, '0')}`;
}

function outcome({ outcome: { result, confidence, miss } }: Shot): string {
  if (result === 'unknown') return 'not seen';
  return `${result}${miss ? ` ${miss}` : ''} (${Math.round(confidence * 100)} %)`;
}

function score({ value, interval }: Score): string {
  if (value === null) return 'withheld';
  return interval ? `${value.toFixed(0)} (${interval[0].toFixed(0)}-${interval[1].toFixed(0)})` : value.toFixed(0);
}

/** The value and half of its 90 % interval. */
function measured(value: Measured | undefined): string {
  if (!value?.measurable || value.value === null || value.interval === null) return '-';
  return `${quantity(value.value, value.unit)} ± ${quantity((value.interval[1] - value.interval[0]) / 2, value.unit)}`;
}

function sessionLines({ shots, session }: Report): string[] {
  if (shots.length < 2) return [];
  const { made, missed, unknown } = session;
  const form = session.form.value === null ? '' : ` Form ${score(session.form)}.`;
  return [`${shots.length} shots: ${made} made, ${missed} missed, ${unknown} not seen.${form}`];
}

/** Every measurement that could not be given, by reason. */
function withheldLines(shots: readonly Shot[]): string[] {
  const byReason = new Map<WithheldReason, Map<string, number>>();
  const note = (name: string, reason: WithheldReason | undefined): void => {
    if (!reason) return;
    const names = byReason.get(reason) ?? new Map<string, number>();
    byReason.set(reason, names.set(name, (names.get(name) ?? 0) + 1));
  };
  for (const shot of shots) {
    if (shot.scores.form.value === null) note('Form', shot.scores.form.reason);
    for (const [id, metric] of Object.entries(shot.metrics))
      if (!metric.measurable) note(metricWord(id), metric.reason);
    for (const [id, value] of Object.entries(shot.flight)) {
      if (!Array.isArray(value) && !value.measurable) note(metricWord(id), value.reason);
    }
  }
  if (byReason.size === 0) return [];
  return [
    'Not measured:',
    ...[...byReason].flatMap(([reason, names]) => {
      const list = [...names].map(([name, count]) =>
        count < shots.length ? `${name} (${count} of ${shots.length})` : name,
      );
      return wrapped(`${list.join(', ')}: ${reasonWords[reason]}.`);
    }),
  ];
}

/** Lines of at most 100 characters, indented, the second and later ones more so. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = ' ';
  for (const word of text.split(' ')) {
    if (line.length + word.length >= 100) {
      lines.push(line);
      line = '   ';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

/** Where to film from next time. */
function betterViewLines({ betterViews }: Report): string[] {
  return betterViews.flatMap(({ yawDegrees, turnDegrees, metrics }) => {
    const degrees = Math.abs(Math.round(turnDegrees ?? 0));
    const way =
      turnDegrees === null ? '' : `, ${degrees}° to the ${turnDegrees < 0 ? 'right' : 'left'} around the player,`;
    return wrapped(`Filmed ${direction(yawDegrees)}${way} it would show ${metrics.map(metricWord).join(', ')}.`);
  });
}

function cueLines({ feedback }: Report): string[] {
  const cue = feedback.find(({ priority }) => priority === 'primary');
  if (!cue) return ['Nothing stands out that should be worked on.'];
  return [`Work on: ${cue.text}`, `  ${evidence(cue)}`, `  Tip: ${cue.tip}`, `  Drill: ${cue.drill}`];
}

function evidence({ metric, value, unit, band, evidence: { shot, timeSeconds } }: Feedback): string {
  const typical = band.map((edge) => quantity(edge, unit)).join(' to ');
  return `${metricWord(metric)} ${quantity(value, unit)}, typical ${typical}; see shot ${shot + 1} at ${clock(timeSeconds)}.`;
}

/**
 * `npm run bench`: what an analysis costs, as multiples of the clip's length and of ffmpeg's decode + encode alone in the
 * same run, and the pose network against tasks-vision in Chromium. Prints the tables and writes docs/performance.md.
 * The machine is shared: read the ratios, not the seconds. First the API's page, docs/performance-api.md; with the argument
 * `api` that alone.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureModels } from '@shotform/models';
import type { StageCost } from './bench/analysis.ts';
import { benchApi } from './bench/api.ts';
import { makeBenchClip, type BenchClip } from './bench/clip.ts';
import { benchLive } from './bench/live.ts';
import { comparePose } from './bench/pose.ts';
import { runProgram, type Cost } from './bench/process.ts';
import { markdownTable } from './eval/tables.ts';
import { ensureSystemParts } from './system.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
ensureSystemParts('ffmpeg', 'chromium');
await ensureModels();

const api = await benchApi();
await writeFile(join(root, 'docs/performance-api.md'), `${api}\n`);
console.log(api);
if (process.argv[2] === 'api') process.exit();

const folder = await mkdtemp(join(tmpdir(), 'shotform-bench-'));
try {
  const data = resolve(root, '../shared/data');
  console.error('making the clip ...');
  const short = await makeBenchClip(folder, data, 30);
  const long = await makeBenchClip(folder, data, 300);
  console.error('decode and encode alone ...');
  const baseline = await decodeAndEncode(short);
  console.error('the 30 s clip ...');
  const one = await analyse(short);
  console.error('the 5 minute clip ...');
  const ten = await analyse(long);
  console.error('the pose network, here and in Chromium ...');
  const pose = await comparePose(short.file);
  console.error('live, in Chromium ...');
  const live = await benchLive();
  const document = [
    '# Performance',
    `Written by \`npm run bench\` on ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}. ` +
      'The machines are shared and noisy: read the ratios.',
    `The clip: 1920 x 1080, 30 frames a second, ${short.source}. Model: full. All outputs are written.`,
    '## One analysis of 30 s',
    summary(short, one, baseline),
    '## By stage',
    stageTable(one.stages, short.seconds),
    '## Memory',
    memoryTable(one, ten),
    '## The pose network, per frame at 1080p',
    markdownTable(
      ['', 'median ms', 'ratio'],
      [
        ['this engine (onnxruntime-node, one thread)', pose.ours.toFixed(1), '1'],
        [
          'tasks-vision 0.10.35 in Chromium, CPU, VIDEO mode',
          pose.theirs.toFixed(1),
          (pose.theirs / pose.ours).toFixed(1),
        ],
      ],
    ),
    '## Live on the device, in Chromium',
    markdownTable(
      ['', `seconds for ${live.frames} frames`, 'ratio (to reach: <= 1.1)'],
      [
        ['tasks-vision alone, CPU', live.poseSeconds.toFixed(2), '1'],
        ['with everything else', live.wholeSeconds.toFixed(2), (live.wholeSeconds / live.poseSeconds).toFixed(3)],
      ],
    ),
  ].join('\n\n');
  await writeFile(join(root, 'docs/performance.md'), `${document}\n`);
  console.log(document);
} finally {
  await rm(folder, { recursive: true });
}

interface Run extends Cost {
  stages: StageCost[];
}

async function analyse(clip: BenchClip): Promise<Run> {
  const out = join(folder, `out-${clip.seconds}`);
  const cost = await runProgram(process.execPath, [join(root, 'scripts/bench/analysis.ts'), clip.file, out]);
  return { ...cost, stages: JSON.parse(cost.stdout.trim().split('\n').at(-1)!) as StageCost[] };
}

/** What ffmpeg alone needs to decode the clip and to encode a 720p H.264 of it, as the annotated video is. */
function decodeAndEncode(clip: BenchClip): Promise<Cost> {
  const settings = ['-an', '-vf', 'scale=-2:720', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '21'];
  return runProgram('ffmpeg', ['-v', 'error', '-i', clip.file, ...settings, join(folder, 'small.mp4')]);
}

function summary(clip: BenchClip, run: Run, baseline: Cost): string {
  return markdownTable(
    ['', 'seconds', 'x clip', 'x (decode + encode)', 'to reach'],
    [
      row('wall', run.wallSeconds, baseline.wallSeconds, '<= 1.0x clip, <= 3x (decode + encode)'),
      row('CPU', run.cpuSeconds, baseline.cpuSeconds, ''),
    ],
  );
  function row(name: string, seconds: number, base: number, target: string): string[] {
    return [name, seconds.toFixed(1), (seconds / clip.seconds).toFixed(2), (seconds / base).toFixed(2), target];
  }
}

function stageTable(stages: readonly StageCost[], seconds: number): string {
  return markdownTable(
    ['stage', 'wall s', 'CPU s', 'wall x clip'],
    stages.map((s) => [
      s.stage,
      s.wallSeconds.toFixed(1),
      s.cpuSeconds.toFixed(1),
      (s.wallSeconds / seconds).toFixed(2),
    ]),
  );
}

function memoryTable(short: Run, long: Run): string {
  const row = (name: string, of: (run: Run) => number): string[] => [
    name,
    of(short).toFixed(0),
    of(long).toFixed(0),
    (of(long) / of(short)).toFixed(2),
  ];
  return markdownTable(
    ['peak, MB', '30 s', '5 minutes', 'ratio (to reach: <= 1.2, under 700 MB)'],
    [row('the engine', (run) => run.peakMegabytes), row('with its ffmpeg processes', (run) => run.peakTreeMegabytes)],
  );
}

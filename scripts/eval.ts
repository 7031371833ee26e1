/**
 * `npm run eval [-- --data DIR]`: accuracy on data with truth; prints the tables and writes docs/accuracy.md. DIR has the
 * shape of the folder that data/README.md there describes; parts of it may be missing, and what is missing is said.
 */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureModels } from '@shotform/models';
import { evaluateBackwards } from './eval/backwards.ts';
import { evaluateBallAndHoop, stillsTables } from './eval/ballAndHoop.ts';
import { evaluateClips } from './eval/clips.ts';
import { evaluateFlight } from './eval/flight.ts';
import { evaluateMetrics } from './eval/metrics.ts';
import { rimTable } from './eval/rims.ts';
import { crossingTables, evaluateRimCrossings } from './eval/rimCrossings.ts';
import { evaluateSpl } from './eval/spl.ts';
import { evaluateSynthetic } from './eval/synthetic.ts';
import { clipSummary, mirrorSummary, shotTable, targetTable } from './eval/tables.ts';
import { ensureSystemParts } from './system.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({ options: { data: { type: 'string' } } });
const data = values.data ? resolve(process.env['INIT_CWD'] ?? '.', values.data) : resolve(root, '../shared/data');
if (!existsSync(data)) {
  console.error(`There is no folder ${data}. Give one: npm run eval -- --data DIR`);
  process.exit(2);
}
ensureSystemParts('ffmpeg');
await ensureModels();

const sections = [
  '# Accuracy',
  'Written by `npm run eval`. Intervals beside counts are Wilson 95 %. What misses stays in the table, in bold.',
  ...(await part('clips', 'Real clips', async (folder) => {
    const results = await evaluateClips(folder, ({ clip, mirrored, shots, falseShots }) =>
      console.error(
        `${clip}${mirrored ? ' (mirrored)' : ''}: ${shots.filter((s) => s.found).length} of ${shots.length} shots, ${falseShots.length} false`,
      ),
    );
    return [
      'The weights of the ball finder were set by hand while watching these clips; the rim is found by a network trained on drawn pictures. The cues that tell the hand and the outcome take their numbers from synthetic shooters and throws (`scripts/eval/derive`); which cues there are was chosen by people who had seen these clips.',
      clipSummary(results),
      mirrorSummary(results),
      shotTable(results),
      rimTable(results),
      await evaluateBackwards(folder),
    ];
  })),
  ...(await part('rim-crossings', 'Made or missed, seen from near the hoop', async (folder) =>
    crossingTables(await evaluateRimCrossings(folder)),
  )),
  ...(await part('ball-and-hoop', 'Balls and hoops in single pictures', async (folder) =>
    stillsTables(await evaluateBallAndHoop(folder)),
  )),
  ...(await part('spl', 'Free throws in 3D, through simulated cameras', async (folder) => [
    'The view rules, what forearms lean and the span in which turning points are read are taken from synthetic shooters (`scripts/eval/derive`); that a forearm goes with the throw and not with the trunk was added after a first run on this data.',
    targetTable(await evaluateSpl(folder)),
  ])),
  '## Flights with drag, as cameras beside the shooter see them',
  'A thousand throws: true positions with a pixel of noise; the ball of any size, the lens, the roll, the shooter and the ring as they vary, the engine told none of it. Those that are missing from n were withheld: hardly in the picture, or nothing to be known from it.',
  targetTable(evaluateFlight()),
  '## Every number of a report, on synthetic Tracks',
  'Shooters who differ as people do, cameras all around, landmarks more or less off; the whole analysis, which finds moments and views itself. What a view does not show is withheld.',
  ...evaluateMetrics(),
  '## The synthetic shooter, from pixels',
  targetTable(await evaluateSynthetic()),
];
const document = `${sections.join('\n\n')}\n`;
await writeFile(join(root, 'docs/accuracy.md'), document);
process.stdout.write(document);

async function part(folder: string, title: string, evaluate: (folder: string) => Promise<string[]>): Promise<string[]> {
  const path = join(data, folder);
  return [
    `## ${title}`,
    ...(existsSync(path) ? await evaluate(path) : [`Not evaluated: there is no \`${folder}\` in the data.`]),
  ];
}

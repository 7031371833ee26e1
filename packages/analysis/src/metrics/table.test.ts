import { expect, it } from 'vitest';
import { groupWeights } from './dictionary/index.ts';
import { CONSISTENCY_MIN_SHOTS } from '../scores/consistency.ts';
import { OUTCOME_WEIGHT } from '../scores/result.ts';
import { consistencyTable, metricsTable, resultTable, viewTable } from './table.ts';

/** Written anew by `vitest run packages/analysis -u`. */
it('docs/metrics.md says what the dictionary holds', async () => {
  await expect(metricsDocument()).toMatchFileSnapshot('../../../../docs/metrics.md');
});

function metricsDocument(): string {
  const groups = Object.entries(groupWeights).map(([group, weight]) => `${group} ${weight}`);
  return `# The metrics of a shot's form

Made from the dictionary in \`packages/analysis/src/metrics/dictionary\` (\`vitest run packages/analysis -u\` writes it
again). Interior angles: 180° is straight. Ranges are typical of proficient shooters, not "correct"; what is "proposed" is
our own and waits for measurement.

A value outside its range by d scores 100 · 2^-((d / h)²): half is left at the distance h, "half at". A metric's
credibility is view validity x landmark quality x frame-rate factor; under 0.3 nothing is said. Form is the mean weighted
by weight x credibility, withheld where less than half of the weight could be measured. Groups: ${groups.join(', ')}.
"Of Form" is a metric's share where everything applies and can be measured; a group keeps its whole weight whichever of
its metrics apply.

${metricsTable()}

## Views

Validity by degrees from the plane's best view (sagittal: the camera square at the side; frontal: in front or behind): 1
there, 0.3, and so withheld, where the view has added as much error as the pose model makes by itself. How much views add
is measured on synthetic shooters (\`scripts/eval/derive/view.ts\`). Validity is averaged over the yaw's uncertainty and
never better than at the yaw itself.

${viewTable()}

## Result and Consistency

They stand beside Form, never inside. Result: the outcome counts ${OUTCOME_WEIGHT} by how sure it is, the flight the rest, each quantity the
less the larger its error; degrees and metres.

${resultTable()}

Consistency needs ${CONSISTENCY_MIN_SHOTS} shots: the standard deviation over them, less what the measurement itself scatters; degrees, seconds
and metres a second.

${consistencyTable()}
`;
}

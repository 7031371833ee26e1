import { formatValue, type Catalogue } from '../feedback/catalogue.ts';
import { english } from '../feedback/english.ts';
import { repeatTargets } from '../scores/consistency.ts';
import { flightTargets } from '../scores/result.ts';
import type { MetricDefinition } from './definition.ts';
import { dictionary, groupWeights } from './dictionary/index.ts';
import { gradeAt, type GradedTable } from './grade.ts';
import { LEAST_CREDIBILITY, validityOf, viewRules } from './view.ts';

/** The dictionary as the Markdown of `docs/metrics.md`. */
export function metricsTable(catalogue: Catalogue = english): string {
  const rows = dictionary.map((definition) => rowOf(definition, catalogue));
  return table(
    ['metric', 'plane, event', 'definition', 'typical range', 'half at', 'of Form', 'view', 'from fps', 'source'],
    rows,
  );
}

/** The views a metric can be taken from, as the Markdown of `docs/metrics.md`. */
export function viewTable(): string {
  const deviations = [0, 10, 20, 30, 40, 60];
  return table(
    ['view rule', 'plane', ...deviations.map((deviation) => `${deviation}°`), 'far arm'],
    Object.entries(viewRules)
      .filter(([, rule]) => rule.plane !== 'any')
      .map(([name, rule]) => [
        name,
        rule.plane,
        ...deviations.map((deviation) => validityOf(rule, gradeAt(rule.error, deviation)).toFixed(2)),
        rule.farArm === 1 ? '' : `x ${rule.farArm}`,
      ]),
  );
}

/** What Result is made of besides the outcome, as the Markdown of `docs/metrics.md`. */
export function resultTable(): string {
  return table(
    ['quantity', 'good', 'half at', 'of Result', 'source'],
    flightTargets.map(({ quantity, band, halfDistance, weight, source }) => [
      `\`${quantity}\``,
      `${band[0]} to ${band[1]}`,
      String(halfDistance),
      String(weight),
      source,
    ]),
  );
}

/** What Consistency is made of, as the Markdown of `docs/metrics.md`. */
export function consistencyTable(): string {
  return table(
    ['quantity', 'steady up to (sd)', 'half at, more', 'weight', 'source'],
    repeatTargets.map(({ quantity, steady, halfDistance, weight, source }) => [
      `\`${'flight' in quantity ? quantity.flight : quantity.metric}\``,
      String(steady),
      String(halfDistance),
      String(weight),
      source,
    ]),
  );
}

function rowOf(definition: MetricDefinition, catalogue: Catalogue): string[] {
  const { id, plane, event, scoring, unit, view, frameRate } = definition;
  const value = (number: number) => formatValue(number, unit, catalogue);
  return [
    `\`${id}\``,
    `${plane}, ${event ?? 'span'}`,
    definition.definition,
    scoring ? rangeOf(definition, value) : 'shown only',
    scoring ? value(scoring.halfDistance) : '',
    scoring ? share(definition) : '',
    view,
    String(firstCredible(frameRate)),
    scoring?.source ?? '',
  ];
}

function rangeOf({ scoring }: MetricDefinition, value: (number: number) => string): string {
  if (!scoring?.band) return `own mean ± ${value(scoring?.margin ?? 0)}`;
  const [lo, hi] = scoring.band.map(value);
  if (scoring.penalised === 'below') return `at least ${lo}`;
  return scoring.penalised === 'above' ? `at most ${hi}` : `${lo} to ${hi}`;
}

/** Points of Form where all of the group can be scored. */
function share({ group, scoring }: MetricDefinition): string {
  const inGroup = dictionary.reduce(
    (sum, other) => sum + (other.group === group ? (other.scoring?.weight ?? 0) : 0),
    0,
  );
  return ((groupWeights[group] * (scoring?.weight ?? 0)) / inGroup).toFixed(1);
}

/** The lowest whole frame rate at which the metric is said. */
function firstCredible(frameRate: GradedTable): number {
  let rate = 1;
  while (gradeAt(frameRate, rate) < LEAST_CREDIBILITY) rate++;
  return rate;
}

/** Columns padded, as the repository's formatter leaves them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) => Math.max(3, cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

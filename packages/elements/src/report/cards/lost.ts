import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Shot } from '@shotform/contracts';
import { apportion, mostLost } from '../groups.ts';
import { metricName, type ReportWords } from '../words.ts';

/** From 100 down to Form, one row a metric. The rows are the chart's own table. */
export function lostCard(shot: Shot, words: ReportWords): TemplateResult | typeof nothing {
  const { contributions, value } = shot.scores.form;
  if (value === null || contributions.length === 0) return nothing;
  const sorted = mostLost(contributions);
  const points = apportion(
    sorted.map(({ pointsLost }) => pointsLost),
    100 - value,
    1,
  );
  const form = 100 - points.reduce((sum, lost) => sum + lost, 0);
  const rows = sorted.map(({ metric }, i) => ({ metric, lost: points[i]! })).filter(({ lost }) => lost > 0);
  const full = sorted.length - rows.length;
  const one = (x: number): string => words.number(x, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  let left = 100;
  return html`<section class="card" part="card lost" aria-labelledby="lost">
    <h2 id="lost">${words.t('lost.title')}</h2>
    <table role="table" class="lost">
      <caption class="small muted">
        ${words.t('lost.caption')}
      </caption>
      <thead role="rowgroup" class="hidden">
        <tr role="row">
          <th role="columnheader">${words.t('lost.metric')}</th>
          <th role="columnheader">${words.t('lost.points')}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${row(words.t('lost.start'), one(100), null, form)}
        ${rows.map(({ lost, metric }) => {
          const from = left;
          left -= lost;
          return row(metricName(words, metric), `−${one(lost)}`, [left, from], form);
        })}
        ${row(words.t('lost.form'), one(form), null, form)}
      </tbody>
    </table>
    ${full > 0 ? html`<p class="small muted">${words.t('lost.full', { n: full })}.</p>` : nothing}
  </section>`;
}

/** `loss`: from where to where the metric takes the score. Bars run from Form to 100: they show what made up the loss. */
function row(name: string, points: string, loss: readonly [number, number] | null, form: number): TemplateResult {
  const at = (x: number): number => ((x - form) / (100 - form)) * 100;
  return html`<tr role="row" class=${loss ? '' : 'whole'}>
    <th role="rowheader" scope="row">${name}</th>
    <td role="cell">
      <svg aria-hidden="true" height="14" width="100%">
        ${loss ? svg`<rect x="${at(loss[0])}%" width="${at(loss[1]) - at(loss[0])}%" y="1" height="12" rx="3" />` : nothing}
      </svg>
      <span class="number">${points}</span>
    </td>
  </tr>`;
}

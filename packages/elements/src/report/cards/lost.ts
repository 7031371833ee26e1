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
  const floor = Math.max(0, Math.floor(form - Math.max(2, (100 - form) * 0.35)));
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
        ${row(words.t('lost.start'), one(100), [floor, 100], floor, 'whole')}
        ${rows.map(({ lost, metric }) => {
          const from = left;
          left -= lost;
          return row(metricName(words, metric), `−${one(lost)}`, [left, from], floor, 'part');
        })}
        ${row(words.t('lost.form'), one(form), [floor, form], floor, 'whole end')}
      </tbody>
    </table>
    ${full > 0 ? html`<p class="small muted">${words.t('lost.full', { n: full })}.</p>` : nothing}
  </section>`;
}

function row(name: string, points: string, [lo, hi]: [number, number], floor: number, kind: string): TemplateResult {
  const at = (x: number): number => ((x - floor) / (100 - floor)) * 100;
  return html`<tr role="row" class=${kind}>
    <th role="rowheader" scope="row">${name}</th>
    <td role="cell">
      <svg aria-hidden="true" height="14" width="100%">
        ${svg`<rect x="${at(lo)}%" width="${Math.max(0.6, at(hi) - at(lo))}%" y="1" height="12" rx="3" />`}
      </svg>
      <span class="number">${points}</span>
    </td>
  </tr>`;
}

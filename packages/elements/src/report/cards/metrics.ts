import { html, nothing, type TemplateResult } from 'lit';
import type { Measured, Metric, ScoreGroup, Shot } from '@shotform/contracts';
import { icon } from '../../base/icons.ts';
import { eye } from '../icons.ts';
import { groups, measuredIn } from '../groups.ts';
import { metricName, span, standing, type ReportWords } from '../words.ts';
import { rangePlot } from './range.ts';

type See = (frame: number) => void;

/** All that was measured on the body, group by group. */
export function metricsCard(shot: Shot, words: ReportWords, see: See): TemplateResult {
  return html`<section class="card" part="card metrics" aria-labelledby="metrics">
    <h2 id="metrics">${words.t('metrics.title')}</h2>
    <p class="legend small" aria-hidden="true">
      <span><i class="band"></i>${words.t('metrics.legend.band')}</span>
      <span><i class="value"></i>${words.t('metrics.legend.you')}</span>
    </p>
    ${groups.map((group) => groupDetails(shot, group, words, see))}
  </section>`;
}

function groupDetails(shot: Shot, group: ScoreGroup, words: ReportWords, see: See): TemplateResult | typeof nothing {
  const measured = measuredIn(shot, group);
  if (measured.length === 0) return nothing;
  const title = words.t(`group.${group}`);
  const out = measured.filter(([, metric]) => ['below', 'above'].includes(standing(metric, metric.band) ?? '')).length;
  const scored = measured.some(([, { band }]) => band !== null);
  const rows = measured.map(([id, metric]) => metricRow(id, metricName(words, id), metric, metric.band, words, see));
  const summary = out > 0 ? words.t('metrics.out', { n: out }) : words.t(scored ? 'metrics.allin' : 'metrics.shown');
  return html`<details ?open=${out > 0}>
    <summary>
      <span class="title">${title}</span>
      <span class="small ${out > 0 ? 'flag' : 'muted'}">${summary}</span>
      <span class="turn">${icon('forward')}</span>
    </summary>
    ${metricTable(words.t('metrics.caption', { group: title }), rows, words)}
  </details>`;
}

export function metricTable(caption: string, rows: readonly TemplateResult[], words: ReportWords): TemplateResult {
  return html`<table role="table" class="metrics">
    <caption class="hidden">
      ${caption}
    </caption>
    <thead role="rowgroup" class="hidden">
      <tr role="row">
        <th role="columnheader">${words.t('metrics.metric')}</th>
        <th role="columnheader">${words.t('metrics.value')}</th>
        <th role="columnheader">${words.t('metrics.between')}, ${words.t('metrics.typical')}</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows}
    </tbody>
  </table>`;
}

export function metricRow(
  id: string,
  name: string,
  measured: Measured | Metric,
  band: readonly [number, number] | null,
  words: ReportWords,
  see: See,
): TemplateResult {
  const { frame, interval, unit, value } = measured;
  if (value === null || !interval) return html`${nothing}`;
  const where = standing(measured, band);
  const own = 'bandOf' in measured && measured.bandOf === 'player';
  const unitKey = `unit.${id}`;
  const symbol = words.has(unitKey) ? words.t(unitKey) : words.symbol(unit);
  return html`<tr role="row" class="${where && where !== 'in' ? 'out' : ''} ${band ? '' : 'bare'}">
    <th role="rowheader" scope="row">
      ${
        frame === null
          ? name
          : html`<button class="see" title=${words.t('metrics.see', { metric: name })} @click=${() => see(frame)}>
              ${name}${icon(eye)}
            </button>`
      }
    </th>
    <td role="cell" class="value">
      <b class="number">${words.figure(value, unit)}<small>${symbol}</small></b>
      ${where && where !== 'in' ? html`<span class="flag small">${words.t(own ? `metrics.own.${where}` : `metrics.${where}`)}</span>` : nothing}
    </td>
    <td role="cell" class="where">
      ${band ? rangePlot(measured, band) : nothing}
      <span class="small muted">
        ${words.t('metrics.between')}
        ${span(words, interval, unit)}${
          band
            ? html`<span class="typical"
                >${words.t(own ? 'metrics.own' : 'metrics.typical')} ${span(words, band, unit)}</span
              >`
            : nothing
        }
      </span>
    </td>
  </tr>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import type { Report } from '@shotform/contracts';
import { icon } from '../../base/icons.ts';
import { outcomeIcons } from '../player/timeline.ts';
import { outcomeKey, type ReportWords } from '../words.ts';

/** The clip in one line. */
export function summary({ session }: Report, words: ReportWords): TemplateResult {
  const { form, made, shots, unknown } = session;
  const value = form.value === null ? null : words.number(form.value, { maximumFractionDigits: 0 });
  return html`<div class="summary">
    <h2>${words.t(unknown === shots ? 'report.summary.unseen' : 'report.summary', { n: shots, made })}</h2>
    ${value === null || shots < 2 ? nothing : html`<p class="muted">${words.t('score.session', { n: shots, value })}</p>`}
  </div>`;
}

/** Every shot of the clip; one of them is looked at. */
export function shotList(
  report: Report,
  selected: number,
  words: ReportWords,
  choose: (shot: number) => void,
): TemplateResult | typeof nothing {
  if (report.shots.length < 2) return nothing;
  return html`<nav class="shots" part="shots" aria-label=${words.t('shots.title')}>
    <ul>
      ${report.shots.map((shot) => {
        const form = shot.scores.form.value;
        const value = form === null ? '–' : words.number(form, { maximumFractionDigits: 0 });
        const outcome = words.t(outcomeKey(shot));
        const n = shot.index + 1;
        const said = form === null ? words.t('shots.noform') : words.t('shots.form', { value });
        return html`<li>
          <button aria-current=${shot.index === selected ? 'true' : nothing} @click=${() => choose(shot.index)}>
            <span class="badge ${shot.outcome.result}">${icon(outcomeIcons[shot.outcome.result])}</span>
            <span class="what"><b>${words.t('shots.number', { n })}</b> <span class="small">${outcome}</span></span>
            <span class="hidden">${said}</span>
            <span class="number" aria-hidden="true">${value}</span>
          </button>
        </li>`;
      })}
    </ul>
  </nav>`;
}

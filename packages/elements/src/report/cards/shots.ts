import { html, nothing, type TemplateResult } from 'lit';
import type { Report } from '@shotform/contracts';
import { icon } from '../../base/icons.ts';
import { outcomeIcons } from '../player/timeline.ts';
import { outcomeKey, type ReportWords } from '../words.ts';

/** The clip in one line. */
export function summary({ session, shots }: Report, words: ReportWords): TemplateResult {
  const { form, made, shots: n, unknown } = session;
  const scored = shots.filter(({ scores }) => scores.form.value !== null).length;
  return html`<div class="summary">
    <h2>${words.t(unknown === n ? 'report.summary.unseen' : 'report.summary', { n, made })}</h2>
    ${
      form.value === null || scored < 2
        ? nothing
        : html`<p class="muted">
            ${words.t(scored === n ? 'score.session' : 'score.session.some', { n: scored, value: words.whole(form.value) })}
          </p>`
    }
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
        const value = form === null ? '–' : words.whole(form);
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

import { html, nothing, type TemplateResult } from 'lit';
import type { BetterView, Report, Shot } from '@shotform/contracts';
import { missingBy } from '../groups.ts';
import { metricName, type ReportWords } from '../words.ts';

/** Less than this is no other place to stand, degrees; and what is said is rounded to so much. */
const STEP = 5;

/** What could not be measured, why, and what helps: one paragraph a reason, not one an item. */
export function missingCard(shot: Shot, report: Report, words: ReportWords): TemplateResult | typeof nothing {
  const missing = missingBy(shot);
  if (missing.length === 0) return nothing;
  return html`<section class="card missing" part="card missing" aria-labelledby="missing">
    <h2 id="missing">${words.t('missing.title')}</h2>
    <p class="muted small">${words.t('missing.intro')}</p>
    <ul>
      ${missing.map(
        ([reason, ids]) =>
          html`<li>
            <p>${words.t(`reason.${reason}`)}</p>
            ${reason === 'view_not_valid' ? byView(ids, report, words) : tags(ids, words)}
          </li>`,
      )}
    </ul>
  </section>`;
}

/** Where to film from, and what that would show; what no other view would show comes last. */
function byView(ids: readonly string[], report: Report, words: ReportWords): TemplateResult {
  // Reports of earlier engines have none.
  const views = (report as Partial<Report>).betterViews ?? [];
  const shown = views.map((view) => ({ view, ids: ids.filter((id) => view.metrics.includes(id)) }));
  const others = ids.filter((id) => !views.some(({ metrics }) => metrics.includes(id)));
  return html`${shown
    .filter((group) => group.ids.length > 0)
    .map(
      ({ view, ids }) =>
        html`<p>${wayTo(view, words)}</p>
          ${tags(ids, words)}`,
    )}
  ${others.length > 0 ? tags(others, words) : nothing}`;
}

function wayTo({ plane, yawDegrees, turnDegrees }: BetterView, words: ReportWords): string {
  const view = words.t(yawDegrees === 180 ? 'better.behind' : `better.${plane}`);
  const n = STEP * Math.round(Math.abs(turnDegrees ?? 0) / STEP);
  return n < STEP ? view : `${words.t(turnDegrees! > 0 ? 'better.left' : 'better.right', { n })} ${view}`;
}

function tags(ids: readonly string[], words: ReportWords): TemplateResult {
  return html`<ul class="tags">
    ${ids.map((id) => html`<li>${metricName(words, id)}</li>`)}
  </ul>`;
}

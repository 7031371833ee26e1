import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AnalysisJob } from '@shotform/contracts';
import { icon } from '../../base/icons.ts';
import { vars } from '../../base/vars.ts';
import type { Screen, WidgetWords } from './context.ts';

export interface ListState {
  /** The clip that is asked about: delete or keep. */
  confirming: string | null;
  confirm: (id: string | null) => void;
  erase: (job: AnalysisJob) => void;
  now: Date;
}

/** One's earlier clips, newest first. */
export function clipList(screen: Screen, state: ListState): TemplateResult {
  const { flow, words } = screen;
  const { failed, jobs, more } = flow.clips;
  return html`<section class="clips" part="clips" aria-labelledby="clips" aria-busy=${jobs === null && !failed}>
    <h2 id="clips">${words.t('list.title')}</h2>
    ${jobs === null ? (failed ? lost(screen) : loading(words)) : nothing}
    ${
      jobs?.length === 0
        ? html`<div class="empty">
            <span class="emblem">${icon('film')}</span>
            <p><b>${words.t('list.empty.title')}</b></p>
            <p class="muted small">${words.t('list.empty.text')}</p>
          </div>`
        : nothing
    }
    ${
      jobs && jobs.length > 0
        ? html`<ul>
            ${repeat(
              jobs,
              ({ id }) => id,
              (job) => html`<li>${row(job, screen, state)}</li>`,
            )}
          </ul>`
        : nothing
    }
    ${
      more && jobs && jobs.length > 0
        ? html`<button class="button" @click=${() => flow.clips.loadMore()}>${words.t('list.more')}</button>`
        : nothing
    }
  </section>`;
}

function loading(words: WidgetWords): TemplateResult {
  return html`<p class="hidden">${words.t('list.loading')}</p>
    <ul aria-hidden="true">
      ${[1, 2, 3].map(
        () =>
          html`<li class="clip ghost">
            <i></i><span><b></b><b></b></span>
          </li>`,
      )}
    </ul>`;
}

function lost({ flow, words }: Screen): TemplateResult {
  return html`<div class="empty">
    <span class="emblem">${icon('warning')}</span>
    <p>${words.t('list.failed')}</p>
    <button class="button small" @click=${() => flow.clips.refresh()}>${icon('retry')}${words.t('error.again')}</button>
  </div>`;
}

function row(job: AnalysisJob, screen: Screen, state: ListState): TemplateResult {
  const { flow, words } = screen;
  const name = words.moment(job.createdAt, state.now);
  if (state.confirming === job.id) {
    return html`<div class="clip confirm" role="group" aria-label=${words.t('list.delete', { name })}>
      <p>${words.t('list.confirm')}</p>
      <button class="button small" @click=${() => state.confirm(null)}>${words.t('list.confirm.no')}</button>
      <button class="button small danger" @click=${() => state.erase(job)}>${words.t('list.confirm.yes')}</button>
    </div>`;
  }
  return html`<div class="clip">
    <button class="open" @click=${() => flow.show(job)}>
      ${badge(job, words)}
      <span class="what">
        <b>${name}</b>
        <span class="small muted">${outcome(job, words)}</span>
      </span>
      <span class="go flip">${icon('forward')}</span>
    </button>
    <button class="round" aria-label=${words.t('list.delete', { name })} @click=${() => state.confirm(job.id)}>
      ${icon('bin')}
    </button>
  </div>`;
}

function badge({ percent, status, summary }: AnalysisJob, words: WidgetWords): TemplateResult {
  if (status === 'queued' || status === 'running') {
    return html`<span class="score busy" ${vars({ '--at': percent / 100 })}></span>`;
  }
  if (status !== 'succeeded')
    return html`<span class="score">${icon(status === 'failed' ? 'warning' : 'cross')}</span>`;
  const form = summary?.form ?? null;
  return html`<span class="score number" aria-hidden="true"> ${form === null ? '–' : words.whole(form)} </span>`;
}

function outcome(job: AnalysisJob, words: WidgetWords): string {
  const { percent, status, summary } = job;
  if (status === 'queued') return words.t('list.queued');
  if (status === 'running') return words.t('list.running', { percent: words.percent(percent / 100) });
  if (status === 'failed') return words.t('list.error');
  if (status === 'canceled') return words.t('list.canceled');
  if (!summary || summary.shots === 0) return words.t('list.noshots');
  if (summary.made + summary.missed === 0) return words.t('list.unseen', { n: summary.shots });
  return words.t('list.shots', { n: summary.shots, made: words.number(summary.made) });
}

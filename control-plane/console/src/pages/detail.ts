import { html, nothing, type TemplateResult } from 'lit';
import type { AnalysisJob } from '@shotform/contracts';
import { icon, vars } from '@shotform/elements/kit';
import { brand } from '../brand.ts';
import { errorText, type Screen } from './screen.ts';
import { status } from './status.ts';

/** One analysis: how it stands, and its report as the player sees it. */
export function detail(screen: Screen): TemplateResult {
  const { go, store, words } = screen;
  const { error, job } = store.detail;
  const back = (event: MouseEvent): void => {
    event.preventDefault();
    go({ name: 'list' });
  };
  return html`<a class="back" href="/" @click=${back}
      ><span class="flip">${icon('back')}</span>${words.t('detail.back')}</a
    >
    ${job ? heading(screen, job) : nothing}
    ${error ? failure(screen) : job ? body(screen, job) : html`<div class="card ghosts" aria-busy="true"><b></b><b></b><b></b></div>`}`;
}

function heading({ now, words }: Screen, job: AnalysisJob): TemplateResult {
  const { finishedAt, startedAt } = job;
  const took = startedAt && finishedAt ? (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000 : null;
  const fact = (name: string, value: TemplateResult | string): TemplateResult =>
    html`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`;
  return html`<div class="title">
      <h1>${job.fileName}</h1>
      ${status(job, words)}
    </div>
    <dl class="facts">
      ${fact(words.t('detail.sent'), words.moment(job.createdAt, now))}
      ${took === null ? nothing : fact(words.t('detail.took'), words.t('detail.seconds', { n: took }))}
      ${fact(words.t('detail.model'), job.model)} ${fact(words.t('detail.player'), html`<code>${job.player}</code>`)}
      ${fact(words.t('detail.id'), html`<code>${job.id}</code>`)}
    </dl>`;
}

function body({ store, words }: Screen, job: AnalysisJob): TemplateResult {
  const { files, results } = store.detail;
  if (job.status === 'failed' || job.status === 'canceled') {
    return html`<section class="card note">
      <span class="emblem">${icon(job.status === 'failed' ? 'warning' : 'cross')}</span>
      <h2>${words.t(job.status === 'failed' ? 'detail.failed' : 'detail.canceled')}</h2>
      ${
        job.error
          ? html`<p>${job.error.message}</p>
              <p class="small muted"><code>${job.error.code}</code></p>`
          : nothing
      }
    </section>`;
  }
  if (job.status !== 'succeeded') {
    return html`<section class="card note" aria-live="polite">
      <p class="number huge">${words.percent(job.percent / 100)}</p>
      <span class="meter wide" ${vars({ '--at': job.percent / 100 })}></span>
      <p class="muted">${words.t('detail.waiting')}</p>
    </section>`;
  }
  if (!results)
    return html`<div class="card ghosts" aria-busy="true">
      <p class="hidden">${words.t('detail.loading')}</p>
      <b></b><b></b><b></b>
    </div>`;
  return html`<shotform-report
    .theme=${brand}
    .report=${results.report}
    .files=${files}
    @files-expired=${() => store.load()}
  ></shotform-report>`;
}

function failure({ store, words }: Screen): TemplateResult {
  const { error } = store.detail;
  if (!error) return html`${nothing}`;
  const gone = error.status === 404;
  return html`<section class="card note">
    <span class="emblem">${icon('warning')}</span>
    <p>${gone ? words.t('detail.gone') : errorText(words, error)}</p>
    ${
      gone
        ? nothing
        : html`<button class="button primary" @click=${() => store.load()}>
            ${icon('retry')}${words.t('error.again')}
          </button>`
    }
  </section>`;
}

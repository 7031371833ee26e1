import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AnalysisJob } from '@shotform/contracts';
import { icon } from '@shotform/elements/kit';
import { errorText, shortId, type Screen } from './screen.ts';
import { status } from './status.ts';

/** All that players have sent, newest first, changing while one looks. */
export function list(screen: Screen): TemplateResult {
  const { store, words } = screen;
  const { connected, jobs, listError, me, more } = store;
  return html`<div class="title">
      <h1>${words.t('list.title')}</h1>
      <p class="pulse ${connected ? 'on' : ''}" role="status">
        <i></i>${words.t(connected ? 'nav.connected' : 'nav.lost')}
      </p>
    </div>
    ${jobs === null && listError === null ? ghosts(screen) : nothing}
    ${
      listError && jobs === null
        ? html`<section class="card note">
            <span class="emblem">${icon('warning')}</span>
            <h2>${words.t('list.failed')}</h2>
            <p class="muted">${errorText(words, listError)}</p>
            <button class="button primary" @click=${() => store.load()}>
              ${icon('retry')}${words.t('error.again')}
            </button>
            ${
              listError.requestId
                ? html`<p class="small muted">${words.t('error.reference', { id: listError.requestId })}</p>`
                : nothing
            }
          </section>`
        : nothing
    }
    ${
      jobs?.length === 0
        ? html`<section class="card note">
            <span class="emblem">${icon('film')}</span>
            <h2>${words.t('list.empty.title')}</h2>
            <p class="muted">${words.t(`list.empty.${me?.mode ?? 'test'}`)}</p>
          </section>`
        : nothing
    }
    ${jobs && jobs.length > 0 ? table(screen, jobs) : nothing}
    ${
      jobs && more
        ? html`<button class="button more" @click=${() => store.loadMore()}>${words.t('list.more')}</button>`
        : nothing
    }`;
}

function table(screen: Screen, jobs: readonly AnalysisJob[]): TemplateResult {
  const { words } = screen;
  const heads = ['list.clip', 'list.player', 'list.status', 'list.shots', 'list.form'] as const;
  return html`<table role="table" class="card">
    <caption class="hidden">
      ${words.t('list.caption')}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${heads.map((key) => html`<th role="columnheader" scope="col">${words.t(key)}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${repeat(
        jobs,
        ({ id }) => id,
        (job) => row(screen, job),
      )}
    </tbody>
  </table>`;
}

function row({ go, now, store, words }: Screen, job: AnalysisJob): TemplateResult {
  const { summary } = job;
  const open = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    go({ name: 'detail', id: job.id });
  };
  return html`<tr role="row" class=${store.fresh.has(job.id) ? 'fresh' : ''}>
    <th role="rowheader" scope="row">
      <a href="/analyses/${job.id}" @click=${open}>${words.moment(job.createdAt, now)}</a>
      <span class="small muted file">${job.fileName}</span>
    </th>
    <td role="cell" class="player"><code title=${job.player}>${shortId(job.player)}</code></td>
    <td role="cell" class="state">${status(job, words)}</td>
    <td role="cell" class="shots">
      ${
        summary === null
          ? html`<span class="muted none">–</span>`
          : summary.shots === 0
            ? html`<span class="muted">${words.t('list.none')}</span>`
            : madeOf(summary, words)
      }
    </td>
    <td role="cell" class="form number">
      ${summary?.form === null || summary === null ? html`<span class="muted">–</span>` : words.whole(summary.form)}
    </td>
  </tr>`;
}

function ghosts({ words }: Screen): TemplateResult {
  return html`<div class="card ghosts" aria-busy="true">
    <p class="hidden">${words.t('list.loading')}</p>
    ${[1, 2, 3, 4, 5].map(() => html`<b></b>`)}
  </div>`;
}

/** What became of a shot is not always seen: none made is said only where that is known of one at least. */
function madeOf({ made, missed, shots }: NonNullable<AnalysisJob['summary']>, words: Screen['words']): string {
  return made + missed === 0 ? words.t('list.unseen', { n: shots }) : words.t('list.made', { made, shots });
}

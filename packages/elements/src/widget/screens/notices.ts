import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../base/icons.ts';
import type { Failure } from '../../client.ts';
import type { View } from '../flow.ts';
import { errorText, type Screen, type WidgetWords } from './context.ts';

/** Before the session is there: the shape of what comes. */
export function opening(words: WidgetWords): TemplateResult {
  return html`<div class="home ghosts" aria-busy="true">
    <p class="hidden">${words.t('widget.opening')}</p>
    <div class="start ghost"></div>
    <div class="clips"><b></b><b></b><b></b></div>
  </div>`;
}

interface Notice {
  title: string;
  failure: Failure;
  actions: TemplateResult;
}

function notice(words: WidgetWords, { actions, failure, title }: Notice): TemplateResult {
  return html`<section class="card notice" part="card notice">
    <span class="emblem bad">${icon(failure.code === 'connection_failed' ? 'offline' : 'warning')}</span>
    <h1>${title}</h1>
    <p>${errorText(words, failure.code)}</p>
    <div class="actions">${actions}</div>
    ${
      failure.requestId === null
        ? nothing
        : html`<p class="small muted reference">${words.t('error.reference', { id: failure.requestId })}</p>`
    }
  </section>`;
}

/** The page has not said whose widget it is. */
export function notSetUp(words: WidgetWords): TemplateResult {
  const failure = { code: 'credential_invalid', retryable: false, requestId: null };
  return notice(words, { title: words.t('error.title'), failure, actions: html`${nothing}` });
}

/** There is no session: nothing works but trying again. */
export function closed({ flow, words }: Screen, { failure }: View & { name: 'closed' }): TemplateResult {
  const actions = html`<button class="button primary" @click=${() => flow.open()}>
    ${icon('retry')}${words.t('error.again')}
  </button>`;
  return notice(words, { title: words.t('error.title'), failure, actions });
}

/** A clip that could not be taken or analysed. */
export function failed({ flow, words }: Screen, { failure }: View & { name: 'failed' }): TemplateResult {
  const actions = html`<button class="button primary" @click=${() => flow.home()}>
    ${words.t(failure.retryable ? 'error.home' : 'error.other')}
  </button>`;
  return notice(words, { title: words.t('error.title'), failure, actions });
}

export function reportLost({ flow, words }: Screen, failure: Failure): TemplateResult {
  const actions = html`<button class="button primary" @click=${() => flow.renew()}>
      ${icon('retry')}${words.t('error.again')}
    </button>
    <button class="button" @click=${() => flow.home()}>${words.t('error.home')}</button>`;
  return notice(words, { title: words.t('report.failed'), failure, actions });
}

/** The shape of a report, while it comes. */
export function reportComing(words: WidgetWords): TemplateResult {
  return html`<div class="coming" aria-busy="true">
    <p class="hidden">${words.t('report.loading')}</p>
    <div class="ghost film"></div>
    <div class="ghost"></div>
    <div class="ghost"></div>
  </div>`;
}

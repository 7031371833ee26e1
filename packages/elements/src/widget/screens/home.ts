import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../base/icons.ts';
import { clipList, type ListState } from './clip-list.ts';
import type { Screen } from './context.ts';
import { court } from './court.ts';

export interface HomeState extends ListState {
  dropping: boolean;
  recorder: boolean;
}

/** The start: record, choose or drop a clip; one's earlier ones. */
export function home(screen: Screen, state: HomeState): TemplateResult {
  const { flow } = screen;
  const left = flow.session?.entitlements.analysesLeft ?? null;
  return html`<div class="home">
    ${left === 0 ? gate(screen) : start(screen, state, left)} ${clipList(screen, state)}
  </div>`;
}

function start({ flow, words }: Screen, state: HomeState, left: number | null): TemplateResult {
  const { limits, tenant } = flow.session!;
  const values = { bytes: words.bytes(limits.bytes), minutes: Math.round(limits.durationSeconds / 60) };
  const pick = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    const file = input.files?.[0];
    // The same file can be chosen again.
    input.value = '';
    if (file) void flow.send(file);
  };
  return html`<section class="start ${state.dropping ? 'dropping' : ''}" part="drop" aria-labelledby="start">
    ${court()}
    <div class="say">
      <h1 id="start">${words.t('home.title')}</h1>
      <p class="muted">${words.t('home.text')}</p>
      <div class="actions">
        ${
          state.recorder
            ? html`<button class="button primary" part="button record" @click=${() => flow.capture()}>
                ${icon('camera')}${words.t('home.record')}
              </button>`
            : nothing
        }
        <label class="button ${state.recorder ? '' : 'primary'}" part="button choose">
          <input class="hidden" type="file" accept="video/*,.mp4,.mov,.m4v,.webm" @change=${pick} />
          ${icon('upload')}${words.t('home.choose')}
        </label>
      </div>
      <p class="drop small muted" aria-hidden="true">${words.t(state.dropping ? 'home.dropping' : 'home.drop')}</p>
      <p class="small muted terms">
        ${left === null ? nothing : html`<b>${words.t('home.left', { n: left })}.</b>`}
        ${words.t('home.limits', values)} ${words.t('home.private', { tenant: tenant.name })}
      </p>
    </div>
  </section>`;
}

function gate({ flow, words }: Screen): TemplateResult {
  return html`<section class="card notice">
    <span class="emblem">${icon('lock')}</span>
    <h1>${words.t('home.gate.title')}</h1>
    <p class="muted">${words.t('home.gate.text', { tenant: flow.session!.tenant.name })}</p>
  </section>`;
}

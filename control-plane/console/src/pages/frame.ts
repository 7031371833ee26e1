import { html, nothing, svg, type TemplateResult } from 'lit';
import { icon } from '@shotform/elements/kit';
import type { ConsoleMe, Mode } from '@shotform/contracts';
import { mark } from './mark.ts';
import type { Screen } from './screen.ts';

const out = svg`<path d="M14 4.5h3.5a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H14M10 8l-4 4 4 4m-4-4h9" />`;

/** What stands around every page: whose console this is, which data, the way out. */
export function frame(screen: Screen, me: ConsoleMe, page: TemplateResult, offline: boolean): TemplateResult {
  const { store, words } = screen;
  return html`<header>
      <a
        class="home"
        href="/"
        aria-label="Shotform"
        @click=${(event: MouseEvent) => {
          event.preventDefault();
          screen.go({ name: 'list' });
        }}
        >${mark()}</a
      >
      <span class="tenant">${me.tenant.name}</span>
      ${modes(screen, me.mode)}
      <span class="member">
        <b>${me.member.name}</b>
        <span class="small">${words.t(`role.${me.member.role}`)}</span>
      </span>
      <button
        class="round"
        aria-label=${words.t('nav.out')}
        title=${words.t('nav.out')}
        @click=${() => store.signOut()}
      >
        ${icon(out)}
      </button>
    </header>
    ${me.mode === 'test' ? html`<p class="band">${words.t('nav.test.note')}</p>` : nothing}
    ${offline ? html`<p class="band offline" role="status">${icon('offline')}${words.t('nav.offline')}</p>` : nothing}
    <main tabindex="-1">${page}</main>`;
}

function modes({ store, words }: Screen, current: Mode): TemplateResult {
  const option = (mode: Mode): TemplateResult =>
    html`<label>
      <input
        type="radio"
        name="mode"
        class="hidden"
        .checked=${mode === current}
        @change=${() => store.switchMode(mode)}
      />
      <span>${words.t(`nav.${mode}`)}</span>
    </label>`;
  return html`<fieldset class="modes">
    <legend class="hidden">${words.t('nav.mode')}</legend>
    ${option('test')} ${option('live')}
  </fieldset>`;
}

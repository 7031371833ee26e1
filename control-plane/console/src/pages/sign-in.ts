import { html, nothing, type TemplateResult } from 'lit';
import { court, icon } from '@shotform/elements/kit';
import { errorText, type Screen } from './screen.ts';
import { mark } from './mark.ts';

export function signIn({ store, words }: Screen): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    void store.signIn({ email: String(form.get('email')).trim(), password: String(form.get('password')) });
  };
  const { error, expired, signing } = store;
  return html`<main class="door">
    <div class="poster" aria-hidden="true">
      ${mark()} ${court()}
      <p>${words.t('sign-in.motto')}</p>
    </div>
    <form @submit=${submit} aria-labelledby="title">
      <span class="phone">${mark()}</span>
      <h1 id="title">${words.t('sign-in.title')}</h1>
      <p class="muted">${words.t(expired ? 'sign-in.expired' : 'sign-in.text')}</p>
      <label>
        ${words.t('sign-in.email')}
        <input name="email" type="email" autocomplete="username" required ?disabled=${signing} />
      </label>
      <label>
        ${words.t('sign-in.password')}
        <input name="password" type="password" autocomplete="current-password" required ?disabled=${signing} />
      </label>
      <p class="alert" role="alert">${error ? html`${icon('warning')}${errorText(words, error)}` : nothing}</p>
      <button class="button primary" ?disabled=${signing}>${words.t(signing ? 'sign-in.going' : 'sign-in.go')}</button>
    </form>
  </main>`;
}

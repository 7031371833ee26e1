import { html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { baseStyles, courtStyles, icon, ShotformElement } from '@shotform/elements/kit';
import '@shotform/elements/report';
import type { Api } from './api.ts';
import { brand } from './brand.ts';
import { detail } from './pages/detail.ts';
import { frame } from './pages/frame.ts';
import { list } from './pages/list.ts';
import { mark } from './pages/mark.ts';
import { errorText, type Screen } from './pages/screen.ts';
import { signIn } from './pages/sign-in.ts';
import { placeOf, Store, type Place } from './store.ts';
import { consoleStyles } from './styles/index.ts';
import { consoleVocabulary, type ConsoleKey } from './words.ts';

/** The console: the door, then what a facility's players have sent. */
export class ShotformConsole extends ShotformElement<ConsoleKey> {
  static override styles = [baseStyles, courtStyles, consoleStyles];
  static override properties: PropertyDeclarations = {
    api: { attribute: false },
    path: {},
    offline: { state: true },
  };

  declare api: Api | null;
  /** Where it starts; the page's own address without it. */
  declare path: string | null;
  declare private offline: boolean;
  private store: Store | null;
  private shown: string;

  constructor() {
    super(consoleVocabulary);
    this.theme = brand;
    this.api = null;
    this.path = null;
    this.offline = false;
    this.store = null;
    this.shown = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('online', this.onNetwork);
    window.addEventListener('offline', this.onNetwork);
    window.addEventListener('popstate', this.onBack);
    this.onNetwork();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('online', this.onNetwork);
    window.removeEventListener('offline', this.onNetwork);
    window.removeEventListener('popstate', this.onBack);
    this.store?.close();
    this.store = null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('api') && this.api) {
      this.store?.close();
      this.store = new Store(this.api, placeOf(this.path ?? location.pathname), () => this.requestUpdate());
      void this.store.open();
    }
  }

  protected override updated(): void {
    const now = `${this.store?.stage} ${JSON.stringify(this.store?.place)}`;
    if (now === this.shown) return;
    const moved = this.shown.startsWith('in ') && now.startsWith('in ');
    this.shown = now;
    if (moved) this.renderRoot.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
    if (moved) window.scrollTo(0, 0);
  }

  private readonly onNetwork = (): void => {
    this.offline = !navigator.onLine;
  };

  private readonly onBack = (): void => {
    void this.store?.go(placeOf(location.pathname));
  };

  private go(place: Place): void {
    if (this.path === null) history.pushState(null, '', place.name === 'detail' ? `/analyses/${place.id}` : '/');
    void this.store?.go(place);
  }

  override render(): TemplateResult {
    const { store, words } = this;
    if (!store || this.speechless || store.stage === 'opening') {
      return html`<div class="wait" role="status">
        ${mark()}<span class="hidden">${words.t('sign-in.opening')}</span>
      </div>`;
    }
    const screen: Screen = { store, words, now: new Date(), go: (place) => this.go(place) };
    if (store.stage === 'out') return signIn(screen);
    if (store.stage === 'lost' || !store.me) return this.renderLost(screen);
    const page = store.place.name === 'detail' ? detail(screen) : list(screen);
    return frame(screen, store.me, page, this.offline);
  }

  private renderLost({ store, words }: Screen): TemplateResult {
    return html`<main class="wait">
      ${mark()}
      <h1 class="hidden">Shotform</h1>
      <p role="alert">${store.error ? errorText(words, store.error) : words.t('error.any')}</p>
      <button class="button primary" @click=${() => store.open()}>${icon('retry')}${words.t('error.again')}</button>
    </main>`;
  }
}

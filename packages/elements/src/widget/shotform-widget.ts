import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { AnalysisJob, Results } from '@shotform/contracts';
import { createShotform, type ShotformStorage, type TokenProvider } from '@shotform/sdk';
import { ShotformElement } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { baseStyles } from '../base/styles.ts';
import type { ShotformClient } from '../client.ts';
import { widgetVocabulary, type WidgetKey } from '../i18n/widget.en.ts';
import { Announcer } from './announcer.ts';
import type { ClipFiles } from '../report/player/shotform-player.ts';
import { Flow, type View } from './flow.ts';
import { courtStyles } from './screens/court.ts';
import { home } from './screens/home.ts';
import { closed, failed, notSetUp, opening, reportComing, reportLost } from './screens/notices.ts';
import type { Screen } from './screens/context.ts';
import { widgetStyles } from './styles/index.ts';

/**
 * Choose, drop or record a clip of basketball shots; see its report; find earlier ones again.
 *
 * @fires shotform-ready - `{ player, mode }`: the session is open
 * @fires shotform-before-upload - `{ file }`, cancelable: `preventDefault()` keeps the file on the device
 * @fires shotform-upload-start - `{ fileName, bytes }`
 * @fires shotform-upload-progress - `{ state, sentBytes, totalBytes }`
 * @fires shotform-analysis-start - `{ id }`
 * @fires shotform-analysis-progress - `{ id, stage, percent }`
 * @fires shotform-analysis-complete - `{ id, summary }`
 * @fires shotform-analysis-delete - `{ id }`
 * @fires shotform-report-open - `{ id }`
 * @fires shotform-shot-select - `{ shot }`
 * @fires shotform-failure - `{ code, retryable, requestId }`: what the player was told went wrong
 *
 * @attr {string} asset-base - where the script tag's file finds all the others; the folder that it lies in without it
 *
 * @csspart frame - all of it
 * @csspart header - the logo or the name, and the way back
 * @csspart drop - the start: record, choose or drop a clip
 * @csspart button - the buttons of the start
 * @csspart clips - the earlier clips
 * @csspart progress - the picture of an upload or an analysis on its way
 * @csspart card - every card; those of the report also by their own names
 * @csspart notice - the card of an error
 * @csspart player - the report's player
 * @csspart shots - the report's list of shots
 *
 * @element shotform-widget
 */
export class ShotformWidget extends ShotformElement<WidgetKey> {
  static override styles = [baseStyles, courtStyles, widgetStyles];
  static override properties: PropertyDeclarations = {
    publishableKey: { attribute: 'publishable-key' },
    apiBase: { attribute: 'api-base' },
    client: { attribute: false },
    tokenProvider: { attribute: false },
    storage: { attribute: false },
    recorder: { state: true },
    dropping: { state: true },
    confirming: { state: true },
    offline: { state: true },
    said: { state: true },
  };

  /** `sf_pk_...`, public. */
  declare publishableKey: string | null;
  /** Where the API is; without it, the page's own origin. */
  declare apiBase: string | null;
  /** Instead of one made from the attributes. */
  declare client: ShotformClient | null;
  /** For players whom the page knows: answers the token that the facility's server signed. */
  declare tokenProvider: TokenProvider | null;
  /** Where an anonymous player's secret is kept; `localStorage` without it. */
  declare storage: ShotformStorage | null;
  declare private recorder: boolean;
  declare private dropping: boolean;
  declare private confirming: string | null;
  declare private offline: boolean;
  declare private said: string;
  private flow: Flow | null;
  private announcer: Announcer;
  private preview: { file: File; url: string } | null;
  private progress: typeof import('./screens/progress.ts') | null;
  private shown: string;
  private hadFocus: boolean;

  constructor() {
    super(widgetVocabulary);
    this.publishableKey = null;
    this.apiBase = null;
    this.client = null;
    this.tokenProvider = null;
    this.storage = null;
    this.recorder = false;
    this.dropping = false;
    this.confirming = null;
    this.offline = false;
    this.said = '';
    this.flow = null;
    this.announcer = new Announcer();
    this.preview = null;
    this.progress = null;
    this.shown = '';
    this.hadFocus = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.recorder = typeof MediaRecorder === 'function' && navigator.mediaDevices !== undefined;
    window.addEventListener('online', this.onNetwork);
    window.addEventListener('offline', this.onNetwork);
    this.onNetwork();
    if (this.hasUpdated) this.restart();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('online', this.onNetwork);
    window.removeEventListener('offline', this.onNetwork);
    this.flow?.close();
    this.flow = null;
    this.keepPreview(null);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const made = ['publishableKey', 'apiBase', 'client', 'tokenProvider', 'storage'];
    if (made.some((name) => changed.has(name))) this.restart();
    super.willUpdate(changed);
    this.hadFocus = Boolean(this.shadowRoot?.activeElement);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('confirming') && this.confirming !== null) {
      this.renderRoot.querySelector<HTMLElement>('.confirm button')?.focus();
    }
    const name = this.flow?.view.name ?? '';
    if (name === this.shown) return;
    this.shown = name;
    // Somebody who goes by the keyboard stays inside: what they pressed is gone.
    if (this.hadFocus) this.renderRoot.querySelector<HTMLElement>('.main')?.focus({ preventScroll: true });
  }

  /** Which language the tenant has chosen is known with the session. */
  protected override locales(): (string | null)[] {
    return this.flow?.view.name === 'opening' ? [this.locale, 'en'] : super.locales();
  }

  /** Lets the visitor choose a file, as the button does. */
  choose(): void {
    this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click();
  }

  /** Sends a file that the page has already, as if it had been chosen here. */
  async send(file: File): Promise<void> {
    await this.flow?.send(file);
  }

  private restart(): void {
    this.flow?.close();
    this.flow = null;
    const client = this.client ?? this.makeClient();
    if (!client) return;
    const flow = new Flow(client, {
      changed: () => this.onChanged(flow),
      tell: (type, detail, options) => this.tell(type, detail, options),
    });
    this.flow = flow;
    void flow.open();
  }

  private makeClient(): ShotformClient | null {
    const { apiBase, publishableKey, storage, tokenProvider } = this;
    if (!publishableKey) return null;
    return createShotform({
      publishableKey,
      apiBase: apiBase ?? location.origin,
      ...(tokenProvider ? { tokenProvider } : {}),
      ...(storage ? { storage } : {}),
    });
  }

  private onChanged(flow: Flow): void {
    if (flow !== this.flow) return;
    const { session, view } = flow;
    if (session && this.theme !== session.theme) this.theme = session.theme;
    this.keepPreview(view.name === 'sending' || view.name === 'working' ? view.file : null);
    if (view.name === 'sending' || view.name === 'working') void this.loadProgress();
    if (view.name === 'report') void import('../report/define.ts');
    if (view.name === 'capture') void import('../capture/define.ts');
    this.said = this.announcer.next(view, this.words) ?? this.said;
    this.requestUpdate();
  }

  /** Comes with the first clip, not with the page. Where it fails, the next change of the work asks again. */
  private async loadProgress(): Promise<void> {
    if (this.progress) return;
    const progress = await import('./screens/progress.ts').catch(() => null);
    if (!progress || this.progress) return;
    this.progress = progress;
    (this.renderRoot as ShadowRoot).adoptedStyleSheets.push(progress.progressStyles.styleSheet!);
    this.requestUpdate();
  }

  /** One address for the clip for as long as it is shown. */
  private keepPreview(file: File | null): void {
    if (this.preview?.file === file) return;
    if (this.preview) URL.revokeObjectURL(this.preview.url);
    this.preview = file ? { file, url: URL.createObjectURL(file) } : null;
  }

  private readonly onNetwork = (): void => {
    this.offline = !navigator.onLine;
  };

  private onDrag(event: DragEvent): void {
    if (this.flow?.view.name !== 'home' || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dropping = event.type !== 'dragleave' && event.type !== 'drop';
    const file = event.dataTransfer.files[0];
    if (event.type === 'drop' && file) void this.flow.send(file);
  }

  private async erase(job: AnalysisJob): Promise<void> {
    this.confirming = null;
    if (await this.flow?.erase(job)) this.said = this.words.t('say.deleted');
  }

  override render(): TemplateResult {
    const { words } = this;
    const drag = (event: DragEvent): void => this.onDrag(event);
    return html`<div
      class="frame"
      part="frame"
      role="region"
      aria-label=${words.t('widget.label')}
      @dragover=${drag}
      @dragleave=${drag}
      @drop=${drag}
    >
      ${this.renderBar()}
      ${this.offline && !this.speechless ? html`<p class="banner">${icon('offline')}${words.t('offline.banner')}</p>` : nothing}
      <div class="main" tabindex="-1">${this.renderMain()}</div>
      <p class="hidden" role="status">${this.said}</p>
    </div>`;
  }

  private renderMain(): TemplateResult {
    const { flow, offline, words } = this;
    if (this.speechless) return opening(words);
    return flow ? this.renderView({ flow, words, offline }) : notSetUp(words);
  }

  private renderBar(): TemplateResult | typeof nothing {
    const { flow, words } = this;
    const { logo } = this.theme;
    const view = flow?.view;
    const back = view && ['capture', 'report', 'failed', 'working'].includes(view.name);
    const name = flow?.session?.tenant.name ?? '';
    return html`<div class="head" part="header">
      ${
        back
          ? html`<button class="round" aria-label=${words.t('widget.back')} @click=${() => flow?.home()}>
              <span class="flip">${icon('back')}</span>
            </button>`
          : nothing
      }
      ${logo ? html`<img class="logo" src=${logo.url} alt=${logo.alt} />` : html`<p class="brand">${name}</p>`}
      ${
        view?.name === 'report'
          ? html`<button class="button small" @click=${() => flow?.home()}>${words.t('widget.new')}</button>`
          : nothing
      }
    </div>`;
  }

  private renderView(screen: Screen): TemplateResult {
    const { flow, words } = screen;
    const { view } = flow;
    const url = this.preview?.url ?? null;
    switch (view.name) {
      case 'opening':
        return opening(words);
      case 'closed':
        return closed(screen, view);
      case 'home':
        return home(screen, {
          dropping: this.dropping,
          recorder: this.recorder,
          confirming: this.confirming,
          confirm: (id) => (this.confirming = id),
          erase: (job) => void this.erase(job),
          now: new Date(),
        });
      case 'capture':
        return this.renderCapture(flow);
      case 'sending':
        return this.progress?.sending(screen, view, url) ?? opening(words);
      case 'working':
        return this.progress?.working(screen, view, url) ?? opening(words);
      case 'failed':
        return failed(screen, view);
      case 'report':
        return view.failure ? reportLost(screen, view.failure) : this.renderReport(flow, view);
    }
  }

  private renderCapture(flow: Flow): TemplateResult {
    return html`<shotform-capture
      exportparts="card, button"
      .theme=${this.theme}
      .colorScheme=${this.colorScheme}
      .locale=${this.locale}
      .copy=${this.copy}
      .mostSeconds=${flow.session?.limits.durationSeconds ?? 60}
      @capture-done=${(event: CustomEvent<{ file: File }>) => flow.send(event.detail.file)}
      @capture-close=${() => flow.home()}
    ></shotform-capture>`;
  }

  private renderReport(flow: Flow, { job, results }: View & { name: 'report' }): TemplateResult {
    if (!results) return reportComing(this.words);
    return html`<p class="about">
        <b>${this.words.moment(job.createdAt, new Date())}</b>
        <span class="muted">${job.fileName}</span>
      </p>
      <shotform-report
        exportparts="card, player, shots, form, result, consistency, cue, lost, flight, metrics, missing"
        .theme=${this.theme}
        .colorScheme=${this.colorScheme}
        .locale=${this.locale}
        .copy=${this.copy}
        .report=${results.report}
        .files=${addresses(results.files)}
        @files-expired=${() => flow.renew()}
      ></shotform-report>`;
  }
}

/** The same object for the same files: the report fetches again when it changes. */
const known = new WeakMap<Results['files'], ClipFiles>();

function addresses(files: Results['files']): ClipFiles {
  let found = known.get(files);
  if (!found) {
    const { annotated, poster, source, tracks } = files;
    found = { annotated: annotated.url, poster: poster.url, source: source.url, tracks: tracks.url };
    known.set(files, found);
  }
  return found;
}

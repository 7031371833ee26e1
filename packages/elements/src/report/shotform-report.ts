import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Report, Shot } from '@shotform/contracts';
import { importTracks } from '@shotform/sdk';
import { ShotformElement } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { question } from './icons.ts';
import { baseStyles } from '../base/styles.ts';
import { reportVocabulary, type ReportKey } from '../i18n/report.en.ts';
import { cueCard } from './cards/cue.ts';
import { flightCard } from './cards/flight.ts';
import { lostCard } from './cards/lost.ts';
import { metricsCard } from './cards/metrics.ts';
import { missingCard } from './cards/missing.ts';
import { consistencyCard, formCard, resultCard } from './cards/scores.ts';
import { shotList, summary } from './cards/shots.ts';
import { overlayOf, type Overlay } from './overlay/load.ts';
import { planOverlay } from './overlay/plan.ts';
import type { ClipFiles, ShotformPlayer } from './player/shotform-player.ts';
import { reportStyles } from './styles/index.ts';

/**
 * A clip's report: the video with what was seen drawn over it, the shots, the scores and why, and what to work on.
 * @fires shotform-shot-select - `{ shot }`: the index of the shot that is looked at now
 * @fires files-expired - an address of a file did not answer; not composed, for who gave the files
 * @csspart card - every card
 * @csspart form - the score of how one moved
 * @csspart result - the score of what the ball did
 * @csspart consistency - the score of how alike the shots are
 * @csspart cue - the one thing to work on
 * @csspart lost - where the points went
 * @csspart flight - the ball's flight
 * @csspart metrics - the details
 * @csspart missing - what could not be measured
 * @csspart player - the player
 * @csspart shots - the list of shots
 *
 * @element shotform-report
 */
export class ShotformReport extends ShotformElement<ReportKey> {
  static override styles = [baseStyles, reportStyles];
  static override properties: PropertyDeclarations = {
    report: { attribute: false },
    files: { attribute: false },
    selected: { type: Number },
    overlay: { state: true },
  };

  /** What was concluded from the clip. */
  declare report: Report | null;
  /** Where the clip's files are; without them there are numbers alone. */
  declare files: ClipFiles | null;
  /** Index of the shot that is looked at. */
  declare selected: number;
  declare private overlay: Overlay;
  private sources: readonly string[];
  private loading: AbortController | null;

  constructor() {
    super(reportVocabulary);
    this.report = null;
    this.files = null;
    this.selected = 0;
    this.overlay = 'loading';
    this.sources = [];
    this.loading = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.loading?.abort();
    this.loading = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && typeof this.overlay !== 'object') this.load();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('report'))
      this.selected = Math.min(this.selected, Math.max(0, (this.report?.shots.length ?? 1) - 1));
    if (changed.has('files'))
      this.sources = [this.files?.source ?? '', this.files?.annotated ?? ''].filter((url) => url !== '');
    if (changed.has('files') || changed.has('report')) this.load();
  }

  /** Fetches Tracks once a clip; without them the report stands, only nothing is drawn over the video. */
  private load(): void {
    this.loading?.abort();
    const { files, report } = this;
    if (!report || !files || report.shots.length === 0) return;
    const loading = (this.loading = new AbortController());
    this.overlay = 'loading';
    importTracks(files.tracks, { signal: loading.signal }).then(
      (tracks) => (this.overlay = overlayOf(tracks, report)),
      () => {
        if (!loading.signal.aborted) this.overlay = 'failed';
      },
    );
  }

  private get player(): ShotformPlayer | null {
    return this.renderRoot.querySelector('shotform-player');
  }

  private choose(shot: number): void {
    this.selected = shot;
    this.tell('shotform-shot-select', { shot });
  }

  private async see(frame: number, shot = this.selected): Promise<void> {
    if (shot !== this.selected) this.choose(shot);
    await this.updateComplete;
    const { player } = this;
    await player?.updateComplete;
    player?.seekFrame(frame);
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    player?.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
  }

  override render(): TemplateResult | typeof nothing {
    const { files, report } = this;
    if (!report || this.speechless) return nothing;
    const shot = report.shots[this.selected];
    return html`<div class="layout">
      <div class="side">
        ${
          files
            ? html`<shotform-player
                part="player"
                .theme=${this.theme}
                .colorScheme=${this.colorScheme}
                .locale=${this.locale}
                .copy=${this.copy}
                .report=${report}
                .files=${files}
                .selected=${this.selected}
                .overlay=${this.overlay}
                @shot-change=${(event: CustomEvent<{ shot: number }>) => this.choose(event.detail.shot)}
                @files-expired=${() => this.dispatchEvent(new Event('files-expired'))}
              ></shotform-player>`
            : nothing
        }
        ${shot ? summary(report, this.words) : nothing}
        ${shot ? shotList(report, this.selected, this.words, (index) => this.choose(index)) : nothing}
      </div>
      <div class="cards">${shot ? this.renderShot(report, shot) : this.renderNone()}</div>
    </div>`;
  }

  private renderShot(report: Report, shot: Shot): TemplateResult {
    const { overlay, words } = this;
    const see = (frame: number): void => void this.see(frame);
    return html`
      ${formCard(shot, words)}
      ${cueCard({
        report,
        words,
        overlay,
        plans: typeof overlay === 'object' ? planOverlay(report, overlay.times, words) : [],
        sources: this.sources,
        see: (evidence) => void this.see(evidence.frame, evidence.shot),
      })}
      <div class="pair">${resultCard(shot, words)} ${consistencyCard(report.session, words)}</div>
      ${lostCard(shot, words)} ${flightCard(report, shot, words, see)} ${metricsCard(shot, words, see)}
      ${missingCard(shot, report, words)}
    `;
  }

  private renderNone(): TemplateResult {
    return html`<section class="card none" part="card">
      <span class="badge unknown">${icon(question)}</span>
      <h2>${this.words.t('report.none.title')}</h2>
      <p class="muted">${this.words.t('report.none.text')}</p>
    </section>`;
  }
}

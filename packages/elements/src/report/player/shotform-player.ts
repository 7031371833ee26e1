import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Report, Shot } from '@shotform/contracts';
import { ShotformElement } from '../../base/element.ts';
import { icon } from '../../base/icons.ts';
import { baseStyles } from '../../base/styles.ts';
import { vars } from '../../base/vars.ts';
import { reportVocabulary, type ReportKey } from '../../i18n/report.en.ts';
import { drawOverlay } from '../overlay/draw.ts';
import type { Overlay } from '../overlay/load.ts';
import { frameAt, planOverlay, shotAt, startOf, timeWithin, type ShotPlan } from '../overlay/plan.ts';
import { controls, type ControlsActions } from './controls.ts';
import { momentAt, moments } from './moments.ts';
import { playerStyles } from './styles.ts';
import { timeline, type TimelineActions } from './timeline.ts';

/** Addresses of a clip's files. They may expire: `files-expired` asks for new ones. */
export interface ClipFiles {
  source: string;
  annotated: string;
  poster: string;
  tracks: string;
}

/** A picture that is not there leaves no mark of a broken one. */
const hide = (event: Event): void => (event.currentTarget as HTMLElement).remove();

/**
 * The clip with its shooter's skeleton and the ball's flight drawn over it.
 * @fires shot-change - `{ shot }`: another shot was chosen here
 * @fires files-expired - an address did not answer
 *
 * @csspart stage - the picture
 * @csspart video - the video in it
 * @csspart controls - what stands under the picture
 * @csspart timeline - where in the video one is
 *
 * @element shotform-player
 */
export class ShotformPlayer extends ShotformElement<ReportKey> {
  static override styles = [baseStyles, playerStyles];
  static override properties: PropertyDeclarations = {
    report: { attribute: false },
    files: { attribute: false },
    selected: { type: Number },
    time: { state: true },
    playing: { state: true },
    speed: { state: true },
    drawing: { state: true },
    touched: { state: true },
    playable: { state: true },
    overlay: { attribute: false },
  };

  /** What was concluded from the clip. */
  declare report: Report;
  /** Where the clip's files are. */
  declare files: ClipFiles;
  /** What is drawn over the clip. */
  declare overlay: Overlay;
  /** Index of the shot that is looked at. */
  declare selected: number;
  declare private time: number;
  declare private playing: boolean;
  declare private speed: number;
  declare private drawing: boolean;
  /** Whether it was played, or told where to go: until then it shows the release. */
  declare private touched: boolean;
  /** What of the clip can be shown. */
  declare private playable: 'source' | 'annotated' | 'none';
  private plans: ShotPlan[];
  /** Presentation times of the frames; while Tracks are on their way, as they would be at a steady rate. */
  private times: readonly number[];
  private resizing: ResizeObserver | null;
  private watching: number;

  constructor() {
    super(reportVocabulary);
    this.selected = 0;
    this.time = 0;
    this.playing = false;
    this.speed = 1;
    this.drawing = true;
    this.playable = 'source';
    this.overlay = 'loading';
    this.plans = [];
    this.times = [];
    this.resizing = null;
    this.touched = false;
    this.watching = 0;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizing?.disconnect();
    this.resizing = null;
    cancelAnimationFrame(this.watching);
    // Paused, a video off the page would go on loading, and would be kept for that.
    this.video?.removeAttribute('src');
    this.video?.load();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Moved to another place in the page: what was let go is taken up again.
    if (!this.hasUpdated) return;
    if (this.video) this.video.src = this.address;
    this.start();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('files')) this.playable = 'source';
    if (['report', 'overlay', 'theme', 'locale', 'copy'].some((name) => changed.has(name))) this.plan();
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.resizing) this.start();
    if (changed.has('selected') && changed.get('selected') !== undefined) this.seekFrame(this.shot?.release.frame ?? 0);
    if (changed.has('speed') && this.video) this.video.playbackRate = this.speed;
    if (['overlay', 'drawing', 'report', 'playable'].some((name) => changed.has(name))) this.draw();
  }

  /** Shows a decoded frame and stays there. */
  seekFrame(frame: number): void {
    this.touched = true;
    this.video?.pause();
    this.goTo(timeWithin(this.times, frame));
  }

  private get video(): HTMLVideoElement | null {
    return this.renderRoot.querySelector('video');
  }

  private get shot(): Shot | null {
    return this.report.shots[this.selected] ?? null;
  }

  private plan(): void {
    const { overlay, report, words } = this;
    const { frames, fps } = report.video;
    const drawn = typeof overlay === 'object';
    this.times = drawn ? overlay.times : Array.from({ length: frames }, (_, i) => i / (fps || 30));
    this.plans = drawn ? planOverlay(report, overlay.times, words) : [];
  }

  private get address(): string {
    return this.playable === 'source' ? this.files.source : this.files.annotated;
  }

  private start(): void {
    const canvas = this.renderRoot.querySelector('canvas');
    if (!canvas) return;
    this.resizing = new ResizeObserver(() => this.draw());
    this.resizing.observe(canvas);
  }

  private goTo(time: number): void {
    if (!this.video) return;
    this.video.currentTime = time;
    this.time = time;
  }

  private readonly actions: TimelineActions & ControlsActions = {
    seek: (time) => {
      this.touched = true;
      this.goTo(timeWithin(this.times, frameAt(this.times, time)));
    },
    step: (frames) => this.seekFrame(this.frame + frames),
    jump: (shots) => {
      const to = this.report.shots[this.selected + shots];
      if (to) this.choose(to);
    },
    toggle: () => this.toggle(),
    show: (shot) => this.choose(shot),
    pace: (rate) => (this.speed = rate),
    showDrawing: (shown) => (this.drawing = shown),
    expand: () => void this.expand(),
  };

  private get frame(): number {
    return frameAt(this.times, this.video?.currentTime ?? 0);
  }

  private choose(shot: Shot): void {
    if (shot.index === this.selected) this.seekFrame(shot.release.frame);
    else this.dispatchEvent(new CustomEvent('shot-change', { detail: { shot: shot.index } }));
  }

  private toggle(): void {
    const { video } = this;
    if (!video || this.playable === 'none') return;
    if (!video.paused) {
      video.pause();
      return;
    }
    // The first picture shown is the release: who presses play wants to see how it came about.
    if (!this.touched && this.shot) this.goTo(Math.max(0, startOf(this.shot)));
    this.touched = true;
    // Refused where the page lies in the background: it stays paused, and says so.
    video.play().catch(() => (this.playing = false));
  }

  private onLoaded(): void {
    if (!this.video) return;
    this.video.playbackRate = this.speed;
    if (!this.touched) this.goTo(timeWithin(this.times, this.shot?.release.frame ?? 0));
    this.watch();
  }

  private onFailed(): void {
    this.playing = false;
    this.playable = this.playable === 'source' && this.files.annotated ? 'annotated' : 'none';
  }

  /** Follows the frames that are really shown; where the browser cannot tell, its clock. */
  private watch(): void {
    const { video } = this;
    if (!video) return;
    const shown = (time: number): void => {
      this.time = time;
      this.draw(time);
    };
    if ('requestVideoFrameCallback' in HTMLVideoElement.prototype) {
      const next = (_: number, frame: VideoFrameCallbackMetadata): void => {
        shown(frame.mediaTime);
        if (video.isConnected) video.requestVideoFrameCallback(next);
      };
      video.requestVideoFrameCallback(next);
      return;
    }
    cancelAnimationFrame(this.watching);
    const next = (): void => {
      if (video.currentTime !== this.time) shown(video.currentTime);
      this.watching = requestAnimationFrame(next);
    };
    next();
  }

  private draw(time = this.time): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const density = Math.min(2, devicePixelRatio);
    const width = Math.round(canvas.clientWidth * density);
    const height = Math.round(canvas.clientHeight * density);
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    context.clearRect(0, 0, width, height);
    const { overlay, video } = this;
    if (typeof overlay !== 'object' || !this.drawing || this.playable !== 'source') return;
    // The poster is of another moment.
    if (!video || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    const shot = shotAt(this.report.shots, time) ?? this.report.shots[0];
    const plan = this.plans.find((candidate) => candidate.shot === shot);
    if (!plan) return;
    const frame = frameAt(overlay.times, time);
    drawOverlay({
      context,
      scale: width / overlay.width,
      unit: Math.max(Math.min(width, height) / 720, 0.58),
      font: getComputedStyle(this).fontFamily,
      pose: overlay.pose,
      camera: overlay.camera,
      plan,
      frame,
      time: overlay.times[frame] ?? time,
    });
  }

  private async expand(): Promise<void> {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await this.requestFullscreen();
  }

  override render(): TemplateResult | typeof nothing {
    const { report, speechless, words } = this;
    if (speechless) return nothing;
    return html`
      <div
        class="stage"
        part="stage"
        ${vars({ '--_width': report.video.width, '--_height': report.video.height })}
        @click=${() => this.toggle()}
      >
        ${this.renderPicture()}
        <canvas aria-hidden="true"></canvas>
        ${this.renderChip()}
        ${this.playable !== 'none' && !this.touched ? html`<span class="big">${icon('play')}</span>` : nothing}
      </div>
      ${this.playable === 'annotated' ? html`<p class="line">${words.t('player.annotated')}</p>` : nothing}
      ${this.overlay === 'failed' && this.playable === 'source' ? html`<p class="line">${words.t('player.nodrawing')}</p>` : nothing}
      ${this.playable === 'none' ? nothing : this.renderDeck()}
    `;
  }

  private renderPicture(): TemplateResult {
    const { files, words } = this;
    if (this.playable === 'none') {
      return html`<img class="poster" src=${files.poster} alt="" @error=${hide} />
        <div class="note" @click=${(event: Event) => event.stopPropagation()}>
          <p>${words.t('player.missing')}</p>
          <button class="button small" @click=${() => this.dispatchEvent(new Event('files-expired'))}>
            ${icon('retry')}${words.t('player.retry')}
          </button>
        </div>`;
    }
    return html`<video
      part="video"
      playsinline
      muted
      preload="auto"
      aria-label=${words.t('player.label')}
      poster=${files.poster}
      src=${this.address}
      @loadedmetadata=${this.onLoaded}
      @error=${this.onFailed}
      @play=${() => (this.playing = true)}
      @pause=${() => (this.playing = false)}
      @timeupdate=${() => (this.time = this.video?.currentTime ?? 0)}
    ></video>`;
  }

  private renderChip(): TemplateResult | typeof nothing {
    const shot = shotAt(this.report.shots, this.time);
    if (!shot || this.playable !== 'source') return nothing;
    const current = momentAt(shot, frameAt(this.times, this.time));
    return html`<span class="chip" aria-hidden="true"
      ><span>${this.words.t('shots.number', { n: shot.index + 1 })}</span>${
        current ? this.words.t(`event.${current}`) : nothing
      }</span
    >`;
  }

  private renderDeck(): TemplateResult {
    const { drawing, playing, report, selected, shot, speed, time, times, words } = this;
    const duration = Math.max(report.video.durationSeconds, times.at(-1) ?? 0);
    return html`<div class="deck" part="controls">
        ${timeline({ report, times, time, duration, selected, words }, this.actions)}
        ${controls({ playing, rate: speed, drawing, time, duration, words }, this.actions)}
      </div>
      ${shot ? moments(shot, frameAt(times, time), words, (frame) => this.seekFrame(frame)) : nothing}`;
  }
}

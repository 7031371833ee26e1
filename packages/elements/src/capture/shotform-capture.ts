import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { ShotformElement } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { baseStyles } from '../base/styles.ts';
import { vars } from '../base/vars.ts';
import { captureVocabulary, type CaptureKey } from '../i18n/capture.en.ts';
import { beep } from './beep.ts';
import { CameraError, openCamera, Recording, type CameraProblem } from './camera.ts';
import { courtMap, framing } from './guides.ts';
import { captureStyles } from './styles.ts';

type Step =
  | { name: 'guide' }
  | { name: 'opening' }
  | { name: 'problem'; problem: CameraProblem }
  | { name: 'ready' }
  | { name: 'counting'; left: number }
  | { name: 'recording'; seconds: number }
  | { name: 'review'; file: File; url: string };

const DELAYS = [3, 10, 0];

/**
 * How to place the phone, then the camera: asked for when tapped, let go when left.
 * @fires capture-done - `{ file }`: the clip that is to be used
 * @fires capture-close - it was left without a clip
 *
 * @element shotform-capture
 */
export class ShotformCapture extends ShotformElement<CaptureKey> {
  static override styles = [baseStyles, captureStyles];
  static override properties: PropertyDeclarations = {
    mostSeconds: { attribute: 'most-seconds', type: Number },
    step: { state: true },
    delay: { state: true },
  };

  /** A recording is stopped after this. */
  declare mostSeconds: number;
  declare private step: Step;
  /** Seconds from the tap to the first picture: time to walk to the spot. */
  declare private delay: number;
  private stream: MediaStream | null;
  private recording: Recording | null;
  private facing: 'environment' | 'user';
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super(captureVocabulary);
    this.mostSeconds = 60;
    this.step = { name: 'guide' };
    this.delay = DELAYS[0]!;
    this.stream = null;
    this.recording = null;
    this.facing = 'environment';
    this.timer = undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.letGo();
    this.to({ name: 'guide' });
  }

  /** The camera's light goes out. */
  private letGo(): void {
    clearInterval(this.timer);
    this.recording = null;
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
  }

  private to(step: Step): void {
    if (this.step.name === 'review' && step.name !== 'review') URL.revokeObjectURL(this.step.url);
    this.step = step;
  }

  private async open(): Promise<void> {
    this.letGo();
    this.to({ name: 'opening' });
    try {
      const stream = await openCamera(this.facing);
      if (!this.isConnected) {
        for (const track of stream.getTracks()) track.stop();
        return;
      }
      this.stream = stream;
      stream.getVideoTracks()[0]?.addEventListener('ended', () => this.broken(stream));
      this.to({ name: 'ready' });
      await this.updateComplete;
      const view = this.renderRoot.querySelector('video');
      if (view) view.srcObject = stream;
    } catch (error) {
      this.to({ name: 'problem', problem: error instanceof CameraError ? error.problem : 'broken' });
    }
  }

  /** The cable was pulled, or another app has taken it. */
  private broken(stream: MediaStream): void {
    if (stream !== this.stream) return;
    this.letGo();
    this.to({ name: 'problem', problem: 'broken' });
  }

  private turn(): void {
    this.facing = this.facing === 'environment' ? 'user' : 'environment';
    void this.open();
  }

  private begin(): void {
    if (this.delay === 0) return this.record();
    this.to({ name: 'counting', left: this.delay });
    beep('tick');
    this.timer = setInterval(() => {
      if (this.step.name !== 'counting') return;
      const left = this.step.left - 1;
      if (left > 0) {
        beep('tick');
        this.to({ name: 'counting', left });
      } else {
        this.record();
      }
    }, 1000);
  }

  private record(): void {
    clearInterval(this.timer);
    if (!this.stream) return;
    beep('start');
    this.recording = new Recording(this.stream, new Date());
    this.to({ name: 'recording', seconds: 0 });
    const since = performance.now();
    this.timer = setInterval(() => {
      const seconds = (performance.now() - since) / 1000;
      if (seconds >= this.mostSeconds) void this.stop();
      else this.to({ name: 'recording', seconds });
    }, 200);
  }

  private async stop(): Promise<void> {
    clearInterval(this.timer);
    if (this.step.name === 'counting') return this.to({ name: 'ready' });
    const { recording } = this;
    if (!recording) return;
    recording.stop();
    beep('stop');
    try {
      const file = await recording.file;
      if (!this.isConnected) return;
      this.letGo();
      this.to({ name: 'review', file, url: URL.createObjectURL(file) });
    } catch {
      this.letGo();
      this.to({ name: 'problem', problem: 'broken' });
    }
  }

  private leave(): void {
    this.letGo();
    this.dispatchEvent(new Event('capture-close'));
  }

  override render(): TemplateResult | typeof nothing {
    const { speechless, step, words } = this;
    if (speechless) return nothing;
    switch (step.name) {
      case 'guide':
      case 'opening':
        return this.renderGuide(step.name === 'opening');
      case 'problem':
        return this.renderProblem(step.problem);
      case 'review':
        return html`<section class="review" aria-labelledby="title">
          <video
            src=${step.url}
            controls
            playsinline
            muted
            autoplay
            loop
            aria-label=${words.t('capture.video')}
          ></video>
          <div class="say">
            <h1 id="title">${words.t('capture.review')}</h1>
            <p class="muted">${words.t('capture.review.text')}</p>
            <div class="actions">
              <button class="button primary" @click=${() => this.use(step.file)}>
                ${icon('check')}${words.t('capture.use')}
              </button>
              <button class="button" @click=${() => this.open()}>${icon('retry')}${words.t('capture.again')}</button>
            </div>
          </div>
        </section>`;
      default:
        return this.renderCamera(step);
    }
  }

  private use(file: File): void {
    this.dispatchEvent(new CustomEvent('capture-done', { detail: { file } }));
  }

  private renderGuide(opening: boolean): TemplateResult {
    const { words } = this;
    const tips: CaptureKey[] = ['capture.tip.side', 'capture.tip.whole', 'capture.tip.level', 'capture.tip.light'];
    return html`<section class="guide" aria-labelledby="title">
      ${courtMap(words)}
      <div class="say">
        <h1 id="title">${words.t('capture.title')}</h1>
        <ol>
          ${tips.map((key, i) => html`<li><i class="number" aria-hidden="true">${words.number(i + 1)}</i>${words.t(key)}</li>`)}
        </ol>
        <div class="actions">
          <button class="button primary" ?disabled=${opening} @click=${() => this.open()}>
            ${icon('camera')}${words.t('capture.open')}
          </button>
          <button class="button quiet" @click=${() => this.leave()}>${words.t('capture.choose')}</button>
        </div>
        <p class="small muted" role="status">${opening ? words.t('capture.opening') : nothing}</p>
      </div>
    </section>`;
  }

  private renderProblem(problem: CameraProblem): TemplateResult {
    const { words } = this;
    const again = problem !== 'blocked' && problem !== 'insecure';
    return html`<section class="card problem" part="card">
      <span class="emblem">${icon(problem === 'denied' || problem === 'blocked' ? 'lock' : 'camera')}</span>
      <h1>${words.t('capture.error.title')}</h1>
      <p role="alert">${words.t(`capture.error.${problem}`)}</p>
      <div class="actions">
        ${
          again
            ? html`<button class="button primary" @click=${() => this.open()}>
                ${icon('retry')}${words.t('capture.retry')}
              </button>`
            : nothing
        }
        <button class="button ${again ? '' : 'primary'}" @click=${() => this.leave()}>
          ${words.t('capture.choose')}
        </button>
      </div>
    </section>`;
  }

  private renderCamera(step: Step & { name: 'ready' | 'counting' | 'recording' }): TemplateResult {
    const { words } = this;
    const recording = step.name === 'recording';
    const seconds = recording ? step.seconds : 0;
    return html`<section class="camera" aria-label=${words.t(recording ? 'capture.recording' : 'capture.title')}>
      <video autoplay playsinline muted aria-hidden="true" class=${this.facing}></video>
      ${step.name === 'ready' ? framing(words) : nothing}
      ${step.name === 'counting' ? html`<p class="count number" aria-hidden="true">${words.number(step.left)}</p>` : nothing}
      <p class="hidden" role="status">
        ${step.name === 'counting' ? words.t('capture.counting', { n: step.left }) : recording ? words.t('capture.recording') : nothing}
      </p>
      <div class="top">
        <button class="round" aria-label=${words.t('capture.close')} @click=${() => this.leave()}>
          ${icon('cross')}
        </button>
        ${
          recording
            ? html`<p class="clock number" role="timer" ${vars({ '--at': seconds / this.mostSeconds })}>
                ${words.t('capture.seconds', { n: Math.floor(seconds) })}
              </p>`
            : nothing
        }
        <button
          class="round ${recording ? 'gone' : ''}"
          aria-label=${words.t('capture.turn')}
          @click=${() => this.turn()}
        >
          ${icon('flip')}
        </button>
      </div>
      <div class="bottom">
        <span></span>
        ${
          step.name === 'ready'
            ? html`<button
                class="shutter"
                aria-label=${words.t('capture.start')}
                @click=${() => this.begin()}
              ></button>`
            : html`<button
                class="shutter on"
                aria-label=${words.t('capture.stop')}
                @click=${() => this.stop()}
              ></button>`
        }
        ${
          step.name === 'ready'
            ? html`<button
                class="delay number"
                aria-label=${words.t('capture.delay', { n: this.delay })}
                @click=${() => (this.delay = DELAYS[(DELAYS.indexOf(this.delay) + 1) % DELAYS.length]!)}
              >
                ${words.t('capture.seconds', { n: this.delay })}
              </button>`
            : html`<span></span>`
        }
      </div>
    </section>`;
  }
}

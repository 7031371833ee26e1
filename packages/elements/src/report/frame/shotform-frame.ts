import { css, html, LitElement, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { drawOverlay } from '../overlay/draw.ts';
import type { OverlayTracks } from '../overlay/load.ts';
import { timeWithin, type ShotPlan } from '../overlay/plan.ts';

/** What part of the picture is shown, px of Tracks. */
interface Crop {
  x: number;
  y: number;
  height: number;
}

/** BlazePose's landmarks from the head to the feet. */
const body = [0, 11, 12, 13, 14, 15, 16, 19, 20, 23, 24, 25, 26, 27, 28, 31, 32];

/** One frame of a clip, cut out around the shooter, as a still picture. */
export class ShotformFrame extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    :host([failed]) {
      display: none;
    }
    canvas {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      opacity: 0;
      transition: opacity 0.25s;
    }
    :host([drawn]) canvas {
      opacity: 1;
    }
    @media (prefers-reduced-motion: reduce) {
      canvas {
        transition: none;
      }
    }
  `;
  static override properties: PropertyDeclarations = {
    sources: { attribute: false },
    failed: { type: Boolean, reflect: true },
    drawn: { type: Boolean, reflect: true },
    frame: { type: Number },
    overlay: { attribute: false },
    plan: { attribute: false },
    label: {},
  };

  /** Addresses of the clip, the best first. */
  declare sources: readonly string[];
  /** None of them could be shown. */
  declare failed: boolean;
  /** The picture is there: until then whoever shows it sees through. */
  declare drawn: boolean;
  declare frame: number;
  declare overlay: OverlayTracks;
  declare plan: ShotPlan;
  declare label: string;
  private video: HTMLVideoElement | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.take();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.letGo();
  }

  override render(): TemplateResult {
    return html`<canvas role="img" aria-label=${this.label}></canvas>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('sources') || changed.has('frame') || changed.has('overlay')) this.take();
  }

  /** A video of its own, let go as soon as its picture is drawn. */
  private take([source, ...others] = this.sources): void {
    this.letGo();
    this.failed = !source;
    this.drawn = false;
    if (!source) return;
    const video = document.createElement('video');
    this.video = video;
    Object.assign(video, { muted: true, playsInline: true, preload: 'auto', src: source });
    const on = (type: string, act: () => void): void =>
      video.addEventListener(type, () => video === this.video && act(), { once: true });
    on('loadeddata', () => (video.currentTime = timeWithin(this.overlay.times, this.frame)));
    on('error', () => this.take(others));
    on('seeked', () => {
      this.draw(video);
      this.letGo();
    });
  }

  private letGo(): void {
    const { video } = this;
    this.video = null;
    video?.removeAttribute('src');
    video?.load();
  }

  private draw(video: HTMLVideoElement): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context || video.videoWidth === 0) return;
    this.drawn = true;
    const { overlay, frame, plan } = this;
    const density = Math.min(2, devicePixelRatio);
    canvas.width = canvas.clientWidth * density;
    canvas.height = canvas.clientHeight * density;
    const aspect = canvas.width / canvas.height;
    const crop = this.crop(aspect);
    const scale = canvas.height / crop.height;
    const source = video.videoWidth / overlay.width;
    const [width, height] = [crop.height * aspect * source, crop.height * source];
    context.drawImage(video, crop.x * source, crop.y * source, width, height, 0, 0, canvas.width, canvas.height);
    context.translate(-crop.x * scale, -crop.y * scale);
    drawOverlay({
      context,
      scale,
      unit: 0.5 * density,
      font: getComputedStyle(this).fontFamily,
      pose: overlay.pose,
      camera: overlay.camera,
      plan: { ...plan, callouts: [] },
      frame,
      time: overlay.times[frame] ?? 0,
      angles: plan.callouts.flatMap((callout) =>
        callout.angle && isNear(callout, overlay.times[frame] ?? 0) ? [callout.angle] : [],
      ),
    });
  }

  /** The body with room about it, of the frame's own shape; at the picture's side it stops. */
  private crop(aspect: number): Crop {
    const points = body.flatMap((landmark) => this.overlay.pose.at(this.frame, landmark) ?? []);
    const xs = points.map(({ x }) => x);
    const ys = points.map(({ y }) => y);
    const whole = this.overlay.width;
    if (xs.length === 0) return { x: 0, y: 0, height: whole / aspect };
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const height = Math.max(bottom - top, (right - left) / aspect) * 1.3;
    const width = height * aspect;
    const x = Math.max(0, Math.min(whole - width, (left + right - width) / 2));
    return { x, y: (top + bottom) / 2 - height * 0.53, height };
  }
}

function isNear(callout: { from: number; to: number }, time: number): boolean {
  return time >= callout.from - 0.1 && time <= callout.to;
}

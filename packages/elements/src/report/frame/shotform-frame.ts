import { css, html, LitElement, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { drawOverlay } from '../overlay/draw.ts';
import type { OverlayTracks } from '../overlay/load.ts';
import { timeWithin, type ShotPlan } from '../overlay/plan.ts';

/** What part of the picture is shown, px of Tracks. */
interface Crop {
  x: number;
  y: number;
  size: number;
}

const PIXELS = 480;
/** BlazePose's landmarks from the head to the feet. */
const body = [0, 11, 12, 13, 14, 15, 16, 19, 20, 23, 24, 25, 26, 27, 28, 31, 32];

/** One frame of a clip, cut out around the shooter, as a still picture. */
export class ShotformFrame extends LitElement {
  static override styles = css`
    :host {
      display: block;
      background: #05070a;
      aspect-ratio: 1;
    }
    canvas {
      display: block;
      inline-size: 100%;
      block-size: 100%;
    }
  `;
  static override properties: PropertyDeclarations = {
    src: {},
    frame: { type: Number },
    overlay: { attribute: false },
    plan: { attribute: false },
    label: {},
  };

  declare src: string;
  declare frame: number;
  declare overlay: OverlayTracks;
  declare plan: ShotPlan;
  declare label: string;

  override render(): TemplateResult {
    return html`<canvas width=${PIXELS} height=${PIXELS} role="img" aria-label=${this.label}></canvas>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('src') || changed.has('frame') || changed.has('overlay')) this.take();
  }

  /** A video of its own, let go as soon as its picture is drawn. */
  private take(): void {
    const video = document.createElement('video');
    Object.assign(video, { muted: true, playsInline: true, preload: 'auto', src: this.src });
    const { frame } = this;
    const done = (): void => {
      if (this.frame === frame) this.draw(video);
      video.removeAttribute('src');
      video.load();
    };
    video.addEventListener('loadeddata', () => (video.currentTime = timeWithin(this.overlay.times, frame)), { once: true });
    video.addEventListener('seeked', done, { once: true });
  }

  private draw(video: HTMLVideoElement): void {
    const context = this.renderRoot.querySelector('canvas')?.getContext('2d');
    if (!context || video.videoWidth === 0) return;
    const { overlay, frame, plan } = this;
    const crop = this.crop();
    const scale = PIXELS / crop.size;
    const source = video.videoWidth / overlay.width;
    context.reset();
    context.drawImage(video, crop.x * source, crop.y * source, crop.size * source, crop.size * source, 0, 0, PIXELS, PIXELS);
    context.translate(-crop.x * scale, -crop.y * scale);
    drawOverlay({
      context,
      scale,
      unit: 0.9,
      font: getComputedStyle(this).fontFamily,
      pose: overlay.pose,
      camera: overlay.camera,
      plan: { ...plan, callouts: [] },
      frame,
      time: overlay.times[frame] ?? 0,
      angles: plan.callouts.flatMap((callout) => (callout.angle && isNear(callout, overlay.times[frame] ?? 0) ? [callout.angle] : [])),
    });
  }

  /** A square around the body with room about it, kept inside the picture's width. */
  private crop(): Crop {
    const points = body.flatMap((landmark) => this.overlay.pose.at(this.frame, landmark) ?? []);
    const xs = points.map(({ x }) => x);
    const ys = points.map(({ y }) => y);
    if (xs.length === 0) return { x: 0, y: 0, size: this.overlay.width };
    const size = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)) * 1.24;
    return {
      x: (Math.max(...xs) + Math.min(...xs) - size) / 2,
      y: (Math.max(...ys) + Math.min(...ys) - size) / 2,
      size,
    };
  }
}

function isNear(callout: { from: number; to: number }, time: number): boolean {
  return time >= callout.from - 0.1 && time <= callout.to;
}

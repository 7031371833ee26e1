import { html, nothing, svg, type TemplateResult } from 'lit';
import type { AnalysisJob, AnalysisStage } from '@shotform/contracts';
import { icon } from '../../base/icons.ts';
import { vars } from '../../base/vars.ts';
import type { WidgetKey } from '../../i18n/widget.en.ts';
import type { View } from '../flow.ts';
export { progressStyles } from '../styles/progress.ts';
import { errorText, type Screen, type WidgetWords } from './context.ts';

interface Stage {
  /** 0-1. */
  part: number;
  title: string;
  /** Address of the clip on this device, where it is still at hand. */
  preview: string | null;
  moving: boolean;
}

/** A ball on its way to the rim: how far it is says how much is done. The clip itself plays behind it. */
function stage({ moving, part, preview, title }: Stage, words: WidgetWords): TemplateResult {
  const percent = words.percent(part);
  const hide = (event: Event): void => (event.currentTarget as HTMLElement).remove();
  return html`<div class="arena ${moving ? 'moving' : ''}" part="progress" ${vars({ '--at': part })}>
    ${preview ? html`<video muted loop playsinline autoplay aria-hidden="true" src=${preview} @error=${hide}></video>` : nothing}
    <div
      role="progressbar"
      aria-label=${title}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${Math.round(part * 100)}
    >
      <svg viewBox="0 0 360 200" aria-hidden="true">
        ${svg`<path class="way" d="M36 172 C 96 -24, 236 -24, 318 84" />
          <path class="flown" pathLength="100" stroke-dasharray="${Math.max(0.01, part * 100)} 100" d="M36 172 C 96 -24, 236 -24, 318 84" />
          <path class="net" d="M300 92 305 124 H328 L336 92" />
          <line class="hoop" x1="298" x2="338" y1="91" y2="91" />
          <circle class="ball" r="11" />`}
      </svg>
      <p class="percent number">${percent}</p>
    </div>
  </div>`;
}

/** While bytes move. */
export function sending(screen: Screen, view: View & { name: 'sending' }, preview: string | null): TemplateResult {
  const { flow, words } = screen;
  const { failure, file, progress } = view;
  const { sentBytes, state, totalBytes } = progress;
  const failed = failure !== null || state === 'failed';
  const title = failed ? 'send.failed' : titles[state];
  const amount = { sent: words.bytes(sentBytes), total: words.bytes(totalBytes) };
  return html`<section class="progress" aria-labelledby="progress">
    ${stage({ part: totalBytes > 0 ? sentBytes / totalBytes : 0, title: words.t('send.title'), preview, moving: state === 'uploading' }, words)}
    <div class="say">
      <h1 id="progress">
        ${failed ? icon('warning') : state === 'offline' ? icon('offline') : nothing}${words.t(title)}
      </h1>
      <p class="muted file">${file.name} · ${words.t('send.amount', amount)}</p>
      ${
        failed
          ? html`<p>${errorText(words, failure?.code ?? 'internal')}</p>`
          : html`<p class="muted">${words.t(state === 'offline' ? 'send.offline.text' : 'send.stay')}</p>`
      }
      <div class="actions">
        ${
          failed
            ? html`<button class="button primary" @click=${() => flow.retry()}>
                ${icon('retry')}${words.t('send.retry')}
              </button>`
            : nothing
        }
        ${
          state === 'uploading' || state === 'preparing'
            ? html`<button class="button" @click=${() => flow.pause()}>
                ${icon('pause')}${words.t('send.pause')}
              </button>`
            : nothing
        }
        ${
          state === 'paused'
            ? html`<button class="button primary" @click=${() => flow.resume()}>
                ${icon('play')}${words.t('send.resume')}
              </button>`
            : nothing
        }
        ${
          state === 'verifying' || state === 'completed'
            ? nothing
            : html`<button class="button quiet" @click=${() => flow.cancelUpload()}>${words.t('send.cancel')}</button>`
        }
      </div>
    </div>
  </section>`;
}

const titles: Record<(View & { name: 'sending' })['progress']['state'], WidgetKey> = {
  preparing: 'send.preparing',
  uploading: 'send.title',
  paused: 'send.paused',
  offline: 'send.offline',
  verifying: 'send.verifying',
  completed: 'send.verifying',
  failed: 'send.failed',
  canceled: 'send.paused',
};

const steps: readonly { key: WidgetKey; stages: readonly AnalysisStage[] }[] = [
  { key: 'stage.open', stages: ['download', 'probe'] },
  { key: 'stage.see', stages: ['vision'] },
  { key: 'stage.measure', stages: ['analysis'] },
  { key: 'stage.draw', stages: ['annotate'] },
  { key: 'stage.finish', stages: ['store'] },
];

/** What the work is at, in a player's words. */
export function stageKey({ stage }: AnalysisJob): WidgetKey {
  return steps.find(({ stages }) => stage !== null && stages.includes(stage))?.key ?? 'work.queued';
}

/** While the fleet works. */
export function working(screen: Screen, view: View & { name: 'working' }, preview: string | null): TemplateResult {
  const { flow, offline, words } = screen;
  const { job } = view;
  const at = steps.findIndex(({ stages }) => job.stage !== null && stages.includes(job.stage));
  return html`<section class="progress" aria-labelledby="progress">
    ${stage({ part: job.percent / 100, title: words.t('work.title'), preview, moving: true }, words)}
    <div class="say">
      <h1 id="progress">${words.t('work.title')}</h1>
      ${at < 0 ? html`<p>${words.t('work.queued')}</p>` : nothing}
      <ol class="steps">
        ${steps.map(
          ({ key }, i) =>
            html`<li class=${i < at ? 'done' : i === at ? 'now' : ''} aria-current=${i === at ? 'step' : nothing}>
              <i>${i < at ? icon('check') : nothing}</i>${words.t(key)}
            </li>`,
        )}
      </ol>
      <p class="muted small">${words.t(offline ? 'work.lost' : 'work.leave')}</p>
      <div class="actions">
        <button class="button quiet" @click=${() => flow.cancelAnalysis()}>${words.t('work.stop')}</button>
      </div>
    </div>
  </section>`;
}

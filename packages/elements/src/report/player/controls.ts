import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import { icon, type IconName } from '../../base/icons.ts';
import type { ReportKey } from '../../i18n/report.en.ts';
import { body, expand, stepBack, stepForward } from '../icons.ts';
import type { ReportWords } from '../words.ts';

const speeds = [
  { rate: 1, text: '1×' },
  { rate: 0.5, text: '½×' },
  { rate: 0.25, text: '¼×' },
];

export interface ControlsState {
  playing: boolean;
  rate: number;
  drawing: boolean;
  time: number;
  duration: number;
  words: ReportWords;
}

export interface ControlsActions {
  toggle(): void;
  step(frames: number): void;
  pace(rate: number): void;
  showDrawing(shown: boolean): void;
  expand(): void;
}

/** The buttons under the picture. They keep their order in every language, as in every player. */
export function controls(state: ControlsState, actions: ControlsActions): TemplateResult {
  const { drawing, duration, playing, rate, time, words } = state;
  const button = (name: ReportKey, symbol: IconName | SVGTemplateResult, act: () => void): TemplateResult =>
    html`<button class="round" aria-label=${words.t(name)} title=${words.t(name)} @click=${act}>
      ${icon(symbol)}
    </button>`;
  const at = Math.max(
    0,
    speeds.findIndex((speed) => speed.rate === rate),
  );
  const next = speeds[(at + 1) % speeds.length]!.rate;
  return html`<div class="controls" dir="ltr">
    ${button('player.back', stepBack, () => actions.step(-1))}
    ${button(playing ? 'player.pause' : 'player.play', playing ? 'pause' : 'play', () => actions.toggle())}
    ${button('player.forward', stepForward, () => actions.step(1))}
    <span class="clock"><b>${words.figure(time, 's')}</b> / ${words.quantity(duration, 's')}</span>
    <button
      class="text"
      aria-label=${words.t('player.speed', { speed: speeds[at]!.text })}
      @click=${() => actions.pace(next)}
    >
      ${speeds[at]!.text}
    </button>
    <button
      class="round"
      aria-label=${words.t('player.drawing')}
      title=${words.t('player.drawing')}
      aria-pressed=${drawing}
      @click=${() => actions.showDrawing(!drawing)}
    >
      ${icon(body)}
    </button>
    ${document.fullscreenEnabled ? button('player.expand', expand, () => actions.expand()) : nothing}
  </div>`;
}

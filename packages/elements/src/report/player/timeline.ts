import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Report, Shot } from '@shotform/contracts';
import { icon, type IconName } from '../../base/icons.ts';
import { question } from '../icons.ts';
import { vars } from '../../base/vars.ts';
import { endOf, startOf } from '../overlay/plan.ts';
import { outcomeKey, type ReportWords } from '../words.ts';

export interface TimelineState {
  report: Report;
  times: readonly number[];
  time: number;
  duration: number;
  selected: number;
  words: ReportWords;
}

export interface TimelineActions {
  seek(time: number): void;
  step(frames: number): void;
  jump(shots: number): void;
  toggle(): void;
  show(shot: Shot): void;
}

export const outcomeIcons: Record<Shot['outcome']['result'], IconName | SVGTemplateResult> = {
  made: 'check',
  missed: 'cross',
  unknown: question,
};

/** Where the video is, with its shots marked. Time runs from left to right in every language, as in every player. */
export function timeline(state: TimelineState, actions: TimelineActions): TemplateResult {
  const { report, times, time, duration, selected, words } = state;
  const part = (at: number): number => Math.max(0, Math.min(1, duration > 0 ? at / duration : 0));
  const seconds = (value: number): string => words.quantity(value, 's');
  const on = report.shots.findLast((shot) => startOf(shot) <= time && time <= endOf(shot, times));
  const values = { time: seconds(time), duration: seconds(duration), n: (on?.index ?? 0) + 1 };
  return html`<div class="timeline" dir="ltr" part="timeline">
    <div
      class="slider"
      role="slider"
      tabindex="0"
      aria-label=${words.t('player.timeline')}
      aria-valuemin="0"
      aria-valuemax=${duration.toFixed(2)}
      aria-valuenow=${time.toFixed(2)}
      aria-valuetext=${words.t(on ? 'player.position.shot' : 'player.position', values)}
      @keydown=${(event: KeyboardEvent) => onKey(event, duration, actions)}
      @pointerdown=${(event: PointerEvent) => onPointer(event, duration, actions)}
      @pointermove=${(event: PointerEvent) => event.buttons > 0 && onPointer(event, duration, actions)}
    >
      <div class="rail" ${vars({ '--at': part(time) })}>
        ${report.shots.map(
          (shot) =>
            html`<span
              class="span"
              ${vars({ '--from': part(startOf(shot)), '--to': part(endOf(shot, times)) })}
            ></span>`,
        )}
        <span class="played"></span>
      </div>
      <span class="thumb" ${vars({ '--at': part(time) })}></span>
    </div>
    ${report.shots.map(
      (shot) =>
        html`<button
          class="marker ${shot.outcome.result}"
          ${vars({ '--at': part(shot.release.timeSeconds) })}
          aria-current=${shot.index === selected ? 'true' : nothing}
          aria-label=${words.t('player.marker', { n: shot.index + 1, outcome: words.t(outcomeKey(shot)) })}
          @click=${() => actions.show(shot)}
        >
          <span>${icon(outcomeIcons[shot.outcome.result])}</span>
        </button>`,
    )}
  </div>`;
}

function onPointer(event: PointerEvent, duration: number, actions: TimelineActions): void {
  const slider = event.currentTarget as HTMLElement;
  if (event.type === 'pointerdown') slider.setPointerCapture(event.pointerId);
  const { left, width } = slider.getBoundingClientRect();
  actions.seek(Math.max(0, Math.min(1, (event.clientX - left) / width)) * duration);
}

function onKey(event: KeyboardEvent, duration: number, actions: TimelineActions): void {
  const act: Record<string, () => void> = {
    ArrowLeft: () => actions.step(-1),
    ArrowDown: () => actions.step(-1),
    ArrowRight: () => actions.step(1),
    ArrowUp: () => actions.step(1),
    PageUp: () => actions.jump(-1),
    PageDown: () => actions.jump(1),
    Home: () => actions.seek(0),
    End: () => actions.seek(duration),
    ' ': () => actions.toggle(),
  };
  const known = act[event.key];
  if (!known) return;
  event.preventDefault();
  known();
}

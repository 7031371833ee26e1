import { html, nothing, type TemplateResult } from 'lit';
import type { EventName, Shot } from '@shotform/contracts';
import type { ReportWords } from '../words.ts';

const names: readonly EventName[] = ['preparation', 'dip', 'setPoint', 'release', 'jumpApex', 'landing'];

/** The last moment that has come; of two in one frame, the release. */
export function momentAt(shot: Shot, frame: number): EventName | undefined {
  if (shot.release.frame === frame) return 'release';
  return names.findLast((name) => (shot.events[name]?.frame ?? Infinity) <= frame);
}

/** A shot's moments as buttons, each of which shows its frame. */
export function moments(shot: Shot, frame: number, words: ReportWords, see: (frame: number) => void): TemplateResult {
  const known = names.flatMap((name) => {
    const moment = shot.events[name];
    return moment ? [{ name, at: moment.frame }] : [];
  });
  return html`<div class="moments" role="group" aria-label=${words.t('player.moments', { n: shot.index + 1 })}>
    ${known.map(({ name, at }) => {
      const isNow = at === frame && name === momentAt(shot, frame);
      return html`<button aria-current=${isNow ? 'step' : nothing} @click=${() => see(at)}>
        ${words.t(`event.${name}`)}
      </button>`;
    })}
  </div>`;
}

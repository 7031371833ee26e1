import { html, svg, type TemplateResult } from 'lit';

/** Shotform's mark: a shot on its way, and its name. */
export function mark(): TemplateResult {
  return html`<span class="mark">
    <svg viewBox="0 0 34 28" aria-hidden="true">
      ${svg`<path class="way" d="M5 22C7 3 22 -1 28 11" />
        <path class="hoop" d="M22 15.5h11" />
        <circle class="dot" cx="5" cy="22" r="4" />`}
    </svg>
    Shotform
  </span>`;
}

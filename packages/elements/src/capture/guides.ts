import { html, svg, type TemplateResult } from 'lit';
import type { CaptureKey } from '../i18n/capture.en.ts';
import type { Translator } from '../i18n/translator.ts';

/** The court from above: where the phone goes. */
export function courtMap(words: Translator<CaptureKey>): TemplateResult {
  return html`<svg class="map" viewBox="20 20 320 280" role="img" aria-label=${words.t('capture.map')}>
    ${svg`<path class="view" d="M150 272 -22 52 H322 Z" />
      <path class="lines" d="M40 30 V290 M40 95 H170 V205 H40 M170 110 A40 40 0 0 1 170 190 M40 40 H100 A150 150 0 0 1 100 260 H40" />
      <path class="board" d="M58 132 V168" />
      <circle class="rim" cx="72" cy="150" r="9" />
      <path class="flight" pathLength="100" d="M206 150 H88" />
      <circle class="you" cx="222" cy="150" r="14" />
      <rect class="phone" x="136" y="262" width="28" height="16" rx="4" />
      <text x="72" y="124" text-anchor="middle">${words.t('capture.map.rim')}</text>
      <text x="246" y="156">${words.t('capture.map.you')}</text>
      <text x="174" y="276">${words.t('capture.map.phone')}</text>`}
  </svg>`;
}

/** Where the player and the rim belong in the picture. */
export function framing(words: Translator<CaptureKey>): TemplateResult {
  return html`<div class="framing" aria-hidden="true">
    <p class="body"><span>${words.t('capture.frame.you')}</span></p>
    <p class="rim"><span>${words.t('capture.frame.rim')}</span></p>
  </div>`;
}

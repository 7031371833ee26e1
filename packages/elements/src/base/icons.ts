import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** What more than one part draws. A part's own come with it: a page that never opens a report does not pay for its icons. */
const paths = {
  play: svg`<path d="M8 5.5v13l10.5-6.5z" fill="currentColor" stroke="none" />`,
  pause: svg`<path d="M9 6v12M15 6v12" stroke-width="3" />`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5" stroke-width="2.6" />`,
  cross: svg`<path d="m6.5 6.5 11 11m0-11-11 11" stroke-width="2.6" />`,
  back: svg`<path d="m14.5 5.5-6.5 6.5 6.5 6.5" />`,
  forward: svg`<path d="m9.5 5.5 6.5 6.5-6.5 6.5" />`,
  camera: svg`<rect x="3" y="6.5" width="12.5" height="11" rx="2.5" /><path d="m15.5 10.5 5.5-3v9l-5.5-3" />`,
  upload: svg`<path d="M12 15.5V4.5m0 0L7.5 9M12 4.5 16.5 9M4.5 15.5v2a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-2" />`,
  bin: svg`<path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 12.5h9l1-12.5M10 10.5v5.5m4-5.5v5.5" />`,
  retry: svg`<path d="M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4" />`,
  flip: svg`<path d="M4 12a8 8 0 0 1 14-5.3M20 12a8 8 0 0 1-14 5.3M18 3v4h-4M6 21v-4h4" />`,
  offline: svg`<path d="m4 4 16 16M5 10.5a10.5 10.5 0 0 1 4-2.4M19 10.5a10.5 10.5 0 0 0-6-2.9M8.2 14a5.6 5.6 0 0 1 3-1.5M12 18.2v.1" />`,
  warning: svg`<path d="M12 4 2.8 19.5h18.4zM12 10v4.5m0 2.4v.1" />`,
  lock: svg`<rect x="5" y="10.5" width="14" height="9.5" rx="2.5" /><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5" />`,
  film: svg`<rect x="3.5" y="5" width="17" height="14" rx="2.5" /><path d="M8 5v14m8-14v14M3.5 9.7H8m-4.5 4.6H8m8-4.6h4.5M16 14.3h4.5" />`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof paths;

/** One of these or a part's own. Decoration: what it means is said in words beside it or on its button. */
export function icon(shape: IconName | SVGTemplateResult): TemplateResult {
  return html`<svg
    class="icon"
    viewBox="0 0 24 24"
    aria-hidden="true"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    ${typeof shape === 'string' ? paths[shape] : shape}
  </svg>`;
}

import { css } from 'lit';

/** What all elements share: type, buttons, cards, focus. Private properties come from the theme's sheet. */
export const baseStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    box-sizing: border-box;
    background: var(--_surface);
    color: var(--_on-surface);
    font-family: var(--_font);
    font-size: 1rem;
    font-weight: 400;
    line-height: 1.5;
    font-synthesis-weight: none;
    text-align: start;
    -webkit-text-size-adjust: 100%;
    --_tint: color-mix(in oklab, var(--_on-surface) 4%, var(--_surface));
    --_tint-2: color-mix(in oklab, var(--_on-surface) 9%, var(--_surface));
    --_line: 1px solid var(--_outline);
    --_radius-s: calc(var(--_radius) * 0.625);
  }
  :host([hidden]) {
    display: none;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  table {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1,
  h2,
  h3 {
    font-family: var(--_display);
    font-weight: 700;
    line-height: 1.2;
    letter-spacing: -0.015em;
    text-wrap: balance;
  }
  h2 {
    font-size: 1.125rem;
  }
  h3 {
    font-size: 1rem;
  }
  .muted {
    color: var(--_muted);
  }
  .small {
    font-size: 0.875rem;
    line-height: 1.45;
  }
  .eyebrow {
    font-size: 0.8125rem;
    font-weight: 600;
    color: var(--_muted);
  }
  .number {
    font-family: var(--_display);
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.02em;
  }
  .icon {
    inline-size: 1.375em;
    block-size: 1.375em;
    flex: none;
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .card {
    background: var(--_surface);
    border: var(--_line);
    border-radius: var(--_radius);
    padding: calc(var(--_space) * 5);
  }
  button,
  .button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    padding: 0;
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(var(--_space) * 2);
    min-block-size: 48px;
    padding: 0 calc(var(--_space) * 5);
    border: 1px solid color-mix(in oklab, var(--_on-surface) 22%, var(--_surface));
    border-radius: max(var(--_radius-s), 2px);
    font-weight: 600;
    line-height: 1.2;
    text-decoration: none;
    transition:
      background-color 0.15s,
      transform 0.15s;
  }
  .button:hover {
    background: var(--_tint);
  }
  .button:active {
    transform: scale(0.98);
  }
  .button.primary {
    background: var(--_primary);
    border-color: var(--_primary);
    color: var(--_on-primary);
  }
  .button.primary:hover {
    background: color-mix(in oklab, var(--_primary) 90%, var(--_on-primary));
  }
  .button.quiet {
    padding-inline: 0;
    border-color: transparent;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 5px;
  }
  .button.quiet:hover {
    background: none;
    text-decoration-thickness: 2px;
  }
  .button.danger {
    border-color: var(--_negative);
    color: var(--_negative);
  }
  .button.small {
    min-block-size: 40px;
    padding: 0 calc(var(--_space) * 3.5);
    font-size: 0.875rem;
  }
  .button[disabled] {
    cursor: not-allowed;
    opacity: 0.55;
  }
  .round {
    display: inline-grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    border-radius: 50%;
    transition: background-color 0.15s;
  }
  .round:hover {
    background: var(--_tint-2);
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 2px solid var(--_on-surface);
    outline-offset: 2px;
  }
  .flip {
    display: grid;
  }
  .flip:dir(rtl) {
    transform: scaleX(-1);
  }
  .made {
    color: var(--_positive);
  }
  .missed {
    color: var(--_negative);
  }
  .unknown {
    color: var(--_muted);
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;

import { css } from 'lit';

/** The one thing to work on, and ranges wherever they are drawn. */
export const cueStyles = css`
  .cue {
    display: grid;
    padding: 0;
    overflow: clip;
    border: 0;
    background: var(--_cue);
    color: var(--_on-cue);
    --_soft: color-mix(in oklab, var(--_on-cue) 16%, var(--_cue));
    --_softer: color-mix(in oklab, var(--_on-cue) 10%, var(--_cue));
  }
  .cue :focus-visible {
    outline-color: var(--_on-cue);
  }
  .cue .say {
    display: grid;
    gap: calc(var(--_space) * 3);
    padding: calc(var(--_space) * 5);
  }
  .cue .eyebrow {
    color: inherit;
  }
  .cue h2 {
    font-size: 1.5rem;
    line-height: 1.18;
  }
  .evidence {
    position: relative;
    aspect-ratio: 1.15;
    background: linear-gradient(100deg, var(--_soft) 40%, var(--_softer) 50%, var(--_soft) 60%) 0 / 300% 100%;
    animation: shimmer 1.6s linear infinite;
  }
  @keyframes shimmer {
    from {
      background-position: 150% 0;
    }
    to {
      background-position: 0 0;
    }
  }
  .evidence:has([drawn]) {
    animation: none;
  }
  .evidence shotform-frame {
    position: absolute;
    inset: 0;
  }
  .evidence.bare,
  .evidence:has([failed]) {
    order: 1;
    aspect-ratio: auto;
    padding: 0 calc(var(--_space) * 5) calc(var(--_space) * 5);
    background: none;
    animation: none;
  }
  .evidence.bare .button,
  .evidence:has([failed]) .button {
    position: static;
  }
  .evidence .button {
    position: absolute;
    inset-inline-start: calc(var(--_space) * 4);
    inset-block-end: calc(var(--_space) * 4);
    background: #fff;
    border-color: #fff;
    color: #0b0f15;
  }
  .evidence .button:hover {
    background: #e6eaf0;
  }
  .evidence .button:focus-visible {
    outline-color: #fff;
  }
  .cue .drill {
    border-block-start: 1px solid color-mix(in oklab, var(--_on-cue) 28%, var(--_cue));
    padding-block-start: calc(var(--_space) * 3);
  }
  .cue .drill b {
    display: block;
  }
  .cue .rest {
    order: 2;
    padding: 0 calc(var(--_space) * 5) calc(var(--_space) * 4);
  }
  .cue .rest h3 {
    margin-block-start: 0;
  }
  .cue .rest li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    padding-block: 8px;
  }
  .cue .rest .round {
    background: var(--_soft);
    flex: none;
  }
  @container (min-width: 560px) {
    .cue {
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    }
    .cue .rest {
      grid-column: 1 / -1;
      padding-block-start: calc(var(--_space) * 4);
    }
    .evidence {
      aspect-ratio: auto;
    }
    .cue:has(.bare, [failed]) {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  .calm {
    display: flex;
    gap: calc(var(--_space) * 4);
  }

  .range {
    display: block;
    overflow: visible;
  }
  .range .axis {
    stroke: var(--_outline);
    stroke-width: 1;
  }
  .range .band {
    fill: color-mix(in oklab, var(--_positive) 26%, var(--_surface));
  }
  .range .between {
    stroke: var(--_on-surface);
    stroke-width: 2;
  }
  .range .value {
    fill: var(--_on-surface);
    stroke: var(--_surface);
    stroke-width: 2;
  }
  .out .range .value {
    fill: var(--_caution);
  }
  .out .range .between {
    stroke: var(--_caution);
  }
  .cue .range .axis {
    stroke: color-mix(in oklab, var(--_on-cue) 40%, var(--_cue));
  }
  .cue .range .band {
    fill: color-mix(in oklab, var(--_on-cue) 38%, var(--_cue));
  }
  .cue .range .between {
    stroke: var(--_on-cue);
  }
  .cue .range .value {
    fill: var(--_on-cue);
    stroke: var(--_cue);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    color: var(--_muted);
  }
  .cue .legend {
    color: inherit;
    margin-block-start: 6px;
  }
  .legend span {
    display: inline-flex;
    align-items: center;
    gap: 7px;
  }
  .legend .band {
    inline-size: 18px;
    block-size: 8px;
    border-radius: 4px;
    background: color-mix(in oklab, var(--_positive) 26%, var(--_surface));
  }
  .cue .legend .band {
    background: color-mix(in oklab, var(--_on-cue) 38%, var(--_cue));
  }
  .legend .value {
    inline-size: 10px;
    block-size: 10px;
    border-radius: 50%;
    background: currentColor;
  }
  .metrics .legend .value {
    background: var(--_on-surface);
  }
`;

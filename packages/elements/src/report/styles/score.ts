import { css } from 'lit';

/** Form, Result and Consistency. */
export const scoreStyles = css`
  .form .top {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 5);
  }
  .form .top h2 {
    font-size: 1.375rem;
  }
  .form .top .small {
    margin-block-start: 4px;
  }
  .form .why {
    margin-block-start: 6px;
    font-size: 0.9375rem;
    line-height: 1.4;
  }
  .ring {
    position: relative;
    flex: none;
    inline-size: clamp(116px, 34cqi, 148px);
    aspect-ratio: 1;
  }
  .ring svg {
    inline-size: 100%;
    block-size: 100%;
    fill: none;
    stroke-width: 9;
    overflow: visible;
  }
  .ring .rail {
    stroke: var(--_tint-2);
  }
  .ring .between {
    stroke: color-mix(in oklab, var(--_primary) 45%, var(--_surface));
    stroke-width: 2;
  }
  .ring .fill {
    stroke: var(--_primary);
    stroke-linecap: round;
    animation: fill 0.9s cubic-bezier(0.2, 0.7, 0.2, 1);
  }
  @keyframes fill {
    from {
      stroke-dasharray: 0.01 100;
    }
  }
  .ring .inner {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    text-align: center;
  }
  .ring .number {
    font-size: 2.875rem;
    font-weight: 700;
    line-height: 1;
    letter-spacing: -0.035em;
  }
  .ring .unit {
    font-size: 0.8125rem;
    color: var(--_muted);
    margin-block-start: 2px;
  }
  .groups {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 7rem), 1fr));
    gap: calc(var(--_space) * 3) calc(var(--_space) * 5);
    margin-block-start: calc(var(--_space) * 5);
    padding-block-start: calc(var(--_space) * 4);
    border-block-start: var(--_line);
  }
  .groups > div {
    display: grid;
    gap: 3px;
  }
  .groups dt {
    font-size: 0.875rem;
  }
  .groups dd {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 24px;
  }
  .groups b {
    min-inline-size: 2.2ch;
    text-align: end;
  }
  .bar {
    flex: 1;
    block-size: 6px;
    border-radius: 3px;
    overflow: clip;
    background: var(--_tint-2);
  }
  .bar::before {
    content: '';
    display: block;
    block-size: 100%;
    inline-size: calc(var(--at) * 100%);
    border-radius: 3px;
    background: var(--_primary);
  }
  .groups .none .bar {
    display: none;
  }
  .half {
    display: grid;
    align-content: start;
    gap: calc(var(--_space) * 2);
  }
  .half .big {
    font-size: 2rem;
    font-weight: 700;
    line-height: 1.1;
  }
  .verdict {
    display: flex;
    align-items: center;
    gap: 8px;
    font-weight: 600;
  }
  .verdict.unknown {
    color: var(--_on-surface);
  }
  .dots {
    display: flex;
    gap: 5px;
    padding-block: 8px 4px;
  }
  .dots i {
    flex: 1;
    max-inline-size: 20px;
    aspect-ratio: 1;
    border-radius: 50%;
    background: var(--_tint-2);
  }
  .dots .on {
    background: var(--_primary);
  }
`;

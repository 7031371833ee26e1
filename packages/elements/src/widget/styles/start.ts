import { css } from 'lit';

/** Record, choose or drop; the earlier clips. */
export const startStyles = css`
  .home {
    display: grid;
    gap: calc(var(--_space) * 6);
  }
  .start {
    display: grid;
    border: var(--_line);
    border-radius: var(--_radius);
    overflow: clip;
    box-shadow: var(--_shadow);
    transition: border-color 0.15s;
  }
  .start.dropping {
    border-color: var(--_primary);
    outline: 3px solid color-mix(in oklab, var(--_primary) 35%, transparent);
  }
  .start .say {
    display: grid;
    align-content: center;
    gap: calc(var(--_space) * 3);
    padding: calc(var(--_space) * 5);
  }
  .start h1 {
    font-size: clamp(1.625rem, 7cqi, 2.5rem);
    line-height: 1.08;
    letter-spacing: -0.025em;
  }
  .start .actions .button {
    flex: 1 1 10rem;
  }
  .button:has(:focus-visible) {
    outline: 2px solid var(--_on-surface);
    outline-offset: 2px;
  }
  label.button {
    position: relative;
  }
  .drop {
    display: none;
  }
  @media (hover: hover) and (pointer: fine) {
    .drop {
      display: block;
    }
  }
  @container (min-width: 720px) {
    .start {
      grid-template-columns: 1fr 1fr;
    }
    .start .say {
      padding: calc(var(--_space) * 9) calc(var(--_space) * 8);
    }
    .court {
      block-size: 100%;
      max-block-size: none;
      min-block-size: 400px;
    }
  }

  .clips {
    display: grid;
    gap: calc(var(--_space) * 2);
    align-content: start;
  }
  .clips > .button {
    justify-self: center;
  }
  .clip {
    display: flex;
    align-items: center;
    border-block-end: var(--_line);
  }
  li:last-child > .clip {
    border: 0;
  }
  .clip .open {
    flex: 1;
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 3.5);
    min-block-size: 72px;
    min-inline-size: 0;
    text-align: start;
    border-radius: var(--_radius-s);
  }
  .clip .open:hover b {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .clip .what {
    display: grid;
    min-inline-size: 0;
    line-height: 1.35;
  }
  .clip .go {
    display: grid;
    margin-inline-start: auto;
    color: var(--_muted);
    font-size: 0.875rem;
  }
  .clip > .round {
    color: var(--_muted);
  }
  .score {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 48px;
    block-size: 48px;
    border-radius: 50%;
    background: var(--_tint-2);
    font-size: 1.1875rem;
    font-weight: 700;
  }
  .score .icon {
    color: var(--_negative);
  }
  .busy {
    background: conic-gradient(var(--_primary) calc(var(--at) * 360deg), var(--_tint-2) 0);
    mask: radial-gradient(circle, transparent 18px, #000 18.5px);
    animation: breathe 1.6s ease-in-out infinite;
  }
  @keyframes breathe {
    50% {
      opacity: 0.55;
    }
  }
  .confirm {
    flex-wrap: wrap;
    gap: 10px;
    min-block-size: 72px;
    padding-block: 12px;
  }
  .confirm p {
    flex: 1 1 100%;
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: 8px;
    padding: calc(var(--_space) * 8) calc(var(--_space) * 4);
    border: 1px dashed color-mix(in oklab, var(--_on-surface) 25%, var(--_surface));
    border-radius: var(--_radius);
    text-align: center;
  }
`;

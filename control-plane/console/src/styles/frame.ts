import { css } from 'lit';

/** The page, its head and its mark. */
export const frameStyles = css`
  :host {
    background: light-dark(#f4f5f7, #090c12);
    min-block-size: 100vh;
  }
  main:focus {
    outline: none;
  }
  code {
    font:
      500 0.875em ui-monospace,
      monospace;
    overflow-wrap: anywhere;
  }

  .mark {
    display: inline-flex;
    align-items: center;
    gap: 9px;
    font-weight: 700;
    font-size: 1.25rem;
    letter-spacing: -0.02em;
  }
  .mark svg {
    inline-size: 34px;
    block-size: 28px;
    fill: none;
    stroke-width: 3;
    stroke-linecap: round;
  }
  .mark .way {
    stroke: var(--_mark, var(--_primary));
  }
  .mark .hoop {
    stroke: #ffbe3d;
  }
  .mark .dot {
    fill: #ffbe3d;
  }

  header {
    --_mark: #36e6a8;
    display: flex;
    align-items: center;
    gap: 8px 20px;
    min-block-size: 64px;
    padding: 8px clamp(16px, 4cqi, 40px);
    background: #0d121b;
    color: #f3f5f8;
  }
  header :focus-visible,
  .modes label:has(:focus-visible) {
    outline: 2px solid #f3f5f8;
    outline-offset: 2px;
  }
  .home {
    color: inherit;
    text-decoration: none;
    border-radius: 6px;
  }
  .tenant {
    padding-inline-start: 20px;
    border-inline-start: 1px solid #2b3444;
    font-weight: 500;
  }
  .modes {
    display: flex;
    margin: 0 0 0 auto;
    margin-inline: auto 0;
    padding: 3px;
    border: 0;
    border-radius: 20px;
    background: #1d2533;
  }
  .modes label {
    position: relative;
    border-radius: 17px;
    cursor: pointer;
  }
  .modes span {
    display: block;
    padding: 5px 16px;
    border-radius: 17px;
    font-size: 0.9375rem;
    font-weight: 600;
    color: #b9c3d1;
  }
  .modes :checked + span {
    background: #f3f5f8;
    color: #0d121b;
  }
  .member {
    display: grid;
    line-height: 1.2;
    text-align: end;
  }
  .member .small {
    color: #a8b4c4;
  }
  header .round:hover {
    background: #1d2533;
  }
  .band {
    padding: 7px clamp(16px, 4cqi, 40px);
    background: color-mix(in oklab, #ffbe3d 26%, var(--_surface));
    font-size: 0.9375rem;
    font-weight: 500;
  }
  .offline {
    display: flex;
    align-items: center;
    gap: 8px;
    background: color-mix(in oklab, var(--_negative) 14%, var(--_surface));
  }
  main:not(.door, .wait) {
    display: grid;
    gap: 20px;
    align-content: start;
    max-inline-size: 1240px;
    margin-inline: auto;
    padding: clamp(20px, 4cqi, 40px);
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 24px;
  }
  .title h1 {
    font-size: clamp(1.5rem, 4cqi, 2.125rem);
    overflow-wrap: anywhere;
  }
  .pulse {
    display: flex;
    align-items: center;
    gap: 9px;
    font-size: 0.9375rem;
    color: var(--_muted);
  }
  .pulse i {
    inline-size: 9px;
    block-size: 9px;
    border-radius: 50%;
    background: var(--_caution);
  }
  .pulse.on i {
    background: var(--_positive);
    animation: pulse 2.4s ease-out infinite;
  }
  @keyframes pulse {
    from {
      box-shadow: 0 0 0 0 color-mix(in oklab, var(--_positive) 50%, transparent);
    }
    60%,
    to {
      box-shadow: 0 0 0 9px transparent;
    }
  }
  @container (max-width: 720px) {
    header {
      flex-wrap: wrap;
      gap: 6px 12px;
    }
    .tenant {
      order: 3;
      inline-size: 100%;
      padding: 0 0 6px;
      border: 0;
      color: #b9c3d1;
    }
    .member {
      display: none;
    }
  }
`;

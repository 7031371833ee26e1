import { css } from 'lit';

/** Player beside cards, or over them; the list of shots. */
export const layoutStyles = css`
  .layout {
    display: grid;
    gap: calc(var(--_space) * 4);
  }
  .side,
  .cards {
    display: grid;
    gap: calc(var(--_space) * 4);
    align-content: start;
    min-inline-size: 0;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr));
    gap: calc(var(--_space) * 4);
  }
  @container (min-width: 860px) {
    .layout {
      grid-template-columns: minmax(0, 1.2fr) minmax(340px, 1fr);
      gap: calc(var(--_space) * 6);
    }
    .side {
      position: sticky;
      inset-block-start: calc(var(--_space) * 4);
    }
  }
  h3 {
    margin-block: calc(var(--_space) * 5) calc(var(--_space) * 1);
  }
  .badge {
    display: inline-grid;
    place-items: center;
    flex: none;
    inline-size: 28px;
    block-size: 28px;
    border-radius: 50%;
    font-size: 0.8125rem;
    background: color-mix(in oklab, currentColor 14%, var(--_surface));
  }

  .summary {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 16px;
  }
  .summary h2 {
    font-size: 1.25rem;
  }
  .shots ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 10.5rem), 1fr));
    gap: calc(var(--_space) * 2);
  }
  .shots button {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2.5);
    inline-size: 100%;
    min-block-size: 60px;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border: var(--_line);
    border-radius: var(--_radius-s);
    text-align: start;
  }
  .shots button:hover {
    background: var(--_tint);
  }
  .shots button[aria-current] {
    border-color: var(--_on-surface);
    box-shadow: inset 0 0 0 1px var(--_on-surface);
  }
  .shots .what {
    display: grid;
    line-height: 1.25;
    min-inline-size: 0;
  }
  .shots .what span {
    color: var(--_muted);
  }
  .shots .number {
    margin-inline-start: auto;
    font-size: 1.375rem;
    font-weight: 700;
  }

  .missing > ul {
    display: grid;
    gap: calc(var(--_space) * 4);
    margin-block-start: calc(var(--_space) * 4);
  }
  .missing p {
    font-size: 0.9375rem;
  }
  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-block-start: 8px;
  }
  .tags li {
    padding: 3px 11px;
    border-radius: 14px;
    background: var(--_tint-2);
    font-size: 0.8125rem;
  }
  .none {
    display: grid;
    justify-items: start;
    gap: calc(var(--_space) * 3);
  }
`;

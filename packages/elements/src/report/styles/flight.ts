import { css } from 'lit';

/** The ball's flight. */
export const flightStyles = css`
  .arc {
    display: block;
    inline-size: 100%;
    max-block-size: 260px;
    margin-block: 12px 8px;
  }
  .arc .path {
    fill: none;
    stroke: var(--_primary);
    stroke-width: 3;
    stroke-linecap: round;
  }
  .arc .ball {
    fill: var(--_primary);
    stroke: var(--_surface);
    stroke-width: 2.5;
  }
  .arc .past {
    fill: color-mix(in oklab, var(--_primary) 45%, var(--_surface));
  }
  .arc .rim {
    stroke: var(--_on-surface);
    stroke-width: 5;
    stroke-linecap: round;
  }
  .arc .net {
    fill: none;
    stroke: var(--_outline);
    stroke-width: 2;
  }
  .flight tbody {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 9.5rem), 1fr));
    gap: calc(var(--_space) * 4);
  }
  .flight table.metrics tr,
  .flight table.metrics tr:last-child {
    grid-template: 'value' 'name' 'where' / 1fr;
    gap: 0;
    padding: 0;
    border: 0;
    align-content: start;
  }
  .flight table.metrics .value {
    justify-content: start;
  }
  .flight table.metrics .value b {
    font-size: 1.5rem;
  }
  .arc text {
    fill: var(--_on-surface);
    font-family: var(--_display);
    font-size: 19px;
    font-weight: 700;
    paint-order: stroke;
    stroke: var(--_surface);
    stroke-width: 5px;
    stroke-linejoin: round;
  }
`;

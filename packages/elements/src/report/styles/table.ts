import { css } from 'lit';

/** Where the points went, and the metrics. */
export const tableStyles = css`
  table {
    display: block;
    inline-size: 100%;
  }
  caption {
    display: block;
    text-align: start;
  }
  th {
    font-weight: 500;
    text-align: start;
  }
  tbody,
  thead {
    display: block;
  }
  .lost caption {
    margin-block: 4px 12px;
  }
  .lost tr {
    display: grid;
    grid-template-columns: minmax(7.5rem, 2fr) minmax(0, 3fr);
    align-items: center;
    gap: 12px;
    padding-block: 5px;
    font-size: 0.9375rem;
    line-height: 1.3;
  }
  .lost td {
    display: flex;
    align-items: center;
    gap: 10px;
  }
  .lost svg {
    flex: 1;
    min-inline-size: 0;
  }
  .lost rect {
    fill: var(--_caution);
  }
  .lost .number {
    min-inline-size: 3.2rem;
    text-align: end;
    font-weight: 600;
  }
  .lost .whole {
    font-weight: 700;
  }
  .lost .whole th {
    font-weight: 700;
  }
  .lost .whole:last-child {
    border-block-start: var(--_line);
    margin-block-start: 6px;
    padding-block-start: 11px;
  }
  .metrics > .legend {
    margin-block-start: 6px;
  }
  table.metrics tr {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    grid-template-areas: 'name value' 'where where';
    gap: 2px 12px;
    padding-block: 12px;
    border-block-end: var(--_line);
  }
  table.metrics tr:last-child {
    border: 0;
    padding-block-end: 2px;
  }
  table.metrics th {
    grid-area: name;
    align-self: center;
  }
  table.metrics .value {
    grid-area: value;
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: end;
    gap: 0 10px;
    text-align: end;
  }
  table.metrics .value b {
    font-size: 1.25rem;
  }
  table.metrics .value small {
    font-family: var(--_font);
    font-size: 0.875rem;
    font-weight: 500;
    letter-spacing: 0;
    margin-inline-start: 1px;
  }
  .where {
    grid-area: where;
  }
  .flag {
    order: -1;
    color: var(--_caution);
    font-weight: 600;
  }
  tr.bare {
    align-items: baseline;
  }
  details {
    border-block-start: var(--_line);
  }
  details:first-of-type {
    margin-block-start: calc(var(--_space) * 4);
  }
  details:last-of-type {
    margin-block-end: calc(var(--_space) * -3);
  }
  summary {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 56px;
    cursor: pointer;
    list-style: none;
    border-radius: 6px;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary .title {
    font-weight: 600;
    margin-inline-end: auto;
  }
  summary .flag {
    order: 0;
  }
  .turn {
    display: grid;
    color: var(--_muted);
    font-size: 0.8125rem;
    transform: rotate(90deg);
    transition: transform 0.2s;
  }
  [open] > summary .turn {
    transform: rotate(-90deg);
  }
  details table.metrics {
    padding-block-end: calc(var(--_space) * 3);
  }
  .typical::before {
    content: '·';
    margin-inline: 6px;
  }
  .see {
    display: inline-flex;
    align-items: center;
    gap: 7px;
    min-block-size: 28px;
    text-align: start;
    border-radius: 4px;
  }
  .see .icon {
    font-size: 0.8125rem;
    color: var(--_muted);
  }
  .see:hover {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
`;

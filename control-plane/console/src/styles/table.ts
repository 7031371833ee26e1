import { css } from 'lit';

/** The list of analyses and how each stands. */
export const tableStyles = css`
  table.card {
    inline-size: 100%;
    border-collapse: separate;
    border-spacing: 0;
    padding: 4px 0;
    overflow: clip;
  }
  th,
  td {
    text-align: start;
    padding: 13px 20px;
  }
  thead th {
    font-size: 0.8125rem;
    font-weight: 600;
    color: var(--_muted);
  }
  tbody th,
  tbody td {
    border-block-start: var(--_line);
  }
  tbody tr {
    position: relative;
  }
  tbody tr:hover {
    background: var(--_tint);
  }
  tbody th {
    font-weight: 600;
  }
  tbody th a {
    display: block;
    color: inherit;
    text-decoration: none;
    font-variant-numeric: tabular-nums;
  }
  tbody th a::after {
    content: '';
    position: absolute;
    inset: 0;
  }
  tbody tr:focus-within {
    outline: 2px solid var(--_on-surface);
    outline-offset: -2px;
  }
  tbody a:focus-visible {
    outline: none;
  }
  .file {
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  .form.number {
    font-weight: 700;
    font-size: 1.1875rem;
  }
  .fresh {
    animation: fresh 2s ease-out;
  }
  @keyframes fresh {
    from {
      background: color-mix(in oklab, var(--_primary) 20%, var(--_surface));
    }
  }
  .more {
    justify-self: center;
    background: var(--_surface);
  }
  @container (max-width: 720px) {
    table.card,
    tbody {
      display: block;
    }
    table.card {
      padding: 0;
    }
    thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tbody tr {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 6px 16px;
      padding: 14px 16px;
      border-block-start: var(--_line);
    }
    tbody tr:first-child {
      border: 0;
    }
    tbody th,
    tbody td {
      padding: 0;
      border: 0;
    }
    .player {
      display: none;
    }
    .state {
      grid-row: 2;
    }
    .state .status {
      flex-wrap: nowrap;
    }
    .state .meter {
      inline-size: 48px;
    }
    .form {
      grid-area: 1 / 2;
      justify-self: end;
    }
    .shots {
      grid-area: 2 / 2;
      justify-self: end;
      color: var(--_muted);
    }
    .shots .none {
      display: none;
    }
  }

  .status {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
  }
  .word {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    font-weight: 500;
  }
  .word .icon {
    font-size: 0.75rem;
  }
  .dot {
    inline-size: 8px;
    block-size: 8px;
    margin-inline: 4px;
    border-radius: 50%;
    background: var(--_muted);
  }
  .running .dot {
    background: var(--_primary);
  }
  .succeeded {
    color: var(--_positive);
  }
  .failed {
    color: var(--_negative);
  }
  .canceled,
  .queued {
    color: var(--_muted);
  }
  .meter {
    inline-size: 92px;
    block-size: 6px;
    border-radius: 3px;
    background: var(--_tint-2);
    overflow: clip;
  }
  .meter::before {
    content: '';
    display: block;
    block-size: 100%;
    inline-size: calc(var(--at) * 100%);
    border-radius: 3px;
    background: var(--_primary);
    transition: inline-size 0.5s;
  }
  .meter.wide {
    inline-size: min(100%, 24rem);
    block-size: 10px;
    border-radius: 5px;
  }
  .huge {
    font-size: 3.5rem;
    font-weight: 700;
    line-height: 1;
  }
`;

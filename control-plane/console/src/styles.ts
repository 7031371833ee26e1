import { css } from 'lit';

export const consoleStyles = css`
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

  /* Mark */
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

  /* The door */
  .wait {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 20px;
    min-block-size: 100vh;
    padding: 24px;
    text-align: center;
  }
  .door {
    display: grid;
    min-block-size: 100vh;
    background: var(--_surface);
  }
  .poster {
    display: none;
    --_mark: #36e6a8;
    --_on-surface: #f3f5f8;
    --_surface: #0d121b;
    --_primary: #36e6a8;
    color: #f3f5f8;
    background: radial-gradient(130% 100% at 80% 0%, #1b2a3a, #0d121b 70%);
  }
  .poster .court {
    background: none;
    block-size: auto;
    min-block-size: 0;
    max-block-size: 64vh;
  }
  .poster .court .ball {
    fill: #ffbe3d;
  }
  .poster .court .flight,
  .poster .court .hoop {
    stroke: #ffbe3d;
  }
  .poster p {
    font-size: clamp(2rem, 4cqi, 3.25rem);
    font-weight: 700;
    letter-spacing: -0.03em;
    line-height: 1.05;
  }
  form {
    display: grid;
    align-content: center;
    gap: 18px;
    inline-size: min(100%, 25rem);
    margin: auto;
    padding: 28px;
  }
  form h1 {
    font-size: 2rem;
    margin-block-start: 12px;
  }
  form label {
    display: grid;
    gap: 6px;
    font-weight: 600;
    font-size: 0.9375rem;
  }
  form input {
    font: inherit;
    font-weight: 400;
    font-size: 1rem;
    color: inherit;
    min-block-size: 50px;
    padding-inline: 14px;
    border: 1px solid color-mix(in oklab, var(--_on-surface) 45%, var(--_surface));
    border-radius: 10px;
    background: var(--_surface);
  }
  .alert {
    display: flex;
    gap: 8px;
    color: var(--_negative);
  }
  .alert:empty {
    display: none;
  }
  @container (min-width: 820px) {
    .door {
      grid-template-columns: 1.2fr 1fr;
    }
    .poster {
      display: grid;
      align-content: space-between;
      gap: 24px;
      padding: 40px 48px 48px;
    }
    .phone {
      display: none;
    }
  }

  /* Frame */
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
    text-transform: capitalize;
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

  /* Table */
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
    table.card,
    tbody {
      display: block;
    }
    table.card {
      padding: 0;
    }
    thead {
      position: absolute;
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
  }

  /* Status */
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

  /* Detail */
  .back {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-block-size: 32px;
    justify-self: start;
    color: inherit;
    font-weight: 500;
    text-underline-offset: 4px;
    text-decoration-thickness: 1px;
    border-radius: 4px;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 32px;
    margin-block-start: -6px;
  }
  .facts dt {
    font-size: 0.8125rem;
    color: var(--_muted);
  }
  shotform-report {
    background: none;
  }
  .note {
    display: grid;
    justify-items: start;
    gap: 12px;
    padding: clamp(24px, 5cqi, 48px);
  }
  .emblem {
    display: grid;
    place-items: center;
    inline-size: 52px;
    block-size: 52px;
    border-radius: 50%;
    background: var(--_tint-2);
  }
  .ghosts {
    display: grid;
    gap: 14px;
  }
  .ghosts b {
    block-size: 44px;
    border-radius: 10px;
    background: linear-gradient(100deg, var(--_tint-2) 40%, var(--_tint) 50%, var(--_tint-2) 60%) 0 / 300% 100%;
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
`;

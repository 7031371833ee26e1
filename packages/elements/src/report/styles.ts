import { css } from 'lit';

export const reportStyles = css`
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

  /* Shots */
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

  /* Scores */
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

  /* The cue */
  .cue {
    display: grid;
    padding: 0;
    overflow: clip;
    border: 0;
    background: var(--_cue);
    color: var(--_on-cue);
    --_soft: color-mix(in oklab, var(--_on-cue) 16%, var(--_cue));
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
    min-block-size: 84px;
    background: #05070a;
  }
  .evidence shotform-frame {
    inline-size: 100%;
    aspect-ratio: 1.15;
  }
  .evidence:has([failed]) {
    min-block-size: 0;
    padding: calc(var(--_space) * 5) calc(var(--_space) * 5) 0;
    background: none;
  }
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
    .evidence shotform-frame {
      block-size: 100%;
      aspect-ratio: auto;
    }
  }
  .calm {
    display: flex;
    gap: calc(var(--_space) * 4);
  }

  /* Ranges */
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

  /* Tables */
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

  /* Flight */
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
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 8.5rem), 1fr));
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

  /* What is missing */
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

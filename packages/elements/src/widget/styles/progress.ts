import { css } from 'lit';

/** A clip on its way. */
export const progressStyles = css`
  .progress {
    display: grid;
    gap: calc(var(--_space) * 5);
  }
  .progress .say {
    display: grid;
    gap: calc(var(--_space) * 3);
    align-content: center;
  }
  .file {
    overflow-wrap: anywhere;
  }
  .arena {
    position: relative;
    display: grid;
    aspect-ratio: 16 / 10;
    border-radius: var(--_radius);
    overflow: clip;
    background: radial-gradient(120% 90% at 50% 0%, #1a2332, #0b0f15);
    color: #f3f5f8;
  }
  .arena > * {
    grid-area: 1 / 1;
    min-inline-size: 0;
    min-block-size: 0;
  }
  .arena video {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    opacity: 0.3;
  }
  .arena [role='progressbar'] {
    position: relative;
    display: grid;
    place-items: center;
    padding: 6%;
  }
  .arena svg {
    inline-size: 100%;
    fill: none;
    stroke-linecap: round;
    overflow: visible;
  }
  .way {
    stroke: rgb(255 255 255 / 0.2);
    stroke-width: 5;
    stroke-dasharray: 0.1 12;
  }
  .flown {
    stroke: #ffbe3d;
    stroke-width: 5;
    transition: stroke-dasharray 0.5s;
  }
  .arena .hoop {
    stroke: #ff7a4d;
    stroke-width: 6;
  }
  .arena .net {
    stroke: rgb(255 255 255 / 0.55);
    stroke-width: 2;
  }
  .arena .ball {
    fill: #ffbe3d;
    stroke: #0b0f15;
    stroke-width: 3;
    offset-path: path('M36 172 C 96 -24, 236 -24, 318 84');
    offset-distance: calc(var(--at) * 100%);
    transition: offset-distance 0.5s;
  }
  .moving .ball {
    animation: glow 1.4s ease-in-out infinite;
  }
  @keyframes glow {
    50% {
      fill: #ffd98a;
    }
  }
  .percent {
    position: absolute;
    inset-block-end: 12%;
    font-size: clamp(2.5rem, 13cqi, 4rem);
    font-weight: 700;
    line-height: 1;
  }
  .steps {
    display: grid;
    gap: 2px;
  }
  .steps li {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 38px;
    color: var(--_muted);
  }
  .steps i {
    display: grid;
    place-items: center;
    inline-size: 24px;
    block-size: 24px;
    border-radius: 50%;
    border: 2px solid var(--_outline);
    font-size: 0.6875rem;
  }
  .steps .done {
    color: var(--_on-surface);
  }
  .steps .done i {
    border-color: var(--_positive);
    background: var(--_positive);
    color: var(--_surface);
  }
  .steps .now {
    color: var(--_on-surface);
    font-weight: 600;
  }
  .steps .now i {
    border-color: var(--_primary);
    border-inline-end-color: transparent;
    animation: turn 0.9s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 360deg;
    }
  }
  @container (min-width: 720px) {
    .progress {
      grid-template-columns: 1.25fr 1fr;
      gap: calc(var(--_space) * 8);
    }
  }
`;

import { css } from 'lit';

export const widgetStyles = css`
  .frame {
    display: grid;
    gap: calc(var(--_space) * 4);
    padding: clamp(8px, 3cqi, calc(var(--_space) * 5));
  }
  .main:focus {
    outline: none;
  }
  .head {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    min-block-size: 44px;
  }
  .head .round {
    margin-inline-start: calc(var(--_space) * -2.5);
  }
  .head .button {
    margin-inline-start: auto;
  }
  .logo {
    block-size: 32px;
    max-inline-size: 180px;
    object-fit: contain;
  }
  .brand {
    font-family: var(--_display);
    font-weight: 700;
    font-size: 1.125rem;
    letter-spacing: -0.01em;
  }
  .banner {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 10px 14px;
    border-radius: var(--_radius-s);
    background: color-mix(in oklab, var(--_caution) 12%, var(--_surface));
    font-size: 0.9375rem;
  }
  .banner .icon {
    color: var(--_caution);
  }
  h1 {
    display: flex;
    align-items: center;
    gap: 10px;
    font-size: 1.5rem;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2.5);
  }
  .emblem {
    display: grid;
    place-items: center;
    inline-size: 52px;
    block-size: 52px;
    border-radius: 50%;
    background: var(--_tint-2);
  }
  .emblem.bad {
    color: var(--_negative);
    background: color-mix(in oklab, var(--_negative) 12%, var(--_surface));
  }

  /* Start */
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

  /* Clips */
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

  /* Progress */
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

  /* Notices */
  .notice {
    display: grid;
    justify-items: start;
    gap: calc(var(--_space) * 3);
    padding: calc(var(--_space) * 6);
    max-inline-size: 40rem;
    margin-inline: auto;
  }
  .reference {
    overflow-wrap: anywhere;
  }
  .about {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    margin-block-end: calc(var(--_space) * 3);
  }
  .about .muted {
    overflow-wrap: anywhere;
  }

  /* What is still to come */
  .ghost,
  .ghosts .clips b,
  .clip.ghost b,
  .clip.ghost i {
    background: linear-gradient(100deg, var(--_tint-2) 40%, var(--_tint) 50%, var(--_tint-2) 60%) 0 / 300% 100%;
    animation: shimmer 1.6s linear infinite;
    border-radius: var(--_radius-s);
  }
  @keyframes shimmer {
    from {
      background-position: 150% 0;
    }
    to {
      background-position: 0 0;
    }
  }
  .clip.ghost {
    gap: 14px;
    min-block-size: 72px;
    background: none;
    animation: none;
    border-radius: 0;
  }
  .clip.ghost i {
    inline-size: 48px;
    block-size: 48px;
    border-radius: 50%;
  }
  .clip.ghost span {
    display: grid;
    gap: 8px;
  }
  .clip.ghost b {
    inline-size: 9rem;
    block-size: 12px;
  }
  .ghosts .start {
    block-size: 440px;
    border: 0;
    box-shadow: none;
  }
  .ghosts .clips b {
    block-size: 56px;
  }
  .coming {
    display: grid;
    gap: 16px;
  }
  .coming .ghost {
    block-size: 160px;
    border-radius: var(--_radius);
  }
  .coming .film {
    block-size: auto;
    aspect-ratio: 16 / 11;
  }
`;

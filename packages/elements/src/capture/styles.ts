import { css } from 'lit';

export const captureStyles = css`
  h1 {
    font-size: 1.5rem;
  }
  .guide,
  .review {
    display: grid;
    gap: calc(var(--_space) * 5);
  }
  .say {
    display: grid;
    gap: calc(var(--_space) * 4);
    align-content: center;
  }
  .guide ol {
    display: grid;
    gap: calc(var(--_space) * 3);
  }
  .guide li {
    display: flex;
    gap: 14px;
  }
  .guide i {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    border-radius: 50%;
    background: var(--_tint-2);
    font-style: normal;
    font-weight: 700;
    font-size: 0.9375rem;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 2.5) calc(var(--_space) * 5);
  }
  .actions .button:not(.quiet) {
    flex: 1 1 auto;
    max-inline-size: 26rem;
  }
  .map {
    inline-size: 100%;
    max-block-size: 320px;
    border-radius: var(--_radius);
    background: color-mix(in oklab, var(--_primary) 8%, var(--_surface));
    fill: none;
    stroke-linecap: round;
  }
  .map .lines {
    stroke: color-mix(in oklab, var(--_on-surface) 22%, var(--_surface));
    stroke-width: 2;
  }
  .map .view {
    fill: color-mix(in oklab, var(--_primary) 16%, transparent);
  }
  .map .board {
    stroke: var(--_on-surface);
    stroke-width: 4;
  }
  .map .rim {
    stroke: var(--_on-surface);
    stroke-width: 3;
  }
  .map .flight {
    stroke: var(--_on-surface);
    stroke-width: 3;
    stroke-dasharray: 0.1 8;
  }
  .map .you {
    fill: var(--_on-surface);
  }
  .map .phone {
    fill: var(--_primary);
  }
  .map text {
    fill: var(--_on-surface);
    font-size: 15px;
    font-weight: 600;
  }
  @container (min-width: 720px) {
    .guide,
    .review {
      grid-template-columns: 1fr 1fr;
      gap: calc(var(--_space) * 8);
    }
    .map {
      max-block-size: none;
    }
  }
  .problem {
    display: grid;
    justify-items: start;
    gap: calc(var(--_space) * 3);
    max-inline-size: 40rem;
    margin-inline: auto;
  }
  .emblem {
    display: grid;
    place-items: center;
    inline-size: 52px;
    block-size: 52px;
    border-radius: 50%;
    background: var(--_tint-2);
  }
  .camera {
    position: relative;
    display: grid;
    block-size: min(78vh, 640px);
    border-radius: var(--_radius);
    overflow: clip;
    background: #05070a;
    color: #fff;
  }
  .camera > * {
    grid-area: 1 / 1;
    min-inline-size: 0;
    min-block-size: 0;
  }
  .camera :focus-visible {
    outline-color: #fff;
  }
  .camera video {
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }
  .camera .user {
    transform: scaleX(-1);
  }
  .review video {
    inline-size: 100%;
    max-block-size: 60vh;
    border-radius: var(--_radius);
    background: #05070a;
  }
  .top,
  .bottom {
    display: grid;
    grid-template-columns: 1fr auto 1fr;
    align-items: center;
    padding: 14px;
  }
  .top {
    align-self: start;
    background: linear-gradient(rgb(0 0 0 / 0.5), transparent);
  }
  .bottom {
    align-self: end;
    padding-block: 28px 22px;
    background: linear-gradient(transparent, rgb(0 0 0 / 0.6));
  }
  .top .round:last-child {
    grid-column: 3;
    justify-self: end;
  }
  .top .round,
  .delay {
    background: rgb(11 15 21 / 0.6);
  }
  .gone {
    visibility: hidden;
  }
  .clock {
    grid-column: 2;
    padding: 4px 14px;
    border-radius: 16px;
    background: #c81e1e;
    font-weight: 700;
  }
  .delay {
    justify-self: end;
    min-inline-size: 52px;
    block-size: 44px;
    border-radius: 22px;
    font-weight: 600;
  }
  .shutter {
    inline-size: 76px;
    block-size: 76px;
    border-radius: 50%;
    border: 4px solid #fff;
    padding: 6px;
  }
  .shutter::before {
    content: '';
    display: block;
    inline-size: 100%;
    block-size: 100%;
    border-radius: 50%;
    background: #e5322d;
    transition:
      border-radius 0.2s,
      scale 0.2s;
  }
  .shutter.on::before {
    border-radius: 22%;
    scale: 0.55;
  }
  .count {
    place-self: center;
    font-size: clamp(6rem, 40cqi, 12rem);
    font-weight: 700;
    line-height: 1;
    text-shadow: 0 4px 40px rgb(0 0 0 / 0.6);
  }
  .framing {
    position: relative;
    pointer-events: none;
  }
  .framing p {
    position: absolute;
    border: 2px dashed rgb(255 255 255 / 0.85);
    border-radius: 14px;
  }
  .framing span {
    position: absolute;
    inset-block-start: 6px;
    inset-inline-start: 8px;
    padding: 1px 9px;
    border-radius: 8px;
    background: rgb(11 15 21 / 0.7);
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .framing .body {
    inset: 22% auto 20% 10%;
    inline-size: 26%;
  }
  .framing .rim {
    inset: 20% 10% auto auto;
    inline-size: 20%;
    block-size: 18%;
  }
`;

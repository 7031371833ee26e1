import { css } from 'lit';

/** A player is dark in every brand: what is around a picture must not outshine it. */
export const playerStyles = css`
  :host {
    --_ink: #0b0f15;
    --_light: #f3f5f8;
    --_dim: #a8b4c4;
    background: var(--_ink);
    color: var(--_light);
    color-scheme: dark;
    border-radius: var(--_radius);
    overflow: clip;
  }
  :focus-visible {
    outline-color: var(--_light);
  }
  .stage {
    position: relative;
    display: grid;
    aspect-ratio: var(--_width) / var(--_height);
    inline-size: min(100%, calc(72vh * var(--_width) / var(--_height)));
    margin-inline: auto;
    background: #05070a;
    cursor: pointer;
  }
  .stage > * {
    grid-area: 1 / 1;
    min-inline-size: 0;
    min-block-size: 0;
  }
  video,
  canvas,
  .poster {
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }
  canvas {
    pointer-events: none;
  }
  .big {
    place-self: end;
    margin: 14px;
    inline-size: 56px;
    block-size: 56px;
    border-radius: 50%;
    display: grid;
    place-items: center;
    font-size: 1.5rem;
    background: rgb(11 15 21 / 0.72);
    color: #fff;
    pointer-events: none;
  }
  .chip {
    place-self: start;
    display: flex;
    gap: 6px;
    margin: 12px;
    padding: 5px 12px;
    border-radius: 8px;
    background: rgb(13 18 27 / 0.82);
    font-size: 0.875rem;
    font-weight: 600;
    pointer-events: none;
  }
  .chip span {
    color: var(--_dim);
    font-weight: 500;
  }
  .note {
    place-self: center;
    max-inline-size: 34ch;
    margin: 20px;
    padding: 18px 20px;
    border-radius: 12px;
    background: rgb(13 18 27 / 0.9);
    text-align: center;
    font-size: 0.9375rem;
    cursor: default;
  }
  .note .button {
    margin-block-start: 12px;
    border-color: rgb(255 255 255 / 0.35);
  }
  .note .button:hover {
    background: rgb(255 255 255 / 0.12);
  }
  .line {
    padding: 8px 16px 0;
    font-size: 0.8125rem;
    color: var(--_dim);
  }
  .deck {
    padding: 4px 16px 8px;
  }
  .timeline {
    position: relative;
    block-size: 58px;
    margin-inline: 10px;
  }
  .slider {
    position: absolute;
    inset: 30px 0 0;
    cursor: pointer;
    touch-action: none;
    border-radius: 6px;
  }
  .rail {
    position: absolute;
    inset: 11px 0 auto;
    block-size: 6px;
    border-radius: 3px;
    background: rgb(255 255 255 / 0.14);
    overflow: clip;
  }
  .span {
    position: absolute;
    inset-block: 0;
    left: calc(var(--from) * 100%);
    right: calc((1 - var(--to)) * 100%);
    background: rgb(255 255 255 / 0.28);
  }
  .played {
    position: absolute;
    inset: 0;
    background: #fff;
    transform: scaleX(var(--at));
    transform-origin: left;
  }
  .thumb {
    position: absolute;
    top: 6px;
    left: calc(var(--at) * 100%);
    inline-size: 16px;
    block-size: 16px;
    margin-left: -8px;
    border-radius: 50%;
    background: #fff;
    box-shadow: 0 0 0 3px var(--_ink);
  }
  .marker {
    position: absolute;
    top: 4px;
    left: calc(var(--at) * 100%);
    inline-size: 28px;
    block-size: 34px;
    margin-left: -14px;
    border-radius: 8px;
  }
  .marker span {
    display: grid;
    place-items: center;
    inline-size: 24px;
    block-size: 24px;
    margin-inline: auto;
    border-radius: 50%;
    font-size: 0.6875rem;
    background: var(--_ink);
    border: 2px solid currentColor;
  }
  .marker[aria-current] span {
    background: currentColor;
  }
  .marker[aria-current] .icon {
    color: var(--_ink);
  }
  .made {
    color: #36e6a8;
  }
  .missed {
    color: #ff8f85;
  }
  .unknown {
    color: #c3ccd8;
  }
  .controls {
    display: flex;
    align-items: center;
    gap: 2px;
  }
  .controls .round:hover,
  .controls .text:hover {
    background: rgb(255 255 255 / 0.12);
  }
  .controls .round[aria-pressed='true'] {
    color: #36e6a8;
  }
  .text {
    min-inline-size: 48px;
    block-size: 44px;
    padding-inline: 8px;
    border-radius: 22px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .clock {
    margin-inline: 6px auto;
    white-space: nowrap;
    font-size: 0.875rem;
    color: var(--_dim);
    font-variant-numeric: tabular-nums;
  }
  .clock b {
    color: var(--_light);
    font-weight: 600;
  }
  .moments {
    display: flex;
    gap: 6px;
    overflow-x: auto;
    scrollbar-width: none;
    padding: 4px 16px 14px;
    scroll-padding-inline: 16px;
  }
  .moments button {
    flex: none;
    min-block-size: 36px;
    padding-inline: 13px;
    border-radius: 18px;
    background: rgb(255 255 255 / 0.09);
    font-size: 0.875rem;
    font-weight: 500;
  }
  .moments button:hover {
    background: rgb(255 255 255 / 0.17);
  }
  .moments button[aria-current] {
    background: #fff;
    color: #0b0f15;
    font-weight: 600;
  }
  :host(:fullscreen) {
    border-radius: 0;
    display: flex;
    flex-direction: column;
    justify-content: center;
  }
`;

import { css } from 'lit';

/** What stands around every view, and notices. */
export const frameStyles = css`
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

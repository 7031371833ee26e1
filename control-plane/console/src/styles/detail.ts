import { css } from 'lit';

/** One analysis; what is still to come. */
export const detailStyles = css`
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

import { css } from 'lit';

/** Signing in. */
export const doorStyles = css`
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
`;

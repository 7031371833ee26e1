import { readFileSync } from 'node:fs';
import type { FacilityConfig } from './config.ts';
import { demoPlayers, type Player } from './signIns.ts';

const template = readFileSync(new URL('../public/index.html', import.meta.url), 'utf8');

/** The page, with the facility's key and who is signed in. */
export function homePage({ api, publishableKey }: FacilityConfig, player: Player | null): string {
  const values: Record<string, string> = {
    api: escaped(api),
    publishableKey: escaped(publishableKey),
    account: player ? signedIn(player) : signedOut(),
  };
  return template.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => values[name] ?? '');
}

function signedIn({ name }: Player): string {
  return `<form class="account" method="post" action="/sign-out">
          <span class="who"><span class="initials" aria-hidden="true">${initials(name)}</span>${escaped(name)}</span>
          <button class="quiet">Sign out</button>
        </form>`;
}

function signedOut(): string {
  const choices = demoPlayers.map(
    ({ id, name }) =>
      `<button name="player" value="${id}"><span class="initials" aria-hidden="true">${initials(name)}</span>${escaped(name)}</button>`,
  );
  return `<details class="account">
          <summary>Member sign-in</summary>
          <form method="post" action="/sign-in">
            <p>This is a demo: be one of them.</p>
            ${choices.join('\n            ')}
          </form>
        </details>`;
}

function initials(name: string): string {
  return escaped(
    name
      .split(' ')
      .map((part) => part.charAt(0))
      .join(''),
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

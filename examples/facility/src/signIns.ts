/** Who is signed in at the facility. It stands for the facility's own sign-in; two players to try it with, no password. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Player {
  /** The facility's own id. */
  id: string;
  name: string;
}

export const demoPlayers: readonly Player[] = [
  { id: 'nsh-0107', name: 'Maya Brooks' },
  { id: 'nsh-0112', name: 'Jonah Reyes' },
];

const COOKIE = 'northside';

export class SignIns {
  /** By what the cookie holds. Forgotten when the server stops. */
  private readonly players = new Map<string, Player>();

  player(request: IncomingMessage): Player | null {
    return this.players.get(cookieOf(request)) ?? null;
  }

  /** The cookie to set; `null` where there is no such player. */
  signIn(id: string): string | null {
    const player = demoPlayers.find((candidate) => candidate.id === id);
    if (!player) return null;
    const secret = randomUUID();
    this.players.set(secret, player);
    return `${COOKIE}=${secret}; HttpOnly; SameSite=Lax; Path=/; Max-Age=86400`;
  }

  /** The cookie that takes the other away. */
  signOut(request: IncomingMessage): string {
    this.players.delete(cookieOf(request));
    return `${COOKIE}=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0`;
  }
}

function cookieOf(request: IncomingMessage): string {
  return new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1] ?? '';
}

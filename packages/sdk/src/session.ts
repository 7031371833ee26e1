/** Who is asking: opens the visit's session when first needed and keeps its token fresh. */
import type { Refreshed, SessionRequest, WidgetSession } from '@shotform/contracts';
import { ShotformAuthenticationError, ShotformNotFoundError, ShotformSdkError } from './errors.ts';
import type { Keep } from './storage.ts';
import { anySignal, type Fetch, type RequestOptions, type Transport } from './transport.ts';

/** Answers a player token that the facility's server has signed, or `null` where nobody is signed in. */
export type TokenProvider = () => Promise<string | null> | string | null;

/** A token is renewed when this part of its life is over. */
const RENEW_AFTER = 0.8;
const SECRET = 'player';

interface Current {
  session: WidgetSession;
  token: string;
  refreshToken: string;
  /** By the page's own clock. */
  renewAt: number;
}

export class Session {
  private readonly transport: Transport;
  private readonly publishableKey: string;
  private readonly tokenProvider: TokenProvider | undefined;
  private readonly keep: Keep;
  private current: Current | null = null;
  /** Whatever asks while a session is being opened or renewed waits for that same one. */
  private pending: Promise<Current> | null = null;
  private ended = new AbortController();

  constructor(transport: Transport, keep: Keep, publishableKey: string, tokenProvider?: TokenProvider) {
    this.transport = transport;
    this.keep = keep;
    this.publishableKey = publishableKey;
    this.tokenProvider = tokenProvider;
  }

  get fetch(): Fetch {
    return this.transport.fetch;
  }

  /** The session: its player, theme, limits. Opens it where it is not open yet. */
  async get(): Promise<WidgetSession> {
    return (await this.fresh()).session;
  }

  /**
   * Forgets the visitor: the anonymous player's secret goes from the page's storage, with every note of an upload. What is
   * under way ends with `aborted`. The next call starts as somebody new (or as whom `tokenProvider` names by then).
   */
  forget(): void {
    this.keep.remove(SECRET);
    this.keep.remove('uploads');
    this.restart();
  }

  /** Starts over with the next call, as when another player signs in on the page. The anonymous secret stays. */
  restart(): void {
    this.ended.abort();
    this.ended = new AbortController();
    this.current = null;
    this.pending = null;
  }

  /** A request of this player: with a fresh token, and once again with a newer one where it was not good any more. */
  async request<T>(path: string, options: RequestOptions = {}): Promise<T> {
    return this.authorized((bearer, ended) =>
      this.transport.request<T>(path, { ...options, bearer, signal: anySignal(options.signal, ended) }),
    );
  }

  /** Opens a stream. It outlives the token that it was opened with. */
  async open(path: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
    return this.authorized((bearer, ended) =>
      this.transport.open(path, { bearer, signal: anySignal(signal, ended) }, headers),
    );
  }

  private async authorized<T>(work: (bearer: string, ended: AbortSignal) => Promise<T>): Promise<T> {
    const ended = this.ended.signal;
    const { token } = await this.fresh();
    try {
      return await work(token, ended);
    } catch (error) {
      if (!(error instanceof ShotformAuthenticationError) || ended.aborted) throw error;
      // Another request may have renewed it meanwhile: then its token is tried.
      if (this.current?.token === token) this.current.renewAt = 0;
      return work((await this.fresh()).token, ended);
    }
  }

  private fresh(): Promise<Current> {
    if (this.pending) return this.pending;
    const { current } = this;
    if (current && performance.now() < current.renewAt) return Promise.resolve(current);
    const pending = (current ? this.renew(current) : this.openSession()).then(
      (renewed) => {
        if (this.pending === pending) [this.current, this.pending] = [renewed, null];
        return renewed;
      },
      (error: unknown) => {
        if (this.pending === pending) this.pending = null;
        throw error;
      },
    );
    this.pending = pending;
    return pending;
  }

  private async renew(current: Current): Promise<Current> {
    try {
      const body = { refreshToken: current.refreshToken };
      const refreshed = await this.transport.request<Refreshed>('/v1/sessions/refresh', { method: 'POST', body });
      return this.lasting({ ...current.session, ...refreshed });
    } catch (error) {
      // Ended on the server, or an answer was lost on its way and the refresh token with it.
      if (error instanceof ShotformAuthenticationError || error instanceof ShotformNotFoundError) {
        return this.openSession();
      }
      throw error;
    }
  }

  private async openSession(): Promise<Current> {
    const playerToken = await this.playerToken();
    if (playerToken !== null) return this.start({ playerToken });
    const playerSecret = this.keep.get(SECRET);
    if (playerSecret === null) return this.start({});
    try {
      return await this.start({ playerSecret });
    } catch (error) {
      // The player was erased. (A key that is not known fails the second time too.)
      if (!(error instanceof ShotformAuthenticationError || error instanceof ShotformNotFoundError)) throw error;
      return this.start({});
    }
  }

  private async playerToken(): Promise<string | null> {
    try {
      return (await this.tokenProvider?.()) ?? null;
    } catch (cause) {
      const message = 'The page could not get a player token from its server.';
      throw new ShotformSdkError('player_token_unavailable', message, { cause, retryable: true });
    }
  }

  private async start(body: SessionRequest): Promise<Current> {
    const session = await this.transport.request<WidgetSession>('/v1/sessions', {
      method: 'POST',
      body,
      bearer: this.publishableKey,
      idempotencyKey: crypto.randomUUID(),
    });
    if (session.player.secret !== undefined) this.keep.set(SECRET, session.player.secret);
    return this.lasting(session);
  }

  private lasting(session: WidgetSession): Current {
    const { token, refreshToken } = session;
    const life = tokenLifeSeconds(token) ?? (Date.parse(session.expiresAt) - Date.now()) / 1000;
    return { session, token, refreshToken, renewAt: performance.now() + life * 1000 * RENEW_AFTER };
  }
}

/** From the token's own two times: a visitor's clock may be hours off. */
function tokenLifeSeconds(token: string): number | null {
  try {
    const [, payload = ''] = token.split('.');
    const { iat, exp }: { iat?: unknown; exp?: unknown } = JSON.parse(
      atob(payload.replaceAll('-', '+').replaceAll('_', '/')),
    );
    return typeof iat === 'number' && typeof exp === 'number' && exp > iat ? exp - iat : null;
  } catch {
    return null;
  }
}

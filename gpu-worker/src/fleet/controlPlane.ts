/** The control plane's side for workers: `/internal/v1`. */
import {
  beatSchema,
  claimSchema,
  type AttemptProgress,
  type Beat,
  type Claim,
  type ClaimRequest,
  type CompleteAttempt,
  type FailAttempt,
} from '@shotform/contracts';
import { Refused, tryAgain } from './http.ts';

const TIMEOUT_MILLISECONDS = 15_000;
/** Some 40 s: an API that restarts is back by then, and the lease still holds as beats came through before. */
const PATIENT = 8;

/** The attempt is not ours any more, or nothing is left of it; of a claim: there is nothing to do. */
export class Superseded extends Refused {}
const superseded = [401, 403, 404, 409];

export class ControlPlane {
  private readonly base: string;
  private readonly fleetToken: string;

  constructor(url: string, fleetToken: string) {
    this.base = `${url}/internal/v1`;
    this.fleetToken = fleetToken;
  }

  /** `null` where there is nothing to do: claimed by another, finished, cancelled or deleted. */
  async claim(analysis: string, request: ClaimRequest): Promise<Claim | null> {
    try {
      const path = `/analyses/${encodeURIComponent(analysis)}/claim`;
      return claimSchema.parse(await tryAgain(3, undefined, () => this.post(path, this.fleetToken, request)));
    } catch (error) {
      if (error instanceof Superseded && [404, 409].includes(error.status)) return null;
      throw error;
    }
  }

  async beat({ attempt, token }: Claim): Promise<Beat> {
    return beatSchema.parse(await this.post(`/attempts/${attempt}/beat`, token));
  }

  async progress({ attempt, token }: Claim, progress: AttemptProgress): Promise<void> {
    await this.post(`/attempts/${attempt}/progress`, token, progress);
  }

  async complete({ attempt, token }: Claim, body: CompleteAttempt): Promise<void> {
    await tryAgain(PATIENT, undefined, () => this.post(`/attempts/${attempt}/complete`, token, body));
  }

  async fail({ attempt, token }: Claim, body: FailAttempt): Promise<void> {
    await tryAgain(PATIENT, undefined, () => this.post(`/attempts/${attempt}/fail`, token, body));
  }

  /** What cannot be finished, for another to take: it counts as no try. */
  async handBack({ attempt, token }: Claim): Promise<void> {
    await tryAgain(PATIENT, undefined, () => this.post(`/attempts/${attempt}/hand-back`, token));
  }

  private async post(path: string, bearer: string, body?: unknown): Promise<unknown> {
    const response = await fetch(this.base + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${bearer}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    if (superseded.includes(response.status)) throw await Superseded.by(response);
    if (!response.ok) throw await Refused.by(response);
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
  }
}

import { randomUUID } from 'node:crypto';
import type { Id, Mode } from '@shotform/contracts';
import { Injectable } from '@nestjs/common';
import { exportJWK, generateKeyPair, importJWK, jwtVerify, SignJWT, errors, type CryptoKey, type JWK } from 'jose';
import { Clock } from '../config/clock.ts';
import { Config } from '../config/config.ts';
import { Database } from '../database/database.ts';
import { SigningKeyEntity } from '../database/entities/index.ts';
import { ApiProblem } from '../http/problem.ts';
import { seal, unseal } from './envelope.ts';

const ALGORITHM = 'EdDSA';
const AUDIENCE = 'shotform';
export const SESSION_TOKEN_SECONDS = 15 * 60;
const DAY_MS = 24 * 60 * 60 * 1000;
/** How long a key signs, and how long before its end the next one is published: verifiers may keep the set for a day. */
const SIGNING_DAYS = 30;
const OVERLAP_DAYS = 2;
const REFRESH_MS = 60_000;
const UNKNOWN_REFRESH_MS = 2000;

export interface SessionClaims {
  session: Id<'session'>;
  tenant: Id<'tenant'>;
  mode: Mode;
  player: Id<'player'>;
  /** The page that opened the session: no other may use its token. */
  origin: string;
}

interface LoadedKey {
  kid: string;
  publicJwk: JWK;
  publicKey: CryptoKey;
  privateKey: CryptoKey;
  retiresAt: number;
  expiresAt: number;
}

/** Session tokens: Ed25519 JWTs. Keys overlap, so that none is used before those who verify can know it. */
@Injectable()
export class SessionTokens {
  #keys: LoadedKey[] = [];
  #loadedAt = -Infinity;
  #loading: Promise<void> | undefined;
  #creating: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async sign(claims: SessionClaims): Promise<{ token: string; expiresAt: Date }> {
    const now = this.clock.now().getTime();
    const key = await this.#signingKey(now);
    const expires = Math.floor(now / 1000) + SESSION_TOKEN_SECONDS;
    const token = await new SignJWT({
      sid: claims.session,
      tenant: claims.tenant,
      mode: claims.mode,
      origin: claims.origin,
    })
      .setProtectedHeader({ alg: ALGORITHM, kid: key.kid, typ: 'JWT' })
      .setIssuer(this.config.publicUrl)
      .setAudience(AUDIENCE)
      .setSubject(claims.player)
      .setIssuedAt(Math.floor(now / 1000))
      .setExpirationTime(expires)
      .sign(key.privateKey);
    return { token, expiresAt: new Date(expires * 1000) };
  }

  /** @throws ApiProblem `token_expired` or `credential_invalid`. */
  async verify(token: string): Promise<SessionClaims> {
    try {
      const { payload } = await jwtVerify(token, async ({ kid }) => this.#publicKey(kid), {
        algorithms: [ALGORITHM],
        issuer: this.config.publicUrl,
        audience: AUDIENCE,
        currentDate: this.clock.now(),
        requiredClaims: ['exp', 'sub', 'sid', 'tenant', 'mode', 'origin'],
      });
      // We signed it: the claims are what `sign` put there.
      return {
        session: payload['sid'] as Id<'session'>,
        tenant: payload['tenant'] as Id<'tenant'>,
        mode: payload['mode'] as Mode,
        player: payload.sub as Id<'player'>,
        origin: payload['origin'] as string,
      };
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new ApiProblem('token_expired');
      if (error instanceof errors.JOSEError) throw new ApiProblem('credential_invalid');
      throw error;
    }
  }

  /** The public keys, of `/.well-known/jwks.json`. */
  async publicKeys(): Promise<{ keys: JWK[] }> {
    const now = this.clock.now().getTime();
    await this.#signingKey(now);
    const current = this.#keys.filter((key) => key.expiresAt > now);
    return { keys: current.map((key) => key.publicJwk) };
  }

  async #publicKey(kid: string | undefined): Promise<CryptoKey> {
    const now = this.clock.now().getTime();
    await this.#fresh(now, REFRESH_MS);
    const find = (): LoadedKey | undefined => this.#keys.find((key) => key.kid === kid && key.expiresAt > now);
    // Another process may have made a key just now; asking again has a limit, because the `kid` is anybody's word.
    if (find() === undefined) await this.#fresh(now, UNKNOWN_REFRESH_MS);
    const known = find();
    if (known === undefined) throw new errors.JWKSNoMatchingKey();
    return known.publicKey;
  }

  /** The oldest that may sign: a new one rests, published, until the one before it retires. */
  async #signingKey(now: number): Promise<LoadedKey> {
    await this.#fresh(now, REFRESH_MS);
    const newest = this.#keys.at(-1);
    if (newest === undefined || newest.retiresAt - now < OVERLAP_DAYS * DAY_MS) {
      this.#creating ??= this.#create(now).finally(() => (this.#creating = undefined));
      await this.#creating;
    }
    const signing = this.#keys.find((key) => key.retiresAt > now);
    if (signing === undefined) throw new Error('There is no key to sign with.');
    return signing;
  }

  async #fresh(now: number, maxAge: number): Promise<void> {
    if (now - this.#loadedAt < maxAge) return;
    this.#loading ??= this.#load(now).finally(() => (this.#loading = undefined));
    await this.#loading;
  }

  async #load(now: number): Promise<void> {
    const stored = await this.database.system((em) =>
      em.find(SigningKeyEntity, { expiresAt: { $gt: new Date(now) } }, { orderBy: { createdAt: 'asc', id: 'asc' } }),
    );
    this.#keys = await Promise.all(
      stored.map(async (key) => {
        const privateJwk = JSON.parse(unseal(this.config.masterKey, key.privateJwk, key.id)) as JWK;
        return {
          kid: key.id,
          publicJwk: key.publicJwk,
          publicKey: (await importJWK(key.publicJwk, ALGORITHM)) as CryptoKey,
          privateKey: (await importJWK(privateJwk, ALGORITHM)) as CryptoKey,
          retiresAt: key.retiresAt.getTime(),
          expiresAt: key.expiresAt.getTime(),
        };
      }),
    );
    this.#loadedAt = now;
  }

  /** Two processes may each make one: both are published, the older signs. */
  async #create(now: number): Promise<void> {
    const kid = randomUUID();
    const pair = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
    const about = { kid, alg: ALGORITHM, use: 'sig' };
    const publicJwk = { ...(await exportJWK(pair.publicKey)), ...about };
    const privateJwk = { ...(await exportJWK(pair.privateKey)), ...about };
    const retiresAt = now + SIGNING_DAYS * DAY_MS;
    await this.database.system(async (em) => {
      em.create(SigningKeyEntity, {
        id: kid,
        publicJwk,
        privateJwk: seal(this.config.masterKey, JSON.stringify(privateJwk), kid),
        createdAt: new Date(now),
        retiresAt: new Date(retiresAt),
        expiresAt: new Date(retiresAt + OVERLAP_DAYS * DAY_MS),
      });
    });
    await this.#load(now);
  }
}

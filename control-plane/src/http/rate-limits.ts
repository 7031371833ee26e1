import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Response } from 'express';
import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { Config, type RateName } from '../config/config.ts';
import { ApiProblem } from './problem.ts';

const SIGN_IN_SECONDS = 15 * 60;
const MINUTE = 60;

/** Counts requests: in Redis where there is one, else in this process. */
@Injectable()
export class RateLimits implements OnModuleInit, OnApplicationShutdown {
  readonly #limiters: Record<RateName, RateLimiterAbstract>;
  readonly #redis: Redis | null;

  constructor(config: Config) {
    this.#redis =
      config.redisUrl === null ? null : new Redis(config.redisUrl, { enableOfflineQueue: false, lazyConnect: true });
    // A Redis that is away must not stop the API: the memory limiter insures it.
    this.#redis?.on('error', () => undefined);
    const limiter = (name: RateName): RateLimiterAbstract => {
      const options = {
        keyPrefix: `rate:${name}`,
        points: config.rates[name],
        duration: name === 'signIn' ? SIGN_IN_SECONDS : MINUTE,
      };
      const memory = new RateLimiterMemory(options);
      if (this.#redis === null) return memory;
      return new RateLimiterRedis({ ...options, storeClient: this.#redis, insuranceLimiter: memory });
    };
    this.#limiters = {
      anonymous: limiter('anonymous'),
      publishable: limiter('publishable'),
      session: limiter('session'),
      secret: limiter('secret'),
      member: limiter('member'),
      signIn: limiter('signIn'),
    };
  }

  /** Waits for the first connection only: later ones are made by themselves. */
  async onModuleInit(): Promise<void> {
    await this.#redis?.connect().catch(() => undefined);
  }

  /**
   * Counts one request of `who`, and says in the answer's headers how many are left
   * (draft-ietf-httpapi-ratelimit-headers-10).
   *
   * @throws ApiProblem `rate_limited`, with Retry-After.
   */
  async count(name: RateName, who: string, response: Response): Promise<void> {
    const limiter = this.#limiters[name];
    const policy = `"${name}";q=${limiter.points};w=${limiter.duration}`;
    const headers = (result: RateLimiterRes): Record<string, string> => ({
      'RateLimit-Policy': policy,
      RateLimit: `"${name}";r=${result.remainingPoints};t=${seconds(result)}`,
    });
    try {
      response.set(headers(await limiter.consume(who)));
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new ApiProblem('rate_limited', {
        headers: { ...headers(refused), 'Retry-After': String(seconds(refused)) },
      });
    }
  }

  onApplicationShutdown(): void {
    this.#redis?.disconnect();
  }
}

function seconds(result: RateLimiterRes): number {
  return Math.ceil(result.msBeforeNext / 1000);
}

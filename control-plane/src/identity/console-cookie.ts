import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CookieOptions, Request, Response } from 'express';
import { Config } from '../config/config.ts';

/** The console's cookie: a random token, known to us by its hash. */
@Injectable()
export class ConsoleCookie {
  readonly #name: string;
  readonly #options: CookieOptions;

  constructor(config: Config) {
    const secure = config.publicUrl.startsWith('https://');
    // The browser keeps a "__Host-" cookie to this very host, but only over https.
    this.#name = secure ? '__Host-shotform' : 'shotform';
    this.#options = { httpOnly: true, sameSite: 'lax', secure, path: '/' };
  }

  read(request: Request): string | null {
    for (const pair of (request.headers.cookie ?? '').split(';')) {
      const [name, value] = pair.trim().split('=');
      if (name === this.#name && value !== undefined && value !== '') return value;
    }
    return null;
  }

  set(response: Response, token: string, expires: Date): void {
    response.cookie(this.#name, token, { ...this.#options, expires });
  }

  clear(response: Response): void {
    response.clearCookie(this.#name, this.#options);
  }
}

/** What the console sends in `x-shotform-csrf`: made from the cookie, which other sites' scripts cannot read. */
export function csrfToken(cookieToken: string): string {
  return createHmac('sha256', cookieToken).update('shotform csrf v1').digest('base64url');
}

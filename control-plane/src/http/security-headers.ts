import type { NextFunction, Request, Response } from 'express';

/** Of answers that are data: nothing in them is to be run, framed or guessed at. The console's pages bring their own. */
const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** Headers of every answer. */
export function securityHeaders(publicUrl: string) {
  const secure = publicUrl.startsWith('https://');
  return (_: Request, response: Response, next: NextFunction): void => {
    response.set({
      'content-security-policy': API_POLICY,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      // Facilities' pages read our answers; whether they may is for CORS and the credential.
      'cross-origin-resource-policy': 'cross-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
      'cache-control': 'no-store',
      ...(secure && { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }),
    });
    next();
  };
}

import type { NextFunction, Request, Response } from 'express';
import type { RouteTable } from './route-table.ts';

const REQUEST_HEADERS = 'authorization, content-type, idempotency-key, last-event-id';
const EXPOSED_HEADERS =
  'x-request-id, retry-after, ratelimit, ratelimit-policy, idempotency-replayed, www-authenticate';
const PREFLIGHT_SECONDS = 600;
/** The doors for pages of others. The console and the fleet have theirs on our own origin. */
const OPEN_TO_PAGES = /^\/(v1|problems|\.well-known)\/|^\/openapi\.json$/;

/**
 * Cross-origin requests. A preflight carries no key, so it cannot be told whose page asks: it is answered for every page, and
 * never allows cookies. Which page may really use a key or a token is checked with the request (`origin_not_allowed`); a page
 * that may not is told so instead of being left to guess.
 */
export function cors(routes: RouteTable) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const { origin } = request.headers;
    if (!OPEN_TO_PAGES.test(request.path)) return next();
    response.vary('Origin');
    if (origin === undefined) return next();
    response.set('access-control-allow-origin', origin);
    response.set('access-control-expose-headers', EXPOSED_HEADERS);
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return next();
    response.set({
      'access-control-allow-methods': routes.methodsOf(request.path).join(', '),
      'access-control-allow-headers': REQUEST_HEADERS,
      'access-control-max-age': String(PREFLIGHT_SECONDS),
    });
    response.status(204).end();
  };
}

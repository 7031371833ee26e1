import { existsSync } from 'node:fs';
import path from 'node:path';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';

/**
 * What the console may load: its own files, its own API, and the files' origin for video and pictures. Nothing inline: what is
 * drawn from numbers is set through the object model.
 */
function policy(filesUrl: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data: ${filesUrl}`,
    `media-src ${filesUrl}`,
    `connect-src 'self' ${filesUrl}`,
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The API's own addresses: never answered with the console's page. */
const API = /^\/(v1|console\/v1|internal|health|problems|\.well-known)(\/|$)|^\/(metrics|openapi\.json)$/;

/**
 * Serves the console's built files. Its page answers every address that is not the API's, so that a link into the console
 * works; hashed files are kept for good by browsers, the page never.
 */
export function consoleFiles(folder: string, filesUrl: string): RequestHandler[] {
  const page = path.join(folder, 'index.html');
  if (!existsSync(page)) return [];
  const headers = (response: Response): void => {
    response.set({
      'content-security-policy': policy(filesUrl),
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    });
  };
  const assets = express.static(folder, {
    index: false,
    fallthrough: true,
    setHeaders: (response: Response, file: string) => {
      headers(response);
      const isHashed = path.relative(folder, file).startsWith(`assets${path.sep}`);
      response.set('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const fallback = (request: Request, response: Response, next: NextFunction): void => {
    const wantsPage = request.method === 'GET' && request.accepts(['json', 'html']) === 'html';
    if (!wantsPage) return next();
    headers(response);
    response.set('cache-control', 'no-cache').sendFile(page);
  };
  const unlessApi =
    (handler: RequestHandler): RequestHandler =>
    (request, response, next) =>
      API.test(request.path) ? next() : handler(request, response, next);
  return [unlessApi(assets), unlessApi(fallback)];
}

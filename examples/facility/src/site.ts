/** A small server of plain pages. What matters here: the tag on the page, its policy, and `POST /player-token`. */
import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createPlayerToken } from '@shotform/node';
import { assets } from './assets.ts';
import type { FacilityConfig } from './config.ts';
import { homePage } from './page.ts';
import { SignIns } from './signIns.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** Not listening yet. */
export function createSite(config: FacilityConfig): Server {
  const signIns = new SignIns();
  const routes: Record<string, Handler> = {
    'GET /': (request, response) => {
      const page = homePage(config, signIns.player(request));
      send(response, 200, 'text/html; charset=utf-8', page, { 'content-security-policy': policy(config) });
    },
    'GET /health': (_request, response) => send(response, 200, 'text/plain', 'ok'),
    'POST /sign-in': async (request, response) => {
      const form = new URLSearchParams(await body(request));
      const cookie = signIns.signIn(form.get('player') ?? '');
      if (cookie === null) return send(response, 400, 'text/plain', 'There is no such player.');
      return home(response, cookie);
    },
    'POST /sign-out': (request, response) => home(response, signIns.signOut(request)),
    'POST /player-token': async (request, response) => {
      const player = signIns.player(request);
      const token = player && (await createPlayerToken(config.secretKey, { playerId: player.id, name: player.name }));
      send(response, 200, 'application/json', JSON.stringify({ token }));
    },
  };
  return createServer((request, response) => {
    answer(routes, request, response).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) send(response, 500, 'text/plain', 'Something went wrong.');
    });
  });
}

async function answer(
  routes: Record<string, Handler>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const handler = routes[`${method} ${pathname}`];
  const asset = method === 'GET' ? assets.get(pathname) : undefined;
  // The cookie comes along by itself: only our own pages may make use of it.
  if (method !== 'GET' && request.headers['sec-fetch-site'] !== 'same-origin') {
    return send(response, 403, 'text/plain', 'Only from our own pages.');
  }
  if (handler) return handler(request, response);
  if (!asset) return send(response, 404, 'text/plain', 'There is no such page.');
  response.writeHead(200, { ...headers, 'content-type': asset.type, 'cache-control': 'public, max-age=300' });
  createReadStream(asset.file).pipe(response);
}

const headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(self), microphone=()',
};

/** As strict as can be: the widget asks for nothing but its script, its API and its files. */
function policy({ api, files }: FacilityConfig): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${api}`,
    "style-src 'self'",
    "font-src 'self'",
    `img-src 'self' data: blob: ${api} ${files}`,
    `media-src blob: ${files}`,
    `connect-src 'self' ${api} ${files}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  text: string,
  more: Record<string, string> = {},
): void {
  response.writeHead(status, { ...headers, 'content-type': type, 'cache-control': 'no-store', ...more });
  response.end(text);
}

function home(response: ServerResponse, cookie: string): void {
  response.writeHead(303, { ...headers, location: '/', 'set-cookie': cookie });
  response.end();
}

const LONGEST_BODY_BYTES = 10_000;

async function body(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > LONGEST_BODY_BYTES) throw new Error('The form is too long.');
  }
  return text;
}

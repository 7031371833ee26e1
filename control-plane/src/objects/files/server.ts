import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { parseRange } from './range.ts';
import { type Received, receive, TooManyBytes } from './receive.ts';
import { type Grant, readGrant } from './signature.ts';
import type { FileObjectStore } from './store.ts';

type GrantOf<T extends Grant['do']> = Extract<Grant, { do: T }>;

/** The worker's largest output; what a part may be stands in its address. */
const PUT_LIMIT_BYTES = 8 * 1024 ** 3;

/** A request that is refused, with what its sender may know of it. */
class Refusal extends Error {
  readonly code: FilesErrorCode;

  constructor(code: FilesErrorCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

export type FilesErrorCode =
  | 'not_found'
  | 'method_not_allowed'
  | 'link_expired'
  | 'payload_too_large'
  | 'upload_mismatch'
  | 'request_invalid'
  | 'internal';

export interface FilesHandlerOptions {
  /** Answers an RFC 9457 problem of this code. */
  sendProblem: (response: ServerResponse, code: FilesErrorCode, detail?: string) => void;
  onError: (error: unknown) => void;
}

/**
 * The files' origin: answers the addresses that a `FileObjectStore` signed, and nothing else. No cookies, no sniffing, no
 * script; any page may ask, because only the signature lets in.
 */
export function filesHandler(store: FileObjectStore, options: FilesHandlerOptions): RequestListener {
  return (request, response) => {
    setCommonHeaders(response);
    answer(store, request, response).catch((error: unknown) => {
      if (isAborted(error) || response.headersSent) return response.destroy();
      // What is left of a refused body is not read: the connection cannot be used again.
      if (!request.complete) response.setHeader('connection', 'close');
      if (error instanceof Refusal) return options.sendProblem(response, error.code, error.message);
      options.onError(error);
      options.sendProblem(response, 'internal');
    });
  };
}

async function answer(store: FileObjectStore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'OPTIONS') return answerPreflight(response);
  const grant = readGrant(request.url ?? '', store.options.secret);
  if (!grant) throw new Refusal('not_found', 'The address is not one that was given out.');
  if (grant.expires * 1000 <= store.options.now().getTime()) throw new Refusal('link_expired', '');
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead && grant.do === 'get') return sendObject(store, grant, request, response);
  if (request.method === 'PUT' && grant.do === 'part') return receivePart(store, grant, request, response);
  if (request.method === 'PUT' && grant.do === 'put') return receiveObject(store, grant, request, response);
  throw new Refusal('method_not_allowed', 'The address was signed for another method.');
}

async function sendObject(
  store: FileObjectStore,
  grant: GrantOf<'get'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const info = await store.head(grant.key);
  if (!info) throw new Refusal('not_found', 'The object is not there any more.');
  response.setHeader('accept-ranges', 'bytes');
  response.setHeader('content-type', grant.type);
  response.setHeader('content-disposition', `inline; filename*=UTF-8''${encodeRfc5987(grant.name)}`);
  response.setHeader('cache-control', 'private, max-age=300');
  const range = parseRange(request.headers.range, info.bytes);
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'content-range': `bytes */${info.bytes}` }).end();
    return;
  }
  response.statusCode = range ? 206 : 200;
  if (range) response.setHeader('content-range', `bytes ${range.start}-${range.end}/${info.bytes}`);
  response.setHeader('content-length', range ? range.end - range.start + 1 : info.bytes);
  if (request.method === 'HEAD') response.end();
  else await pipeline(await store.read(grant.key, range ?? undefined), response);
}

async function receivePart(
  store: FileObjectStore,
  grant: GrantOf<'part'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.headers['x-amz-checksum-sha256'] !== grant.sha256) {
    throw new Refusal('request_invalid', 'x-amz-checksum-sha256 is not the one that was signed.');
  }
  // Throws where the upload was completed, aborted or has expired.
  await store.listParts(grant.key, grant.upload).catch(() => {
    throw new Refusal('not_found', 'The upload is not open any more.');
  });
  const etag = Buffer.from(grant.sha256, 'base64').toString('hex');
  await receiveBody(store, request, grant.bytes, (received) => {
    if (received.bytes !== grant.bytes || !received.sha256.equals(Buffer.from(grant.sha256, 'base64'))) {
      throw new Refusal('upload_mismatch', 'The part did not arrive as it was announced.');
    }
    return store.layout.part(grant.key, grant.upload, grant.part, etag);
  });
  response.writeHead(200, { etag: `"${etag}"` }).end();
}

async function receiveObject(
  store: FileObjectStore,
  grant: GrantOf<'put'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await receiveBody(store, request, PUT_LIMIT_BYTES, () => store.layout.object(grant.key));
  response.writeHead(200).end();
}

async function receiveBody(
  store: FileObjectStore,
  request: IncomingMessage,
  limitBytes: number,
  place: (received: Received) => string,
): Promise<void> {
  try {
    await receive(request, store.layout.incoming, limitBytes, place);
  } catch (error) {
    if (error instanceof TooManyBytes) throw new Refusal('payload_too_large', `At most ${limitBytes} bytes.`);
    throw error;
  }
}

function answerPreflight(response: ServerResponse): void {
  response.writeHead(204, {
    'access-control-allow-methods': 'GET, HEAD, PUT',
    'access-control-allow-headers': 'content-type, range, x-amz-checksum-sha256',
    'access-control-max-age': '86400',
  });
  response.end();
}

function setCommonHeaders(response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-expose-headers', 'accept-ranges, content-length, content-range, etag');
  response.setHeader('cross-origin-resource-policy', 'cross-origin');
  response.setHeader('content-security-policy', "default-src 'none'; sandbox");
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('x-content-type-options', 'nosniff');
}

/** https://www.rfc-editor.org/rfc/rfc5987#section-3.2.1 */
function encodeRfc5987(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
}

/** The other side went away. */
function isAborted(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'EPIPE';
}

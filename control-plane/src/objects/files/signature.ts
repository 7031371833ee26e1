import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a signed address allows. `expires`: seconds since 1970. */
export type Grant =
  | { do: 'get'; key: string; expires: number; type: string; name: string }
  | { do: 'put'; key: string; expires: number; type: string }
  | { do: 'part'; key: string; expires: number; upload: string; part: number; bytes: number; sha256: string };

/** Path and query of the grant's address, signed by HMAC-SHA-256. */
export function signGrant(grant: Grant, secret: Uint8Array): string {
  const { key, ...parameters } = grant;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) query.set(name, String(value));
  query.set('signature', mac(grant.key, query, secret));
  return `/${key}?${query}`;
}

/** `null` where this server did not sign this address. Whether it has expired is the caller's question. */
export function readGrant(pathAndQuery: string, secret: Uint8Array): Grant | null {
  const [path = '', rawQuery = ''] = pathAndQuery.split('?', 2);
  const key = path.slice(1);
  const query = new URLSearchParams(rawQuery);
  const signature = query.get('signature') ?? '';
  query.delete('signature');
  if (!isSame(signature, mac(key, query, secret))) return null;

  const text = (name: string) => query.get(name) ?? '';
  const number = (name: string) => Number(query.get(name));
  const common = { key, expires: number('expires') };
  switch (text('do')) {
    case 'get':
      return { do: 'get', ...common, type: text('type'), name: text('name') };
    case 'put':
      return { do: 'put', ...common, type: text('type') };
    case 'part':
      return {
        do: 'part',
        ...common,
        upload: text('upload'),
        part: number('part'),
        bytes: number('bytes'),
        sha256: text('sha256'),
      };
    default:
      return null;
  }
}

function mac(key: string, query: URLSearchParams, secret: Uint8Array): string {
  const sorted = new URLSearchParams(query);
  sorted.sort();
  return createHmac('sha256', secret).update(`${key}\n${sorted}`).digest('base64url');
}

function isSame(given: string, right: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

import { newId } from '../../src/identity/id.ts';
import type { World } from './world.ts';

/** What an answer says to the one who asked, but for what is new in each. */
export interface Answer {
  status: number;
  code: string | undefined;
  headers: string;
  body: string;
}

/** Of every answer their own: its id, its time, and how many more there may be. */
const OWN_HEADERS = ['date', 'x-request-id', 'ratelimit'];

export async function observe(
  world: World,
  method: string,
  { path, body }: { path: string; body: unknown },
  headers: Record<string, string>,
): Promise<Answer> {
  const answer = await fetch(world.app.url + path, {
    method,
    headers: {
      ...headers,
      ...(method === 'POST' && { 'idempotency-key': newId('request') }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = (await answer.text()).replaceAll(/request_[0-9a-z]{26}/g, 'request_');
  const kept = [...answer.headers].filter(([name]) => !OWN_HEADERS.includes(name));
  return { status: answer.status, code: codeOf(text), headers: JSON.stringify(kept.sort()), body: text };
}

function codeOf(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { code?: string }).code;
  } catch {
    return undefined;
  }
}

/** Byte for byte. */
export function differences(expected: Answer, answer: Answer): string[] {
  return (['status', 'headers', 'body'] as const)
    .filter((part) => expected[part] !== answer[part])
    .map((part) => `${part}: ${String(answer[part])}, not ${String(expected[part])}`);
}

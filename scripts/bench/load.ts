/** Load on an HTTP address: requests at a steady rate, however long the answers take. */
import { Agent, get, type OutgoingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Load {
  url: string;
  headers: OutgoingHttpHeaders;
  perSecond: number;
  seconds: number;
}

/**
 * @returns milliseconds from each request to the end of its answer.
 * @throws Error where an answer is not 200.
 */
export async function askSteadily({ url, headers, perSecond, seconds }: Load): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  const asked: Promise<number>[] = [];
  const start = performance.now();
  while (asked.length < perSecond * seconds) {
    const due = start + (asked.length / perSecond) * 1000;
    if (due > performance.now()) await sleep(1);
    else asked.push(ask(url, headers, agent));
  }
  try {
    return await Promise.all(asked);
  } finally {
    agent.destroy();
  }
}

function ask(url: string, headers: OutgoingHttpHeaders, agent: Agent): Promise<number> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const request = get(url, { headers, agent }, (response) => {
      response.resume();
      response.once('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - start);
        else reject(new Error(`${url} answered ${response.statusCode}`));
      });
    });
    request.once('error', reject);
  });
}

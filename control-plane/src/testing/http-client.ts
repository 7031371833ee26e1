import type { Problem } from '@shotform/contracts';

/** An answer that is a problem. */
export class ProblemAnswer extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detail ?? problem.title}`);
    this.problem = problem;
  }

  get code(): string {
    return this.problem.code;
  }
}

export interface Call {
  method?: 'GET' | 'POST' | 'DELETE';
  token: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Calls the API as anybody would. @throws ProblemAnswer */
export async function call<T>(url: string, { method = 'GET', token, body, headers = {} }: Call): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new ProblemAnswer(JSON.parse(text) as Problem);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

import { idSchema, type Id } from '@shotform/contracts';
import { ApiProblem } from '../http/problem.ts';

const schema = idSchema('analysis');

/** Opaque to others: the id of the last row of the page before. Ids are in the order of creation. */
export function writeCursor(last: Id<'analysis'>): string {
  return Buffer.from(last).toString('base64url');
}

/** @throws ApiProblem `request_invalid` */
export function readCursor(cursor: string): Id<'analysis'> {
  const parsed = schema.safeParse(Buffer.from(cursor, 'base64url').toString());
  if (parsed.success) return parsed.data;
  throw new ApiProblem('request_invalid', { fields: [{ pointer: 'cursor', detail: 'Not a cursor of this list.' }] });
}

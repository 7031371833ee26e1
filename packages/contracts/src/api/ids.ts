/** TypeIDs: a prefix that says what it names, and a UUIDv7 in Crockford's base 32 (https://github.com/jetify-com/typeid, 0.3). */
import { z } from 'zod';

export const idPrefixes = [
  'tenant',
  'member',
  'player',
  'session',
  'key',
  'theme',
  'upload',
  'analysis',
  'attempt',
  'usage',
  'request',
] as const;
export type IdPrefix = (typeof idPrefixes)[number];
export type Id<P extends IdPrefix> = `${P}_${string}`;

export function idSchema<P extends IdPrefix>(prefix: P) {
  return z.templateLiteral([prefix, '_', z.string().regex(/^[0-7][0-9a-hjkmnp-tv-z]{25}$/)]);
}

/** Test data and real data never meet. */
export const modeSchema = z.enum(['test', 'live']);
export type Mode = z.infer<typeof modeSchema>;

/** ISO 8601 in UTC. */
export const timestampSchema = z.iso.datetime();

/** A page of a list, newest first. `nextCursor` is opaque; `null` on the last page. */
export function listSchema<T extends z.ZodType>(item: T) {
  return z.strictObject({ data: z.array(item), nextCursor: z.string().nullable() });
}
export interface List<T> {
  data: T[];
  nextCursor: string | null;
}

/** The query of every list. */
export const listQuerySchema = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type ListQuery = z.infer<typeof listQuerySchema>;

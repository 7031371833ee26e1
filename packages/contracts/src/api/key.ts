/** A facility's keys: publishable ones for its pages, secret ones for its servers. `/console/v1/keys`, for owners and admins. */
import { z } from 'zod';
import { idSchema, listSchema, modeSchema, timestampSchema } from './ids.ts';

/** What a secret key may do. */
export const keyScopes = ['uploads:read', 'uploads:write', 'analyses:read', 'analyses:write'] as const;
const name = z.string().trim().min(1).max(100);
const label = '[a-z0-9]([a-z0-9-]*[a-z0-9])?';
const secure = `https://(\\*\\.${label}(\\.${label})+|${label}(\\.${label})*)`;
/** `https://example.com`; `https://*.example.com` for all below it; `http` on this machine alone. As browsers send them. */
export const originPatternSchema = z
  .string()
  .max(253)
  .regex(new RegExp(`^(${secure}|http://(localhost|127\\.0\\.0\\.1))(:[1-9][0-9]{0,4})?$`));

/** `POST /console/v1/keys`, in the mode that the console shows. */
export const createKeySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('publishable'), name, origins: z.array(originPatternSchema).min(1).max(20) }),
  z.strictObject({ kind: z.literal('secret'), name, scopes: z.array(z.enum(keyScopes)).min(1) }),
]);

export const keySchema = z.strictObject({
  id: idSchema('key'),
  mode: modeSchema,
  kind: z.enum(['publishable', 'secret']),
  name: z.string(),
  /** Of a publishable key: the pages it may be used from. */
  origins: z.array(z.string()),
  /** Of a secret key. */
  scopes: z.array(z.string()),
  createdAt: timestampSchema,
  /** To the minute, of a publishable key; `null` where it was not used, or is a secret one. */
  lastUsedAt: timestampSchema.nullable(),
  expiresAt: timestampSchema.nullable(),
});

/** The answer that makes a key, and the only one that ever tells it. */
export const createdKeySchema = keySchema.extend({ key: z.string() });

/** `GET /console/v1/keys`: those that are not revoked, newest first. `DELETE /console/v1/keys/{id}` revokes one. */
export const keyListSchema = listSchema(keySchema);

export type CreateKey = z.infer<typeof createKeySchema>;
export type Key = z.infer<typeof keySchema>;
export type CreatedKey = z.infer<typeof createdKeySchema>;

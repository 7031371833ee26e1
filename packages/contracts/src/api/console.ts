/** The console's own doors: `/console/v1`, a cookie instead of a token, and `x-shotform-csrf` on everything that changes. */
import { z } from 'zod';
import { idSchema, listSchema, modeSchema, timestampSchema } from './ids.ts';

export const memberRoleSchema = z.enum(['owner', 'admin', 'coach', 'viewer']);

/** `POST /console/v1/sign-in`: sets an HttpOnly, SameSite=Lax cookie. */
export const signInSchema = z.strictObject({ email: z.email().max(254), password: z.string().min(1).max(200) });

/** `GET /console/v1/me` */
export const consoleMeSchema = z.strictObject({
  member: z.strictObject({ id: idSchema('member'), email: z.string(), name: z.string(), role: memberRoleSchema }),
  tenant: z.strictObject({ id: idSchema('tenant'), name: z.string() }),
  mode: modeSchema,
  csrfToken: z.string(),
});

/** `POST /console/v1/mode`: which of the two worlds the console shows. */
export const switchModeSchema = z.strictObject({ mode: modeSchema });

/** `GET /console/v1/sessions`: where the member is signed in. `DELETE /console/v1/sessions/{id}` ends one. */
export const consoleSessionSchema = z.strictObject({
  id: idSchema('session'),
  userAgent: z.string(),
  createdAt: timestampSchema,
  lastSeenAt: timestampSchema,
  /** The one that asks. */
  current: z.boolean(),
});
export const consoleSessionListSchema = listSchema(consoleSessionSchema);

export type ConsoleSession = z.infer<typeof consoleSessionSchema>;
export type MemberRole = z.infer<typeof memberRoleSchema>;
export type SignIn = z.infer<typeof signInSchema>;
export type ConsoleMe = z.infer<typeof consoleMeSchema>;

/** Who is asking, in the widget. `POST /v1/sessions` with `Authorization: Bearer sf_pk_...` and the page's Origin. */
import { z } from 'zod';
import { mediaLimitsSchema } from '../limits.ts';
import { idSchema, modeSchema, timestampSchema } from './ids.ts';
import { themeSchema } from './theme.ts';

/** Nobody: a new anonymous player. A secret: the anonymous player who keeps it. A token: the one the facility signed for. */
export const sessionRequestSchema = z.strictObject({
  playerSecret: z.string().max(200).optional(),
  playerToken: z.string().max(4000).optional(),
});

/** What limits this visitor. `analysesLeft` is `null` where the plan has no limit. */
export const entitlementsSchema = z.strictObject({
  plan: z.string(),
  analysesLeft: z.int().min(0).nullable(),
  features: z.array(z.string()),
});

export const widgetSessionSchema = z.strictObject({
  id: idSchema('session'),
  mode: modeSchema,
  /** JWT, for `Authorization: Bearer`. */
  token: z.string(),
  expiresAt: timestampSchema,
  /** Good for one renewal. */
  refreshToken: z.string(),
  tenant: z.strictObject({ id: idSchema('tenant'), name: z.string() }),
  player: z.strictObject({
    id: idSchema('player'),
    identified: z.boolean(),
    name: z.string().nullable(),
    /** Only where an anonymous player was just made: what finds them again. To be kept in the page's storage. */
    secret: z.string().optional(),
  }),
  theme: themeSchema,
  entitlements: entitlementsSchema,
  limits: mediaLimitsSchema,
});

/** `POST /v1/sessions/refresh`, without a credential. */
export const refreshRequestSchema = z.strictObject({ refreshToken: z.string().max(200) });
export const refreshedSchema = widgetSessionSchema.pick({ token: true, expiresAt: true, refreshToken: true });

/**
 * The claims of a player token: a JWT (HS256) that the facility's server signs, `kid` the id of its secret key, the
 * signing key HMAC-SHA-256(secret key, "shotform player token v1"). `aud` is "shotform", `exp` at most an hour after `iat`.
 */
export const playerTokenClaimsSchema = z.object({
  /** The facility's own id of the player. */
  sub: z.string().min(1).max(200),
  name: z.string().max(120).optional(),
});

export type SessionRequest = z.infer<typeof sessionRequestSchema>;
export type Entitlements = z.infer<typeof entitlementsSchema>;
export type WidgetSession = z.infer<typeof widgetSessionSchema>;
export type RefreshRequest = z.infer<typeof refreshRequestSchema>;
export type Refreshed = z.infer<typeof refreshedSchema>;
export type PlayerTokenClaims = z.infer<typeof playerTokenClaimsSchema>;

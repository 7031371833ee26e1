/**
 * What the role `auth` may ask before it is known who is asking: one row by something only its holder knows (or, of a key,
 * by its public id). The functions run as the owner, who may read these tables and change none of their rows.
 */
const readable = ['keys', 'players', 'refresh_tokens', 'members', 'member_sessions', 'attempts'];

export const lookups = /* sql */ `
${readable.map((table) => `CREATE POLICY lookup ON ${table} FOR SELECT TO shotform_owner USING (true);`).join('\n')}

CREATE SCHEMA lookup;
REVOKE ALL ON SCHEMA lookup FROM PUBLIC;
GRANT USAGE ON SCHEMA lookup TO shotform_auth;

CREATE FUNCTION lookup.key(wanted text) RETURNS SETOF public.keys
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT * FROM keys WHERE id = wanted $$;

CREATE FUNCTION lookup.player_by_secret(of_tenant text, of_mode text, wanted text) RETURNS SETOF public.players
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT * FROM players WHERE tenant_id = of_tenant AND mode = of_mode AND secret_hash = wanted $$;

CREATE FUNCTION lookup.player_by_external_id(of_tenant text, of_mode text, wanted text) RETURNS SETOF public.players
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT * FROM players WHERE tenant_id = of_tenant AND mode = of_mode AND external_id = wanted $$;

CREATE FUNCTION lookup.refresh_token(wanted text) RETURNS SETOF public.refresh_tokens
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT * FROM refresh_tokens WHERE hash = wanted $$;

CREATE FUNCTION lookup.member(wanted text) RETURNS SETOF public.members
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT * FROM members WHERE email = wanted AND disabled_at IS NULL $$;

CREATE FUNCTION lookup.member_session(wanted text)
RETURNS TABLE (id text, tenant_id text, member_id text, mode text, role text, last_seen_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT s.id, s.tenant_id, s.member_id, s.mode, m.role, s.last_seen_at
  FROM member_sessions s JOIN members m ON m.tenant_id = s.tenant_id AND m.id = s.member_id
  WHERE s.token_hash = wanted AND s.ended_at IS NULL AND s.expires_at > now() AND m.disabled_at IS NULL
$$;

CREATE FUNCTION lookup.attempt(wanted text) RETURNS SETOF public.attempts
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT * FROM attempts WHERE token_hash = wanted $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA lookup FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA lookup TO shotform_auth;
`;

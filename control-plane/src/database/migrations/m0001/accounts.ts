/** Tenants, members, keys, players, sessions. */
export const accounts = /* sql */ `
-- A prefix and a UUIDv7 in base 32. Collated by bytes, so that its order is the order of creation.
CREATE DOMAIN typeid AS text COLLATE "C" CHECK (VALUE ~ '^[a-z]+_[0-7][0-9a-hjkmnp-tv-z]{25}$');
CREATE DOMAIN mode AS text CHECK (VALUE IN ('test', 'live'));
CREATE DOMAIN sha256_hex AS text COLLATE "C" CHECK (VALUE ~ '^[0-9a-f]{64}$');

CREATE TABLE tenants (
  id typeid PRIMARY KEY,
  name text NOT NULL,
  plan text NOT NULL DEFAULT 'basic',
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE themes (
  id typeid PRIMARY KEY,
  tenant_id typeid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  version integer NOT NULL CHECK (version >= 1),
  document jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  published_at timestamptz,
  UNIQUE (tenant_id, version)
);

CREATE TABLE members (
  id typeid PRIMARY KEY,
  tenant_id typeid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  email text NOT NULL UNIQUE CHECK (email = lower(email)),
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'admin', 'coach', 'viewer')),
  password_hash text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  disabled_at timestamptz,
  UNIQUE (tenant_id, id)
);

CREATE TABLE member_sessions (
  id typeid PRIMARY KEY,
  tenant_id typeid NOT NULL,
  member_id typeid NOT NULL,
  token_hash sha256_hex NOT NULL UNIQUE,
  mode mode NOT NULL,
  user_agent text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX ON member_sessions (tenant_id, member_id);

CREATE TABLE keys (
  id typeid PRIMARY KEY,
  tenant_id typeid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  mode mode NOT NULL,
  kind text NOT NULL CHECK (kind IN ('publishable', 'secret')),
  name text NOT NULL,
  hash sha256_hex NOT NULL,
  origins text[] NOT NULL DEFAULT '{}',
  scopes text[] NOT NULL DEFAULT '{}',
  player_token_key text,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  UNIQUE (tenant_id, mode, id),
  CHECK ((kind = 'secret') = (player_token_key IS NOT NULL))
);

CREATE TABLE players (
  id typeid PRIMARY KEY,
  tenant_id typeid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  mode mode NOT NULL,
  external_id text,
  name text,
  secret_hash sha256_hex,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (tenant_id, mode, id),
  UNIQUE (tenant_id, mode, external_id),
  UNIQUE (tenant_id, mode, secret_hash),
  -- Identified by the facility, or anonymous.
  CHECK ((external_id IS NULL) <> (secret_hash IS NULL))
);

CREATE TABLE sessions (
  id typeid PRIMARY KEY,
  tenant_id typeid NOT NULL,
  mode mode NOT NULL,
  player_id typeid NOT NULL,
  key_id typeid NOT NULL,
  origin text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  end_reason text,
  UNIQUE (tenant_id, mode, player_id, id),
  FOREIGN KEY (tenant_id, mode, player_id) REFERENCES players (tenant_id, mode, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, mode, key_id) REFERENCES keys (tenant_id, mode, id) ON DELETE CASCADE
);
CREATE INDEX ON sessions (tenant_id, mode, key_id);

CREATE TABLE refresh_tokens (
  hash sha256_hex PRIMARY KEY,
  tenant_id typeid NOT NULL,
  mode mode NOT NULL,
  player_id typeid NOT NULL,
  session_id typeid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  used_at timestamptz,
  FOREIGN KEY (tenant_id, mode, player_id, session_id)
    REFERENCES sessions (tenant_id, mode, player_id, id) ON DELETE CASCADE
);
CREATE INDEX ON refresh_tokens (tenant_id, mode, player_id, session_id);

-- The platform's own, of no tenant: only "system" reaches them.
CREATE TABLE signing_keys (
  id text PRIMARY KEY,
  public_jwk jsonb NOT NULL,
  private_jwk text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  retires_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > retires_at)
);
`;

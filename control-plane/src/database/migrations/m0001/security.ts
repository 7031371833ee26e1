/**
 * Row-level security. What a request may see stands in three settings of its transaction: `app.tenant`, `app.mode`, and
 * `app.player` (a player's id, or `*` for those who see the whole tenant). Unset they are '' or NULL, and equal nothing.
 *
 * Every predicate is a policy of its own, so that the proof can drop them one by one: `tenant` lets rows through, `mode`,
 * `player` and `staff` each take some away again.
 */
const tenantIs = (column: string): string => `${column} = current_setting('app.tenant', true)`;
const modeIs = `mode = current_setting('app.mode', true)`;
const playerIs = (column: string): string =>
  `(current_setting('app.player', true) = '*' OR ${column} = current_setting('app.player', true))`;
const staff = `current_setting('app.player', true) = '*'`;

interface Protection {
  tenant: string;
  mode?: true;
  /** The column of the player whose the row is; `staff` where no player may see it. */
  player?: string;
  staff?: true;
}

const ofPlayer: Protection = { tenant: 'tenant_id', mode: true, player: 'player_id' };

const protectedTables: Record<string, Protection> = {
  tenants: { tenant: 'id' },
  themes: { tenant: 'tenant_id' },
  members: { tenant: 'tenant_id', staff: true },
  member_sessions: { tenant: 'tenant_id', staff: true },
  keys: { tenant: 'tenant_id', mode: true, staff: true },
  players: { tenant: 'tenant_id', mode: true, player: 'id' },
  sessions: ofPlayer,
  refresh_tokens: ofPlayer,
  uploads: ofPlayer,
  analyses: ofPlayer,
  attempts: ofPlayer,
  reports: ofPlayer,
  events: ofPlayer,
  reservations: ofPlayer,
  usage_records: ofPlayer,
  idempotency_keys: ofPlayer,
  // A change of the tenant itself belongs to no mode: those rows are seen in both.
  audit_log: { tenant: 'tenant_id', staff: true },
};

function policies(table: string, protection: Protection): string[] {
  const app = (name: string, kind: 'PERMISSIVE' | 'RESTRICTIVE', predicate: string): string =>
    `CREATE POLICY ${name} ON ${table} AS ${kind} TO shotform_app USING (${predicate}) WITH CHECK (${predicate});`;
  return [
    app('tenant', 'PERMISSIVE', tenantIs(protection.tenant)),
    ...(protection.mode ? [app('mode', 'RESTRICTIVE', modeIs)] : []),
    ...(protection.player ? [app('player', 'RESTRICTIVE', playerIs(protection.player))] : []),
    ...(protection.staff ? [app('staff', 'RESTRICTIVE', staff)] : []),
  ];
}

/** Also for the owner: a mistake in a migration or a function shows nothing by accident. */
const forced = (table: string): string =>
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY; ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON ${table} TO shotform_system USING (true) WITH CHECK (true);`;

const change = 'SELECT, INSERT, UPDATE, DELETE';
const grants: Record<string, { app: string; system: string }> = {
  tenants: { app: 'SELECT', system: 'SELECT, INSERT, UPDATE' },
  themes: { app: change, system: change },
  members: { app: 'SELECT', system: change },
  member_sessions: { app: change, system: change },
  keys: { app: 'SELECT, UPDATE (last_used_at)', system: change },
  players: { app: change, system: change },
  sessions: { app: 'SELECT, INSERT, UPDATE', system: change },
  refresh_tokens: { app: 'SELECT, INSERT, UPDATE', system: change },
  uploads: { app: change, system: change },
  analyses: { app: change, system: change },
  attempts: { app: change, system: change },
  reports: { app: change, system: change },
  events: { app: 'SELECT, INSERT', system: 'SELECT, INSERT, DELETE' },
  reservations: { app: 'SELECT, INSERT, UPDATE', system: change },
  usage_records: { app: 'SELECT, INSERT', system: 'SELECT, INSERT' },
  idempotency_keys: { app: change, system: change },
  audit_log: { app: 'SELECT, INSERT', system: 'SELECT, INSERT' },
  signing_keys: { app: '', system: change },
};

export const security = [
  'REVOKE ALL ON SCHEMA public FROM PUBLIC;',
  'GRANT USAGE ON SCHEMA public TO shotform_app, shotform_system;',
  ...[...Object.keys(protectedTables), 'signing_keys'].map(forced),
  ...Object.entries(protectedTables).flatMap(([table, protection]) => policies(table, protection)),
  ...Object.entries(grants).flatMap(([table, { app, system }]) => [
    ...(app === '' ? [] : [`GRANT ${app} ON ${table} TO shotform_app;`]),
    `GRANT ${system} ON ${table} TO shotform_system;`,
  ]),
].join('\n');

/**
 * The authorisation matrix, made from what routes declare: every route, with every kind of credential, on real objects of
 * every owner. A cell says what is wrong with it; nothing, where all is well.
 */
import type { IdPrefix } from '@shotform/contracts';
import { credentialKinds, type CredentialKind } from '../../src/identity/caller.ts';
import { newId } from '../../src/identity/id.ts';
import type { Route } from '../../src/http/route-table.ts';
import { differences, observe, type Answer } from './answers.ts';
import { insertAttempt, objectKinds, objectsForBodies, type MadeObject, type ObjectKind } from './objects.ts';
import { readFollowed, readListed } from './reading.ts';
import { credential, whoses, type Whose, type World } from './world.ts';

export interface Cell {
  name: string;
  route: Route;
  kind: CredentialKind;
  /** The tables whose rows decide about it. */
  tables: readonly string[];
  /** @returns what is wrong. */
  run(world: World): Promise<string[]>;
}

/** Where a request names an object: a parameter of its path, or a field of its body. */
interface Naming {
  prefix: IdPrefix;
  kind: ObjectKind;
  make: ObjectKind['make'];
  /** The request with this id there. */
  place(id: string): { path: string; body: unknown };
}

export function matrix(routes: readonly Route[]): Cell[] {
  return routes.flatMap((route) => credentialKinds.flatMap((kind) => cellsOf(route, kind)));
}

function cellsOf(route: Route, kind: CredentialKind): Cell[] {
  const { allow } = route.permission;
  const of = (what: string, tables: readonly string[], run: Cell['run']): Cell => ({
    name: `${route.method} ${route.path} as ${kind}: ${what}`,
    route,
    kind,
    tables,
    run,
  });
  if (allow.includes('none')) return [of('is open', [], (world) => isOpen(world, route, kind))];
  const namings = namingsOf(route);
  if (!allow.includes(kind)) {
    return [of('is refused, whatever is named', [], (world) => isRefused(world, route, kind, namings))];
  }
  if (namings.length > 0) {
    return namings.flatMap((naming) =>
      whoses
        .filter((whose) => whose === 'own' || naming.kind.others.includes(whose))
        .map((whose) => of(whose, [naming.kind.table], (world) => isDecided(world, route, kind, naming, whose))),
    );
  }
  if (route.method !== 'GET') return [of('acts', [], (world) => acts(world, route, kind))];
  const isStream = 'contentType' in (route.contract.answer ?? {});
  const tables = isStream ? ['events'] : ['analyses', 'keys', 'member_sessions'];
  const read = isStream && route.path.startsWith('/v1/') ? readFollowed : readListed;
  return [of('shows only what it may', tables, (world) => read(world, route, kind))];
}

function namingsOf(route: Route): Naming[] {
  const { params = {}, references = {}, example } = route.contract;
  const path = samplePath(route);
  const inPath = Object.entries(params).flatMap(([name, prefix]): Naming[] => {
    if (prefix === 'word') return [];
    const kind = kindOf(prefix, route);
    const place = (id: string) => ({ path: route.path.replace(`:${name}`, id), body: example });
    return [{ prefix, kind, make: kind.make, place }];
  });
  const inBody = Object.entries(references).map(([field, prefix]): Naming => {
    const kind = kindOf(prefix, route);
    const place = (id: string) => ({ path, body: { ...(example as object), [field]: id } });
    return { prefix, kind, make: objectsForBodies[prefix] ?? kind.make, place };
  });
  return [...inPath, ...inBody];
}

function kindOf(prefix: IdPrefix, route: Route): ObjectKind {
  const kind = objectKinds[prefix];
  if (kind === undefined)
    throw new Error(`${route.method} ${route.path} names a ${prefix}: objects.ts cannot make one.`);
  return kind;
}

function samplePath(route: Route): string {
  return route.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const prefix = route.contract.params?.[name];
    return prefix === undefined || prefix === 'word' ? 'not_found' : newId(prefix);
  });
}

/** Whatever is sent along: an open route answers everybody the same. */
async function isOpen(world: World, route: Route, kind: CredentialKind): Promise<string[]> {
  const request = { path: samplePath(route), body: route.contract.example };
  const { token = '' } = await insertAttempt(world.db, world.owners.own);
  const plain = await observe(world, route.method, request, {});
  const answer = await observe(world, route.method, request, await credential(world, kind, token));
  return answer.status === plain.status ? [] : [`${answer.status}, but ${plain.status} without a credential`];
}

/** 401, and the same 401 for what there is and what there is not. */
async function isRefused(
  world: World,
  route: Route,
  kind: CredentialKind,
  namings: readonly Naming[],
): Promise<string[]> {
  const { token = '' } = await insertAttempt(world.db, world.owners.own);
  const headers = await credential(world, kind, token);
  const ask = (request: { path: string; body: unknown }) => observe(world, route.method, request, headers);
  const refusal = await ask({ path: samplePath(route), body: route.contract.example });
  const code = kind === 'none' ? 'credential_missing' : 'credential_invalid';
  const problems = refusal.status === 401 && refusal.code === code ? [] : [`${refusal.status} ${refusal.code}`];
  for (const naming of namings) {
    const { id } = await naming.make(world.db, world.owners.own);
    problems.push(...differences(refusal, await ask(naming.place(id))));
  }
  return problems;
}

/** Something is done, or refused for a reason that has to do with what is asked for, not with who asks. */
async function acts(world: World, route: Route, kind: CredentialKind): Promise<string[]> {
  const { token = '' } = await insertAttempt(world.db, world.owners.own);
  const request = { path: samplePath(route), body: route.contract.example };
  return isDone(await observe(world, route.method, request, await credential(world, kind, token)));
}

function isDone(answer: Answer): string[] {
  const isDenied = [401, 403, 404].includes(answer.status) || answer.status >= 500;
  return isDenied ? [`${answer.status} ${answer.code ?? ''}, but it is for this caller`] : [];
}

/** Acted upon where the caller may know of it; else the 404 of what never was, and nothing happens to it. */
async function isDecided(
  world: World,
  route: Route,
  kind: CredentialKind,
  naming: Naming,
  whose: Whose,
): Promise<string[]> {
  const { db, owners } = world;
  const mine = await insertAttempt(db, owners.own);
  const target: MadeObject =
    whose === 'own' && naming.prefix === 'attempt' ? mine : await naming.make(db, owners[whose]);
  const headers = await credential(world, kind, mine.token ?? '');
  const ask = (id: string) => observe(world, route.method, naming.place(id), headers);
  if (maySee(kind, naming.kind, whose)) return isDone(await ask(target.id));
  const before = await rowOf(world, naming.kind, target);
  const answer = await ask(target.id);
  // Some routes end the credential that asks: the comparison has its own.
  const again = await credential(world, kind, mine.token ?? '');
  const never = await observe(world, route.method, naming.place(newId(naming.prefix)), again);
  const changed = (await rowOf(world, naming.kind, target)) === before ? [] : ['the object was changed'];
  const problems = never.status === 404 ? [] : [`what never was is ${never.status} ${never.code ?? ''}`];
  return [...problems, ...differences(never, answer), ...changed];
}

function maySee(kind: CredentialKind, object: ObjectKind, whose: Whose): boolean {
  if (whose === 'own' || kind === 'fleet') return true;
  return whose === 'otherPlayer' && object.seenByTenant && (kind === 'secret' || kind === 'member');
}

async function rowOf(world: World, { table }: ObjectKind, { id }: MadeObject): Promise<string> {
  const found = await world.db.query<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM ${table} t WHERE id = $1`, [
    id,
  ]);
  return found.rows[0]?.row ?? 'gone';
}

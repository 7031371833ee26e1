/** Routes that show several things at once: lists, and the stream of events. */
import type { IdPrefix } from '@shotform/contracts';
import type { Route } from '../../src/http/route-table.ts';
import type { CredentialKind } from '../../src/identity/caller.ts';
import { newId } from '../../src/identity/id.ts';
import { insertAttempt, objectKinds } from './objects.ts';
import { credential, whoses, type Whose, type World } from './world.ts';

const PATIENCE_MS = 5000;

/** None of the others' new objects is in the answer; in a list of such objects, one's own is. */
export async function readListed(world: World, route: Route, kind: CredentialKind): Promise<string[]> {
  const { db, owners } = world;
  const made: { prefix: IdPrefix; whose: Whose; id: string }[] = [];
  for (const [prefix, object] of Object.entries(objectKinds)) {
    for (const whose of ['own', ...object.others] as const) {
      made.push({ prefix: prefix as IdPrefix, whose, id: (await object.make(db, owners[whose])).id });
    }
  }
  const { token = '' } = await insertAttempt(db, owners.own);
  const answer = await fetch(`${world.app.url}${route.path}`, { headers: await credential(world, kind, token) });
  const text = await answer.text();
  if (answer.status !== 200) return [`${answer.status}, but it is for this caller`];
  const listed = listedPrefix(text);
  return made.flatMap(({ prefix, whose, id }) => {
    const isShown = text.includes(id);
    const maySee = whose === 'own' || (whose === 'otherPlayer' && seesTenant(kind, prefix));
    if (isShown && !maySee) return [`shows ${whose}'s ${prefix}`];
    return !isShown && maySee && listed === prefix ? [`does not show ${whose}'s ${prefix}`] : [];
  });
}

/** What a list is of; `null` where the answer is none. An empty list is one of nothing that was made, which is wrong. */
function listedPrefix(text: string): string | null {
  if (!text.startsWith('{"data":[')) return null;
  return /^\{"data":\[\{"id":"([a-z]+)_/.exec(text)?.[1] ?? 'analysis';
}

function seesTenant(kind: CredentialKind, prefix: IdPrefix): boolean {
  return kind === 'fleet' || (kind !== 'session' && objectKinds[prefix]?.seenByTenant === true);
}

/** Events of the others come first, one's own last: when that has arrived, what was to be kept back was kept back. */
export async function readFollowed(world: World, route: Route, kind: CredentialKind): Promise<string[]> {
  const { token = '' } = await insertAttempt(world.db, world.owners.own);
  const headers = await credential(world, kind, token);
  const told = new Map<Whose, string>();
  for (const whose of whoses.toReversed()) told.set(whose, await tellEvent(world, whose));
  const own = told.get('own') ?? '';
  const ending = new AbortController();
  const patience = setTimeout(() => ending.abort(), PATIENCE_MS);
  let text = '';
  try {
    const answer = await fetch(`${world.app.url}${route.path}`, {
      headers: { ...headers, 'last-event-id': '0' },
      signal: ending.signal,
    });
    if (answer.status !== 200 || answer.body === null) return [`${answer.status}, but it is for this caller`];
    for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (text.includes(own)) break;
    }
  } catch (error) {
    if (!ending.signal.aborted) throw error;
  } finally {
    clearTimeout(patience);
    ending.abort();
  }
  return whoses.flatMap((whose) => {
    const isShown = text.includes(told.get(whose) ?? '');
    const maySee = whose === 'own' || (whose === 'otherPlayer' && kind !== 'session');
    return isShown === maySee ? [] : [`${isShown ? 'shows' : 'does not show'} ${whose}'s event`];
  });
}

async function tellEvent({ db, owners }: World, whose: Whose): Promise<string> {
  const { tenant, mode, player } = owners[whose];
  const id = newId('analysis');
  const event = { type: 'analysis.deleted', at: new Date().toISOString(), analysis: { id } };
  await db.query('SELECT tell_event($1, $2, $3, $4)', [tenant, mode, player, event]);
  return id;
}

import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Sees the whole tenant for a moment, inside a transaction of one of its players: what is left of a plan, or waits in the
 * queue, is everybody's together.
 */
export async function asTenant<T>(em: EntityManager, player: string, look: () => Promise<T>): Promise<T> {
  await see(em, '*');
  // Where `look` fails, so does the transaction, and the setting ends with it.
  const seen = await look();
  await see(em, player);
  return seen;
}

function see(em: EntityManager, player: string): Promise<unknown> {
  return em.execute(`SELECT set_config('app.player', ?, true)`, [player]);
}

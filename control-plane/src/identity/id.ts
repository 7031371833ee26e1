import type { Id, IdPrefix } from '@shotform/contracts';
import { typeid } from 'typeid-js';

/** A new TypeID: a prefix and a UUIDv7, so that ids are in the order of their creation. */
export function newId<P extends IdPrefix>(prefix: P): Id<P> {
  return typeid(prefix).toString() as Id<P>;
}

import { expect, it } from 'vitest';
import { Keep, MemoryStorage, type ShotformStorage } from './storage.ts';

it('keeps each key to itself, in the storage that it is given', () => {
  const items = new Map<string, string>();
  const storage: ShotformStorage = {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
  const keep = new Keep(storage, 'sf_pk_test_a');
  keep.set('player', 'secret');
  expect(new Keep(storage, 'sf_pk_test_a').get('player')).toBe('secret');
  expect(new Keep(storage, 'sf_pk_test_b').get('player')).toBeNull();
  keep.remove('player');
  expect(keep.get('player')).toBeNull();
  expect(items.size).toBe(0);
});

it('what another tab took away is gone here too', () => {
  const storage = new MemoryStorage();
  const [here, there] = [new Keep(storage, 'k'), new Keep(storage, 'k')];
  here.set('player', 'secret');
  there.remove('player');
  expect(here.get('player')).toBeNull();
});

it('a storage that is forbidden costs nothing but the memory of it', () => {
  const forbidden = (): never => {
    throw new DOMException('denied', 'SecurityError');
  };
  const keep = new Keep({ getItem: forbidden, setItem: forbidden, removeItem: forbidden }, 'k');
  keep.set('player', 'secret');
  expect(keep.get('player')).toBe('secret');
  keep.remove('player');
  expect(keep.get('player')).toBeNull();
});

/** Where the SDK keeps what must outlive a page: the anonymous player's secret, and which uploads are under way. */

/** The part of Web Storage that is used. */
export interface ShotformStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export class MemoryStorage implements ShotformStorage {
  private readonly items = new Map<string, string>();

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }

  removeItem(key: string): void {
    this.items.delete(key);
  }
}

/**
 * One key's part of a storage. A storage that is forbidden or full costs the player a convenience, never the visit: what
 * it throws is swallowed, and memory stands in.
 */
export class Keep {
  private readonly storage: ShotformStorage;
  private readonly memory = new MemoryStorage();
  private readonly prefix: string;

  constructor(storage: ShotformStorage | undefined, publishableKey: string) {
    this.storage = storage ?? pageStorage() ?? this.memory;
    this.prefix = `shotform:${publishableKey}:`;
  }

  get(name: string): string | null {
    return this.tried(() => this.storage.getItem(this.prefix + name)) ?? this.memory.getItem(this.prefix + name);
  }

  set(name: string, value: string): void {
    const kept = this.tried(() => {
      this.storage.setItem(this.prefix + name, value);
      return true;
    });
    if (!kept) this.memory.setItem(this.prefix + name, value);
  }

  remove(name: string): void {
    this.memory.removeItem(this.prefix + name);
    this.tried(() => this.storage.removeItem(this.prefix + name));
  }

  private tried<T>(work: () => T): T | null {
    try {
      return work();
    } catch {
      return null;
    }
  }
}

/** Reading the property alone throws where storage is forbidden. */
function pageStorage(): ShotformStorage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

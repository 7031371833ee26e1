import { Client } from 'pg';
import type { TestDatabase } from './test-database.ts';

/** Reads the tables as the role `system` does, past all walls. */
export async function readRows<T extends object>(
  { urls }: Pick<TestDatabase, 'urls'>,
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new Client({ connectionString: urls.system });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

import { Migration } from '@mikro-orm/migrations';
import { accounts } from './accounts.ts';
import { lookups } from './lookups.ts';
import { security } from './security.ts';
import { work } from './work.ts';

/** All tables, their owners' walls, and the look-ups before a context exists. */
export class M0001First extends Migration {
  override name = 'm0001-first';

  override up(): void {
    for (const sql of [accounts, work, security, lookups]) this.addSql(sql);
  }
}

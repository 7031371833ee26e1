import { Migration } from '@mikro-orm/migrations';

/** Members make and revoke their facility's keys; the policies say whose. */
export class M0004ManagedKeys extends Migration {
  override name = 'm0004-managed-keys';

  override up(): void {
    this.addSql(/* sql */ `GRANT INSERT, UPDATE (revoked_at) ON keys TO shotform_app;`);
  }
}

import { Migration } from '@mikro-orm/migrations';

/** A player's latest reports are looked up at every claim. */
export class M0005LatestReports extends Migration {
  override name = 'm0005-latest-reports';

  override up(): void {
    this.addSql(/* sql */ `CREATE INDEX reports_of_player ON reports (player_id, created_at);`);
  }
}

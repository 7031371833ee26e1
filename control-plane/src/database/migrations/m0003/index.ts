import { Migration } from '@mikro-orm/migrations';

/** A worker that is told to stop hands its work back: that is no attempt that failed, and the limit of tries leaves it out. */
export class M0003HandedBack extends Migration {
  override name = 'm0003-handed-back';

  override up(): void {
    this.addSql(/* sql */ `
ALTER TABLE analyses ADD COLUMN handed_back integer NOT NULL DEFAULT 0
  CHECK (handed_back >= 0 AND handed_back <= fence);
`);
  }
}

import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Logger } from '../operations/logger.ts';
import { Database } from './database.ts';

@Global()
@Module({
  providers: [
    {
      provide: Database,
      inject: [Config, Logger],
      useFactory: (config: Config, logger: Logger) =>
        Database.open(config, (error) => logger.warn({ err: error }, 'a database connection was lost')),
    },
  ],
  exports: [Database],
})
export class DatabaseModule {}
